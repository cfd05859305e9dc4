/** Warns administrators on every page that a receiver of the logs lacks what happened. */
import { getTranslations } from "next-intl/server";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";

export async function LogsNotice() {
  const t = await getTranslations("installation.logs-failing");
  return (
    <p
      role="status"
      className="no-print border-b border-rule-strong bg-uncounted-wash px-edge py-2 text-sm"
    >
      <strong>{t("title")}</strong> {t("text")}{" "}
      <PrefetchOnHoverLink href="/settings/security">{t("link")}</PrefetchOnHoverLink>
    </p>
  );
}
