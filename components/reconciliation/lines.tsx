"use client";

/** Shows the table, or instead of it a skeleton, a reason why there are no lines, or a failure. */
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { SyncRange } from "@/lib/client/syncs";
import type { LineList } from "@/lib/contracts/reconciliation";
import type { Filters } from "@/lib/domain/screen/line-filters";
import type { Refresh } from "../sync/use-refresh";
import { ErrorState } from "../ui/error-state";
import { LinesEmpty } from "./lines-empty";
import { LinesTable } from "./lines-table";
import { LinesSkeleton } from "./lines-skeleton";
import type { ChangeSelection, Selection } from "./selection";
import type { ChangeFilters } from "./use-filters";

/**
 * Browsers limit the height of a page; beyond this many lines a file is more useful than a screen.
 */
const LINES_MAX = 250_000;

type LinesProps = {
  query: UseInfiniteQueryResult<InfiniteData<LineList>>;
  filters: Filters;
  onChange: ChangeFilters;
  today: string;
  refresh: Refresh;
  range: SyncRange | null;
  /** A phone shows the checkboxes too. */
  selecting: boolean;
  selected: Selection;
  onSelected: ChangeSelection;
};

export function Lines(props: LinesProps) {
  const { query, filters, onChange, selecting, selected, onSelected } = props;
  const t = useTranslations("reconciliation.table");
  const pages = query.data?.pages;
  const lines = useMemo(() => pages?.flatMap((page) => page.lines) ?? [], [pages]);
  const days = useMemo(() => pages?.flatMap((page) => page.days) ?? [], [pages]);
  if (pages === undefined) {
    if (query.isError) {
      return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    }
    return (
      <LinesSkeleton
        alone={filters.sort !== "date"}
        density={filters.density}
        offline={query.fetchStatus === "paused"}
      />
    );
  }
  const totals = pages[0]?.totals ?? [];
  if (lines.length === 0) return <LinesEmpty {...props} freshness={pages[0]?.freshness ?? null} />;
  const full = lines.length >= LINES_MAX;
  const failed = query.isFetchNextPageError;
  // The table would be rendered twice for each page if it read whether one is on its way.
  const next = () => {
    if (!failed) void query.fetchNextPage({ cancelRefetch: false });
  };
  return (
    <>
      <LinesTable
        lines={lines}
        days={days}
        totals={totals}
        complete={!query.hasNextPage || full}
        sort={filters.sort}
        onSort={(sort) => onChange({ sort })}
        density={filters.density}
        selecting={selecting}
        selected={selected}
        onSelected={onSelected}
        onNearEnd={next}
      />
      {failed && <ErrorState error={query.error} onRetry={() => void query.fetchNextPage()} />}
      {full && query.hasNextPage && <p className="px-edge py-4 text-ink-2">{t("full")}</p>}
    </>
  );
}
