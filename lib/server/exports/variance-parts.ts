import "server-only";

/**
 * Reads the figures of the variance report: what the page of variances shows, for each currency by
 * itself. They come from the queries of that page and are added up by the same functions.
 */
import type { VarianceExport, VarianceRow } from "@/lib/contracts/variance";
import type { DateRange } from "@/lib/domain/business-date";
import {
  noSums,
  plusSums,
  type VarianceGrouping,
  type VarianceSums,
} from "@/lib/domain/variance/variance";
import { computeComparedRanges } from "@/lib/domain/variance/compare-periods";
import { type HeatTable, buildHeatTable } from "@/lib/domain/variance/heat-map";
import { rankBy } from "@/lib/domain/variance/ranking";
import { listCurrencies, type SeriesPoint, buildSeries } from "@/lib/domain/variance/series";
import { type TenderRow, buildTenderRows } from "@/lib/domain/variance/tenders";
import { getVarianceSummary, listVariances, type Views } from "../variances/queries";

type Period = DateRange & {
  name: "current" | "before" | "year-before";
  /** Undefined means that there is no data of these days. */
  total: VarianceSums | undefined;
};

export type VariancePart = {
  currency: string;
  range: DateRange;
  now: VarianceSums;
  periods: readonly Period[];
  /** The points are as in the chart: by day, or by week where days are many. */
  points: readonly SeriesPoint[];
  /** These points are always by day. */
  days: readonly SeriesPoint[];
  /** The most short centre comes first. */
  centres: { rows: readonly VarianceRow[]; total: VarianceSums };
  cells: readonly VarianceRow[];
  heat: HeatTable;
  shiftNames: ReadonlyMap<string, string>;
  tenders: { rows: TenderRow[]; total: VarianceSums };
};

/** The currency with the most lines comes first; the list is empty without data. */
export async function readVarianceParts(
  scope: Views,
  search: VarianceExport,
): Promise<VariancePart[]> {
  const summary = await getVarianceSummary(scope, search);
  const list = async (by: VarianceGrouping, range: DateRange = search) => {
    const { from, to } = range;
    return (await listVariances(scope, { ...search, from, to, by })).rows;
  };
  const days = await list("day");
  const centres = await list("centre");
  const cells = await list("weekday-shift");
  const tenders = await list("tender");
  const tendersBefore = await list("tender", computeComparedRanges(search).before);
  const range = { from: search.from, to: search.to };
  const periods = [
    { name: "current" as const, ...summary.current },
    { name: "before" as const, ...summary.before },
    { name: "year-before" as const, ...summary.yearBefore },
  ];
  return listCurrencies(summary.current.totals)
    .filter((currency) => search.currency === undefined || currency === search.currency)
    .map((currency): VariancePart => {
      const own = <Row extends VarianceSums>(rows: readonly Row[]) =>
        rows.filter((row) => row.currency === currency);
      const totalOf = (rows: readonly VarianceSums[]) =>
        rows.find((total) => total.currency === currency);
      const ranked = rankBy(own(centres), "net");
      return {
        currency,
        range,
        now: totalOf(summary.current.totals) ?? noSums(currency),
        periods: periods.map(({ name, from, to, totals }) => ({
          name,
          from,
          to,
          total: totalOf(totals),
        })),
        points: buildSeries(days, range, currency),
        days: buildSeries(days, range, currency, "day"),
        centres: {
          rows: ranked,
          total: ranked.reduce<VarianceSums>(plusSums, noSums(currency)),
        },
        cells: own(cells),
        heat: buildHeatTable(cells, currency, ({ weekday, shiftId = "" }) => [
          String(weekday),
          shiftId,
        ]),
        shiftNames: new Map(
          cells.map(({ shiftId = "", shiftName }) => [shiftId, shiftName ?? shiftId]),
        ),
        tenders: buildTenderRows(tenders, tendersBefore, currency),
      };
    });
}
