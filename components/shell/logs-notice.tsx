/** Warns administrators on every page that a receiver of the logs lacks what happened. */
import { useTranslations } from "next-intl";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";

export function LogsNotice() {
  const t = useTranslations("installation.logs-failing");
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
