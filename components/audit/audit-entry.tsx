"use client";

/**
 * Shows an opened entry: what was before and after, where the request came from, and its position
 * in the chain.
 */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AuditEntryRow } from "@/lib/contracts/audit";
import { Instant } from "../ui/instant";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { EntryChanges } from "./entry-changes";

type AuditEntryProps = {
  entry: AuditEntryRow;
  /**
   * This is the name of the entry's centre; it is null when the entry has none, or none that is
   * known.
   */
  currency: string | null;
};

export function AuditEntry({ entry, currency }: AuditEntryProps) {
  const t = useTranslations("audit");
  const { centreId, businessDate } = entry;
  return (
    <div className="grid gap-x-10 gap-y-4 px-edge py-4 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <EntryChanges before={entry.before} after={entry.after} currency={currency} />
      <dl className="grid content-start gap-2 text-sm">
        <Fact name={t("entry")}>{entry.id}</Fact>
        <Fact name={t("when")}>
          <Instant iso={entry.at} style="long" />
        </Fact>
        <Fact name={t("action")}>
          <code className="font-mono text-xs">{entry.action}</code>
        </Fact>
        <Fact name={t("from-where")}>
          {entry.origin ?? <i className="text-ink-3">{t("not-told")}</i>}
        </Fact>
        {centreId !== null && businessDate !== null && (
          <Fact name={t("day")}>
            <PrefetchOnHoverLink
              href={`/reconciliations/${encodeURIComponent(centreId)}/${businessDate}`}
            >
              {t("open-day")}
            </PrefetchOnHoverLink>
          </Fact>
        )}
        <Fact name={t("hash")}>
          <code className="font-mono text-xs break-all select-all">{entry.hash}</code>
        </Fact>
        <Fact name={t("previous-hash")}>
          <code className="font-mono text-xs break-all text-ink-3 select-all">
            {entry.previousHash}
          </code>
        </Fact>
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="text-xs leading-5 text-ink-2">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
