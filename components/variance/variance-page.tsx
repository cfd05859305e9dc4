"use client";

/**
 * Shows how differences develop over time and where they occur, with links to the lines behind
 * them.
 */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import type { CentreOffer } from "@/lib/domain/screen/centre-offer";
import type { Packed } from "@/lib/domain/screen/packed-rows";
import { useUnpacked } from "../ui/use-unpacked";
import { varianceReports } from "@/lib/client/exports";
import { varianceSummaryQuery } from "@/lib/client/variances";
import type { Centre } from "@/lib/contracts/centre";
import { formatDateRange } from "@/lib/domain/format";
import { datesOf, lineFilterOf } from "@/lib/domain/screen/line-filters";
import { listCurrencies } from "@/lib/domain/variance/series";
import { ExportMenu } from "../export/export-menu";
import { AsOfNotice } from "../filter/as-of";
import { VARIANCE_FILTERS } from "../filter/variance-filters";
import { useChosenNames } from "../filter/use-tree";
import { PrintedFilters } from "../filter/printed-filters";
import { ViewsMenu } from "../saved-view/views-menu";
import { useShortcuts } from "../shell/shortcuts";
import { ErrorState } from "../ui/error-state";
import { ByDay } from "./by-day";
import { CurrencyChoice } from "./currency-choice";
import { FilterRow } from "./filter-row";
import { LowerViews } from "./lower-views";
import { NoData } from "./no-data";
import { PartsNav } from "./parts-nav";
import { SideBySide } from "./side-by-side";
import { Statement } from "./statement";
import { useVarianceFilters } from "./use-variance-filters";
import { UnreadNotice } from "./unread-notice";
import type { View } from "./view";

type VariancePageProps = { today: string; packedOffer: Packed<CentreOffer<Centre>> };

export function VariancePage({ today, packedOffer }: VariancePageProps) {
  const offer = useUnpacked(packedOffer);
  const t = useTranslations("variance");
  const tReconciliation = useTranslations("reconciliation");
  const language = useLocale();
  const [filters, change] = useVarianceFilters(today);
  const search = useMemo(() => lineFilterOf(filters, today), [filters, today]);
  const summary = useQuery(varianceSummaryQuery(search));
  const form = useRef<HTMLFormElement>(null);
  useShortcuts(
    { "/": () => form.current?.querySelector<HTMLElement>("button")?.focus() },
    { scope: "variances" },
  );
  const range = datesOf(filters.period, today);
  const currencies = listCurrencies(summary.data?.current.totals ?? []);
  const [first] = currencies;
  const wanted = currencies.find((currency) => currency === filters.currency) ?? null;
  /** Null means each currency by itself. */
  const alone = currencies.length > 1 ? wanted : (first ?? null);
  const currency = alone ?? first;
  const named = useChosenNames(filters, offer);
  const who =
    named.length === 0
      ? tReconciliation("all-centres", { count: offer.count })
      : named.length > NAMES_MAX
        ? tReconciliation("some-centres", { count: named.length })
        : named.join(", ");
  const view: View | null =
    currency === undefined ? null : { filters, change, today, search, range, currency };
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-edge pt-5 pb-4 max-sm:pt-4 max-sm:pb-3">
        <h1>{t("title")}</h1>
        <p className="text-ink-2">
          {who} · {formatDateRange(range.from, range.to, language)}
          {currency !== undefined && ` · ${alone ?? currencies.join(", ")}`}
        </p>
        <div className="no-print ml-auto flex flex-wrap items-center gap-2 max-sm:ml-0">
          {currencies.length > 1 && (
            <CurrencyChoice
              currencies={currencies}
              chosen={alone}
              onChoose={(one) => change({ currency: one })}
            />
          )}
          <ViewsMenu page="variances" plainQuery="rank=net" />
          <ExportMenu search={search} reports={varianceReports(search, filters.currency)} />
        </div>
      </div>
      <PartsNav filters={filters} today={today} />
      <FilterRow filters={filters} onChange={change} offer={offer} today={today} search={form} />
      <PrintedFilters shown={VARIANCE_FILTERS} filters={filters} today={today} className="pb-3" />
      <AsOfNotice asOf={filters.asOf} onChange={(asOf) => change({ asOf })} />
      {summary.isError && summary.data === undefined && (
        <ErrorState error={summary.error} onRetry={() => void summary.refetch()} />
      )}
      {summary.data !== undefined && <UnreadNotice reading={summary.data.reading} />}
      {summary.data !== undefined && view === null && (
        <NoData filters={filters} onChange={change} today={today} />
      )}
      {summary.isPending && <div aria-busy="true" className="h-[168px]" />}
      {view !== null && summary.data !== undefined && (
        <>
          {filters.view === "overview" && alone === null && (
            <SideBySide view={view} currencies={currencies} summary={summary.data} />
          )}
          {filters.view === "overview" && alone !== null && (
            <>
              <Statement view={view} summary={summary.data} />
              <ByDay view={view} />
            </>
          )}
          <LowerViews key={filters.view} view={view} isOnlyCurrency={alone !== null} />
        </>
      )}
    </>
  );
}

const NAMES_MAX = 4;
