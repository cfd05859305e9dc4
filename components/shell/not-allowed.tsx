/** Tells which roles open a page, who can grant one, and the way back. */
import { useLocale, useTranslations } from "next-intl";
import { isOfOrganisation, type Permission, rolesWith, ROLES } from "@/lib/domain/permission";
import { ButtonLink } from "../ui/button-link";

type NotAllowedProps = {
  /** Any of these opens the page. */
  required: readonly Permission[];
  administrators: readonly string[];
};

export function NotAllowed({ required, administrators }: NotAllowedProps) {
  const t = useTranslations("shell.not-allowed");
  const roleName = useTranslations("shell.roles");
  const language = useLocale();
  const roles = ROLES.filter((role) => required.some((one) => rolesWith(one).includes(role)));
  const list = (type: "conjunction" | "disjunction", texts: readonly string[]) =>
    new Intl.ListFormat(language, { type }).format(texts);
  const names = roles.map((role) => roleName(role));
  return (
    <div className="grid max-w-[70ch] justify-items-start gap-3 px-edge py-8">
      <h1>{t("title")}</h1>
      <p>
        {t(required.every(isOfOrganisation) ? "roles-everywhere" : "roles", {
          roles: list("conjunction", names),
        })}
      </p>
      <p className="text-ink-2">
        {administrators.length === 0
          ? t("ask-anyone")
          : t("ask", { names: list("disjunction", administrators) })}
      </p>
      <ButtonLink kind="do" href="/">
        {t("back")}
      </ButtonLink>
    </div>
  );
}
