/** Warns on every page that the record is Cashrec's, and the server can't reach Cashrec. */
import { getTranslations } from "next-intl/server";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";

/** The page of the connection, which names the variables, is linked for those who may open it. */
export async function UnconfiguredNotice({ mayConfigure }: { mayConfigure: boolean }) {
  const t = await getTranslations("installation.unconfigured");
  return (
    <p
      role="status"
      className="no-print border-b border-rule-strong bg-uncounted-wash px-edge py-2 text-sm"
    >
      <strong>{t("title")}</strong> {t("text")}{" "}
      {mayConfigure && (
        <PrefetchOnHoverLink href="/settings/connection">{t("link")}</PrefetchOnHoverLink>
      )}
    </p>
  );
}
