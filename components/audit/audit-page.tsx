"use client";

/** The trail as one screen: the proof above, then the entries that the filters let through. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { auditQuery } from "@/lib/client/audit";
import type { Centre } from "@/lib/contracts/centre";
import { countAuditFilters, NO_AUDIT_FILTERS } from "@/lib/domain/screen/audit-filters";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { type Person, TrailFilters } from "./audit-filters";
import { TrailProof } from "./audit-proof";
import { TrailTable } from "./audit-table";
import { useTrailFilters } from "./use-audit-filters";

type TrailProps = {
  centres: Centre[];
  people: Person[];
  /** Whether the reader sees every centre, and so the chain as a whole. */
  isWhole: boolean;
};

export function Trail({ centres, people, isWhole }: TrailProps) {
  const t = useTranslations("audit");
  const [filters, change] = useTrailFilters();
  const list = useInfiniteQuery(auditQuery(filters));
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  const isNarrow = countAuditFilters(filters) > 0;
  return (
    <>
      <div className="grid gap-1 px-edge pt-5 pb-3">
        <h1>{t("title")}</h1>
        <p className="max-w-[75ch] text-sm text-ink-2">{t("about")}</p>
      </div>
      {isWhole && <TrailProof onShow={(entry) => change({ ...NO_AUDIT_FILTERS, entry })} />}
      <TrailFilters {...{ filters, centres, people }} onChange={change} />
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <p className="px-edge py-8 text-ink-2">{t("loading")}</p>}
      {list.isSuccess && entries.length === 0 && (
        <EmptyState
          title={t(isNarrow ? "none-found" : "none")}
          hint={t(isNarrow ? "none-found-hint" : "none-hint")}
          action={
            isNarrow && <Button onClick={() => change(NO_AUDIT_FILTERS)}>{t("reset")}</Button>
          }
        />
      )}
      {entries.length > 0 && (
        <TrailTable key={filters.entry} {...{ entries, centres }} opened={filters.entry} />
      )}
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
