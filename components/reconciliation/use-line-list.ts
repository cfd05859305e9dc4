"use client";

/** Provides the data of the reconciliation screen: lines, totals, selection, and updates. */
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { linesQuery, type ListSearch, totalsQuery } from "@/lib/client/reconciliations";
import type { SyncRange } from "@/lib/client/syncs";
import type { Total } from "@/lib/contracts/reconciliation";
import { formatLineKey } from "@/lib/domain/keys";
import { hasAllVerdicts, type LineFilter } from "@/lib/domain/line-filter";
import { type Filters, lineFilterOf } from "@/lib/domain/screen/line-filters";
import { useRefresh } from "../sync/use-refresh";
import { useSelection } from "./selection";
import { useUpdates } from "./use-updates";

/** A page that is scrolled by less than this still counts as being at its top. */
const TOP_PX = 8;

export function useLineList(
  filters: Filters,
  today: string,
  refreshable: readonly string[] | null,
) {
  const client = useQueryClient();
  const search = useMemo(() => lineFilterOf(filters, today), [filters, today]);
  const list: ListSearch = useMemo(
    () => ({ ...search, sort: filters.sort }),
    [search, filters.sort],
  );
  const lines = useInfiniteQuery(linesQuery(list));
  const first = lines.data?.pages[0];
  const all = useAllTotals(search, first?.totals);
  const [ids, change] = useSelection(list);
  const isBusy = () =>
    window.scrollY > TOP_PX ||
    Object.keys(ids).length > 0 ||
    document.activeElement?.closest("tr[data-index]") !== null;
  const updates = useUpdates({ search: list, shown: lines.data, isBusy });
  const freshness = updates.freshness ?? first?.freshness ?? null;
  const refresh = useRefresh(freshness?.syncId ?? null, () => {
    void client.invalidateQueries({ queryKey: ["reconciliations", "changes"] });
    if (!isBusy()) void updates.show();
  });
  const range = filters.asOf === null ? buildRange(search, refreshable) : null;
  const unread = freshness?.unreadDays ?? 0;
  useFirstRefresh(list, range !== null && unread > 0 && !refresh.isRunning, () => {
    if (range !== null) refresh.start(range);
  });
  const selected = useMemo(() => {
    if (Object.keys(ids).length === 0) return [];
    const all = lines.data?.pages.flatMap((page) => page.lines) ?? [];
    return all.filter((line) => ids[formatLineKey(line)] === true);
  }, [ids, lines.data]);
  const selection = { ids, change, lines: selected };
  const totals = { shown: first?.totals, all };
  return { list, search, lines, totals, range, freshness, updates, refresh, selection };
}

export type AllTotals = {
  /** It is undefined while they are read, and when that failed. */
  totals: readonly Total[] | undefined;
  failed: boolean;
  retry: () => void;
};

/** Reads the totals of all verdicts, unless those of the list are just that. */
function useAllTotals(search: LineFilter, ofList: Total[] | undefined): AllTotals {
  const isNarrowed = !hasAllVerdicts(search);
  const { data, isError, fetchStatus, refetch } = useQuery({
    ...totalsQuery(search),
    enabled: isNarrowed,
  });
  return {
    totals: isNarrowed ? data : ofList,
    failed: isNarrowed && data === undefined && (isError || fetchStatus === "paused"),
    retry: () => void refetch(),
  };
}

function buildRange(search: LineFilter, refreshable: readonly string[] | null): SyncRange | null {
  const centreIds =
    search.centreIds.length === 0
      ? refreshable
      : search.centreIds.filter((id) => refreshable?.includes(id) ?? true);
  return centreIds?.length === 0 ? null : { centreIds, from: search.from, to: search.to };
}

/** Days that were never read from Cashrec are read once, when a user opens a list with them. */
function useFirstRefresh(list: ListSearch, isNeeded: boolean, start: () => void) {
  const requested = useRef(new Set<string>());
  useEffect(() => {
    const key = JSON.stringify([list.centreIds, list.from, list.to]);
    if (!isNeeded || requested.current.has(key)) return;
    requested.current.add(key);
    start();
  });
}
