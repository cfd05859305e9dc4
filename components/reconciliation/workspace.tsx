"use client";

/** Composes the reconciliation screen: the filters, their totals, and the lines. */
import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import type { Packed } from "@/lib/domain/screen/packed-rows";
import { useUnpacked } from "../ui/use-unpacked";
import type { SyncRange } from "@/lib/client/syncs";
import type { Centre } from "@/lib/contracts/centre";
import { addDays } from "@/lib/domain/business-date";
import type { Permission } from "@/lib/domain/permission";
import { useNamedCentres } from "../centre/use-centre-search";
import { ExportMenu } from "../export/export-menu";
import { AsOfNotice } from "../filter/as-of";
import { ViewsMenu } from "../saved-view/views-menu";
import { useShortcuts } from "../shell/shortcuts";
import { Freshness } from "../sync/freshness";
import { RefreshButton, RefreshProblem } from "../sync/refresh-button";
import { SyncProgress } from "../sync/sync-progress";
import { Button } from "../ui/button";
import { FailureNotices } from "./failure-notices";
import { FilterRow } from "./filter-row";
import { Lines } from "./lines";
import { ListFooter } from "./list-footer";
import { Summary } from "./summary";
import { TitleBar } from "./title-bar";
import { useFilters } from "./use-filters";
import { useLineList } from "./use-line-list";
import { VerdictBar } from "./verdict-bar";

type WorkspaceProps = {
  /** This is the current business date, which presets are relative to. */
  today: string;
  packedOffer: Packed<CentreOffer<Centre>>;
  /** The user may refresh these centres from Cashrec; null is all of them. */
  refreshable: readonly string[] | null;
  permissions: readonly Permission[];
  /** The reader left the chart open. */
  chartOpen: boolean;
};

export function ReconciliationWorkspace(props: WorkspaceProps) {
  const { today, packedOffer, refreshable, permissions, chartOpen } = props;
  const offer = useUnpacked(packedOffer);
  const t = useTranslations("reconciliation.table");
  const [filters, change] = useFilters();
  const listed = useLineList(filters, today, refreshable);
  const { search, lines, totals, range, refresh, selection } = listed;
  const filterForm = useRef<HTMLFormElement>(null);
  useShortcuts(
    { "/": () => filterForm.current?.querySelector<HTMLElement>("button")?.focus() },
    { scope: "reconciliation" },
  );
  const { centreIds } = filters;
  const named = useNamedCentres(offer, centreIds);
  const currencies = useMemo(
    () => (centreIds.length === 0 ? offer.currencies : listCurrencies(named, centreIds)),
    [offer, named, centreIds],
  );
  const freshnessMark = useFreshnessMark(listed, today);
  const actions = (
    <>
      {range !== null && <RefreshButton withoutProblem refresh={refresh} range={range} />}
      <ViewsMenu page="reconciliations" plainQuery="preset=yesterday" />
      <ExportMenu search={search} />
    </>
  );
  const [selecting, setSelecting] = useState(false);
  const toggleSelecting = () => {
    setSelecting(!selecting);
    if (selecting) selection.change(() => ({}));
  };
  return (
    <>
      <TitleBar filters={filters} offer={offer} today={today}>
        <div className="flex min-w-0 leading-4">{freshnessMark}</div>
        <div className="ml-auto flex shrink-0 items-center gap-2">{actions}</div>
      </TitleBar>
      <FilterRow
        filters={filters}
        onChange={change}
        offer={offer}
        today={today}
        search={filterForm}
        phone={
          <>
            <Button onClick={toggleSelecting}>
              {t(selecting ? "select-end" : "select-lines")}
            </Button>
            {actions}
          </>
        }
      >
        <VerdictBar
          all={totals.all}
          chosen={filters.verdicts}
          onChoose={(verdicts) => change({ verdicts })}
        />
      </FilterRow>
      <AsOfNotice asOf={filters.asOf} onChange={(asOf) => change({ asOf })} />
      {refresh.isRunning && <SyncProgress sync={refresh.sync} />}
      <RefreshProblem error={refresh.error} />
      <FailureNotices
        failures={lines.data?.pages[0]?.freshness.failures ?? []}
        centreIds={range?.centreIds ?? null}
        onTryAgain={refreshable?.length === 0 ? null : (part: SyncRange) => refresh.start(part)}
        working={refresh.isRunning}
      />
      <Summary
        search={search}
        totals={totals.shown}
        currencies={currencies}
        chartOpen={chartOpen}
        freshness={freshnessMark}
      />
      <Lines
        query={lines}
        filters={filters}
        onChange={change}
        today={today}
        refresh={refresh}
        range={range}
        selecting={selecting}
        selected={selection.ids}
        onSelected={selection.change}
      />
      <ListFooter listed={listed} isPast={filters.asOf !== null} permissions={permissions} />
    </>
  );
}

/** It stays the same element while further lines are loaded. */
function useFreshnessMark(listed: ReturnType<typeof useLineList>, today: string) {
  const { freshness, refresh, search } = listed;
  const { isRunning } = refresh;
  const recent = search.to >= addDays(today, -1);
  return useMemo(
    () =>
      freshness !== null && (
        <Freshness freshness={freshness} isRefreshing={isRunning} recent={recent} />
      ),
    [freshness, isRunning, recent],
  );
}

function listCurrencies(centres: readonly OfferedCentre[], ids: readonly string[]): string[] {
  const chosen = centres.filter(({ id }) => ids.includes(id));
  return [...new Set(chosen.map(({ currency = "" }) => currency))];
}
