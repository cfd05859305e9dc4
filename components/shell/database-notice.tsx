/**
 * Warns administrators on every page that the application may do too much in its database, that the
 * connection to it is readable on its network, or that it was restored and sends nothing yet.
 */
import { getTranslations } from "next-intl/server";

type DatabaseWarning = "superuser" | "owner" | "plaintext" | "paused";

export async function DatabaseNotice({ warning }: { warning: DatabaseWarning }) {
  const t = await getTranslations("installation.database-role");
  return (
    <p
      role="status"
      className="no-print border-b border-rule-strong bg-uncounted-wash px-edge py-2 text-sm"
    >
      <strong>{t(warning)}</strong> {t(textOf(warning))}
    </p>
  );
}

function textOf(warning: DatabaseWarning) {
  if (warning === "plaintext") return "plaintext-text";
  return warning === "paused" ? "paused-text" : "text";
}
