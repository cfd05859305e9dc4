/** A missing page and a page that the user may not see look the same on purpose. */
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";

export default async function NotFound() {
  const t = await getTranslations("shell.not-found");
  return (
    <div className="grid max-w-[70ch] justify-items-start gap-3 px-edge py-8">
      <h1>{t("title")}</h1>
      <p className="text-ink-2">{t("hint")}</p>
      <ButtonLink kind="do" href="/">
        {t("home")}
      </ButtonLink>
    </div>
  );
}
