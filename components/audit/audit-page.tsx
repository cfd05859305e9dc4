"use client";

/**
 * Shows the audit trail on one screen: the proof above, then the entries that match the filters.
 */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import type { Packed } from "@/lib/domain/screen/packed-rows";
import { useUnpacked } from "../ui/use-unpacked";
import { type AuditPage, auditQuery } from "@/lib/client/audit";
import type { AuditEntryRow } from "@/lib/contracts/audit";
import type { Centre } from "@/lib/contracts/centre";
import { resolveReferences } from "@/lib/domain/audit/personal-reference";
import {
  type AuditFilters,
  countAuditFilters,
  NO_AUDIT_FILTERS,
} from "@/lib/domain/screen/audit-filters";
import { useNamedCentres } from "../centre/use-centre-search";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { type AuditUser, AuditFilterForm } from "./audit-filters";
import { ArchiveNotice } from "./archive-notice";
import { AuditProof } from "./audit-proof";
import { AuditTable } from "./audit-table";
import { KindTabs } from "./kind-tabs";
import { useAuditFilters } from "./use-audit-filters";
import { VerifyDay } from "./verify-day";

/** Entries have references to names and addresses, which a reader does not want to see. */
function listEntriesWithNames({ entries, personalValues }: AuditPage): AuditEntryRow[] {
  return entries.map((entry) => ({
    ...entry,
    before: resolveReferences(entry.before, personalValues),
    after: resolveReferences(entry.after, personalValues),
  }));
}

type DayCheckProps = { filters: AuditFilters; offer: CentreOffer<OfferedCentre> };

/** A day is one centre on one date, so that a filter by the date alone does not name one. */
function DayCheck({ filters: { businessDate: date, centreIds }, offer }: DayCheckProps) {
  const t = useTranslations("audit.day-check");
  const centres = useNamedCentres(offer, centreIds);
  if (date === null) return null;
  const [centreId] = centreIds;
  const currency = centres.find(({ id }) => id === centreId)?.currency ?? null;
  return (
    <div className="px-edge pb-4">
      {centreId === undefined || centreIds.length > 1 ? (
        <p className="text-sm text-ink-2">{t("choose")}</p>
      ) : (
        <VerifyDay {...{ centreId, date, currency }} />
      )}
    </div>
  );
}

type AuditScreenProps = {
  packedOffer: Packed<CentreOffer<Centre>>;
  users: AuditUser[];
  /** Tells whether the reader sees every centre, and so the chain as a whole. */
  isWhole: boolean;
};

export function AuditScreen({ packedOffer, users, isWhole }: AuditScreenProps) {
  const offer = useUnpacked(packedOffer);
  const t = useTranslations("audit");
  const [filters, change] = useAuditFilters();
  const list = useInfiniteQuery(auditQuery(filters));
  const entries = list.data?.pages.flatMap(listEntriesWithNames) ?? [];
  const centres = list.data?.pages.flatMap((page) => page.centres) ?? [];
  const archive = list.data?.pages.at(-1)?.archive ?? null;
  const isNarrow = countAuditFilters(filters) > 0;
  return (
    <>
      <div className="grid gap-1 px-edge pt-5 pb-3">
        <h1>{t("title")}</h1>
        <p className="max-w-[75ch] text-sm text-ink-2">{t("about")}</p>
      </div>
      {isWhole && (
        <AuditProof
          onShow={(entry) => change({ ...NO_AUDIT_FILTERS, kind: "everything", entry })}
        />
      )}
      <KindTabs kind={filters.kind} onChoose={(kind) => change({ kind })} />
      <AuditFilterForm {...{ filters, offer, users }} onChange={change} />
      <DayCheck filters={filters} offer={offer} />
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <p className="px-edge py-8 text-ink-2">{t("loading")}</p>}
      {list.isSuccess && entries.length === 0 && (
        <EmptyState
          title={t(isNarrow ? "none-found" : "none")}
          hint={t(isNarrow ? "none-found-hint" : "none-hint")}
          action={
            isNarrow && (
              <Button onClick={() => change({ ...NO_AUDIT_FILTERS, kind: "everything" })}>
                {t("reset")}
              </Button>
            )
          }
        />
      )}
      {entries.length > 0 && (
        <AuditTable key={filters.entry} {...{ entries, centres }} opened={filters.entry} />
      )}
      {list.isSuccess && !list.hasNextPage && <ArchiveNotice archive={archive} />}
      {list.hasNextPage && (
        <div className="no-print px-edge py-4">
          <Button
            working={list.isFetchingNextPage && t("loading")}
            onClick={() => void list.fetchNextPage()}
          >
            {t("more")}
          </Button>
        </div>
      )}
    </>
  );
}
