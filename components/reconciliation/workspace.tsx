"use client";

/** The reconciliation screen: filters, what they come to, and the lines themselves. */
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { linesQuery, type ListSearch, totalsQuery } from "@/lib/client/reconciliations";
import type { SyncRange } from "@/lib/client/syncs";
import type { Centre } from "@/lib/contracts/centre";
import type { Total } from "@/lib/contracts/reconciliation";
import { addDays } from "@/lib/domain/business-date";
import { lineId } from "@/lib/domain/line";
import { hasAllVerdicts, type LineFilter } from "@/lib/domain/line-filter";
import type { Permission } from "@/lib/domain/permission";
import { lineFilterOf } from "@/lib/domain/screen/line-filters";
import { ExportMenu } from "../export/export-menu";
import { AsOfNotice } from "../filter/as-of";
import { ViewsMenu } from "../saved-view/views-menu";
import { useShortcuts } from "../shell/shortcuts";
import { Freshness } from "../sync/freshness";
import { RefreshButton } from "../sync/refresh-button";
import { SyncProgress } from "../sync/sync-progress";
import { useRefresh } from "../sync/use-refresh";
import { lazyOverlay } from "../ui/lazy/lazy-overlay";
import { AsOfNotice } from "./as-of";
import { FailureNotices } from "./failure-notices";
import { FilterRow } from "./filter-row";
import { ShortcutsBar } from "./shortcuts-bar";
import { Lines } from "./lines";
import { UpdatesNotice } from "./updates-notice";
import type { Selection } from "./selection";
import { Summary } from "./summary";
import { TitleBar } from "./title-bar";
import { useFilters } from "./use-filters";
import { useUpdates } from "./use-updates";
import { VerdictBar } from "./verdict-bar";

const BulkMoves = lazyOverlay(() =>
  import("../workflow/bulk-moves").then((bulk) => bulk.BulkMoves),
);

type WorkspaceProps = {
  /** The business date of today, on which presets are counted. */
  today: string;
  centres: readonly Centre[];
  /** Centres that this reader may have read again. */
  refreshable: readonly string[];
  permissions: readonly Permission[];
};

/** How far down the page a reader may be and still count as at its top. */
const TOP_PX = 8;

export function ReconciliationWorkspace(props: WorkspaceProps) {
  const { today, centres, refreshable, permissions } = props;
  const client = useQueryClient();
  const [filters, change] = useFilters();
  const search = useMemo(() => lineFilterOf(filters, today), [filters, today]);
  const list: ListSearch = useMemo(
    () => ({ ...search, sort: filters.sort }),
    [search, filters.sort],
  );
  const lines = useInfiniteQuery(linesQuery(list));
  const first = lines.data?.pages[0];
  const totals = useTotals(search, first?.totals);
  const [selected, setSelected] = useSelection(list);
  const filterForm = useRef<HTMLFormElement>(null);

  const isBusy = () =>
    window.scrollY > TOP_PX ||
    Object.keys(selected).length > 0 ||
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
  useShortcuts(
    { "/": () => filterForm.current?.querySelector<HTMLElement>("button")?.focus() },
    { scope: "reconciliation" },
  );

  const chosen = useMemo(() => {
    if (Object.keys(selected).length === 0) return [];
    const all = lines.data?.pages.flatMap((page) => page.lines) ?? [];
    return all.filter((line) => selected[lineId(line)] === true);
  }, [selected, lines.data]);

  return (
    <>
      <TitleBar filters={filters} centres={centres} today={today}>
        {freshness !== null && (
          <Freshness
            freshness={freshness}
            isRefreshing={refresh.isRunning}
            recent={search.to >= addDays(today, -1)}
          />
        )}
        {range !== null && <RefreshButton refresh={refresh} range={range} />}
        <ViewsMenu page="reconciliations" plainQuery="preset=yesterday" />
        <ExportMenu search={search} className="max-sm:hidden" />
      </TitleBar>
      <FilterRow
        filters={filters}
        onChange={change}
        centres={centres}
        today={today}
        search={filterForm}
      />
      <AsOfNotice asOf={filters.asOf} onChange={(asOf) => change({ asOf })} />
      {refresh.isRunning && <SyncProgress sync={refresh.sync} />}
      <FailureNotices
        failures={first?.freshness.failures ?? []}
        onTryAgain={refreshable.length === 0 ? null : (part: SyncRange) => refresh.start(part)}
        working={refresh.isRunning}
      />
      <Summary search={search} totals={totals} today={today} />
      <VerdictBar
        totals={totals ?? []}
        chosen={filters.verdicts}
        onChoose={(verdicts) => change({ verdicts })}
      />
      <Lines
        query={lines}
        filters={filters}
        onChange={change}
        today={today}
        refresh={refresh}
        range={range}
        selected={selected}
        onSelected={setSelected}
      />
      {filters.asOf === null && (
        <BulkMoves
          key={JSON.stringify(list)}
          selected={chosen}
          days={lines.data?.pages.flatMap((page) => page.days) ?? []}
          permissions={permissions}
          open={chosen.length > 0}
          onOpenChange={() => setSelected(() => ({}))}
        />
      )}
      <UpdatesNotice
        changedDays={updates.waiting}
        working={updates.working}
        onShow={() => void updates.show()}
      />
      <ShortcutsBar selected={chosen} />
    </>
  );
}

/** Of all verdicts: the list's own when it shows them all, else asked for beside it. */
function useTotals(search: LineFilter, own: Total[] | undefined): Total[] | undefined {
  const narrowed = !hasAllVerdicts(search);
  const { data } = useQuery({ ...totalsQuery(search), enabled: narrowed });
  return narrowed ? data : own;
}

/** Chosen lines belong to one list: another search begins with none. */
function useSelection(list: ListSearch) {
  const [state, setState] = useState<{ list: ListSearch; rows: Selection }>({
    list,
    rows: {},
  });
  const rows = state.list === list ? state.rows : NO_SELECTION;
  const set = useCallback(
    (change: (rows: Selection) => Selection) =>
      setState((before) => ({ list, rows: change(before.list === list ? before.rows : {}) })),
    [list],
  );
  return [rows, set] as const;
}
const NO_SELECTION: Selection = {};

function buildRange(search: LineSearch, readable: readonly string[]): SyncRange | null {
  const centreIds =
    search.centreIds.length === 0
      ? readable
      : search.centreIds.filter((id) => readable.includes(id));
  return centreIds.length === 0 ? null : { centreIds, from: search.from, to: search.to };
}

/** Days that Cashrec was never asked about are asked for once, as soon as someone looks at them. */
function useFirstRefresh(list: ListSearch, isNeeded: boolean, start: () => void) {
  const requested = useRef(new Set<string>());
  useEffect(() => {
    const key = JSON.stringify([list.centreId, list.from, list.to]);
    if (!isNeeded || requested.current.has(key)) return;
    requested.current.add(key);
    start();
  });
}
