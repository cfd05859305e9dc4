/**
 * Tells a page that the reader's roles do not open from one that does not exist. What a page is
 * about never matters: a centre of somebody else looks like one that does not exist.
 */
import { getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { NotAllowed } from "@/components/shell/not-allowed";
import { listRequired } from "@/components/shell/navigation";
import { ButtonLink } from "@/components/ui/button-link";
import { listPermissions } from "@/lib/domain/permission";
import { findPageActor } from "@/lib/server/auth/page";
import { PATH_HEADER } from "@/lib/server/auth/path";
import { listAdministratorNames } from "@/lib/server/users/administrators";

export default async function NotFound() {
  const actor = await findPageActor();
  const path = (await headers()).get(PATH_HEADER) ?? "/";
  const required = listRequired(path.split("?")[0] ?? "/");
  if (actor !== null && required.length > 0) {
    const own = listPermissions(actor);
    if (!required.some((permission) => own.includes(permission))) {
      return <NotAllowed required={required} administrators={await listAdministratorNames()} />;
    }
  }
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
