/**
 * Warns administrators on every page that the application may do too much in its database, or that
 * the connection to it is readable on its network.
 */
import { useTranslations } from "next-intl";

export type DatabaseWarning = "superuser" | "owner" | "plaintext";

export function DatabaseNotice({ warning }: { warning: DatabaseWarning }) {
  const t = useTranslations("shell.database-role");
  return (
    <p
      role="status"
      className="no-print border-b border-rule-strong bg-uncounted-wash px-edge py-2 text-sm"
    >
      <strong>{t(warning)}</strong> {t(warning === "plaintext" ? "plaintext-text" : "text")}
    </p>
  );
}
