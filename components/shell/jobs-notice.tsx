/** Warns administrators on every page that nothing works in the background. */
import { useTranslations } from "next-intl";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";

export function JobsNotice() {
  const t = useTranslations("installation.jobs-stopped");
  return (
    <p
      role="status"
      className="no-print border-b border-rule-strong bg-uncounted-wash px-edge py-2 text-sm"
    >
      <strong>{t("title")}</strong> {t("text")}{" "}
      <PrefetchOnHoverLink href="/settings/operations">{t("link")}</PrefetchOnHoverLink>
    </p>
  );
}
