/** Warns administrators on every page that nothing works in the background. */
import { getTranslations } from "next-intl/server";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";

export async function JobsNotice() {
  const t = await getTranslations("installation.jobs-stopped");
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
