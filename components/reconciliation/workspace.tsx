"use client";

/** Composes the reconciliation screen: the filters, their totals, and the lines. */
import { useRef } from "react";
import type { SyncRange } from "@/lib/client/syncs";
import type { Centre } from "@/lib/contracts/centre";
import { addDays } from "@/lib/domain/business-date";
import type { Permission } from "@/lib/domain/permission";
import { ExportMenu } from "../export/export-menu";
import { AsOfNotice } from "../filter/as-of";
import { ViewsMenu } from "../saved-view/views-menu";
import { useShortcuts } from "../shell/shortcuts";
import { Freshness } from "../sync/freshness";
import { RefreshButton } from "../sync/refresh-button";
import { SyncProgress } from "../sync/sync-progress";
import { lazyOverlay } from "../ui/lazy-overlay";
import { FailureNotices } from "./failure-notices";
import { FilterRow } from "./filter-row";
import { ShortcutsBar } from "./shortcuts-bar";
import { Lines } from "./lines";
import { UpdatesNotice } from "./updates-notice";
import { Summary } from "./summary";
import { TitleBar } from "./title-bar";
import { useFilters } from "./use-filters";
import { useLineList } from "./use-line-list";
import { VerdictBar } from "./verdict-bar";

const BulkMoves = lazyOverlay(() =>
  import("../workflow/bulk-moves").then((bulk) => bulk.BulkMoves),
);

type WorkspaceProps = {
  /** This is the current business date, which presets are relative to. */
  today: string;
  centres: readonly Centre[];
  /** The user may refresh these centres from Cashrec. */
  refreshable: readonly string[];
  permissions: readonly Permission[];
};

export function ReconciliationWorkspace(props: WorkspaceProps) {
  const { today, centres, refreshable, permissions } = props;
  const [filters, change] = useFilters();
  const { list, search, lines, totals, range, freshness, updates, refresh, selection } =
    useLineList(filters, today, refreshable);
  const filterForm = useRef<HTMLFormElement>(null);
  useShortcuts(
    { "/": () => filterForm.current?.querySelector<HTMLElement>("button")?.focus() },
    { scope: "reconciliation" },
  );
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
        failures={lines.data?.pages[0]?.freshness.failures ?? []}
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
        selected={selection.ids}
        onSelected={selection.change}
      />
      {filters.asOf === null && (
        <BulkMoves
          key={JSON.stringify(list)}
          selected={selection.lines}
          days={lines.data?.pages.flatMap((page) => page.days) ?? []}
          permissions={permissions}
          open={selection.lines.length > 0}
          onOpenChange={() => selection.change(() => ({}))}
        />
      )}
      <UpdatesNotice
        changedDays={updates.waiting}
        working={updates.working}
        onShow={() => void updates.show()}
      />
      <ShortcutsBar selected={selection.lines} />
    </>
  );
}
