/** Warns administrators on every page that the application may do too much in its database. */
import { useTranslations } from "next-intl";

export function DatabaseRoleNotice({ excess }: { excess: "superuser" | "owner" }) {
  const t = useTranslations("shell.database-role");
  return (
    <p
      role="status"
      className="no-print border-b border-rule-strong bg-uncounted-wash px-edge py-2 text-sm"
    >
      <strong>{t(excess)}</strong> {t("text")}
    </p>
  );
}
