/**
 * Defines what the page of variances shows, and how that is written in its address: the filters of
 * lines that sums know, a currency and an order of centres. Without filters it shows four weeks up
 * to yesterday. This module also builds the address of the lines behind any part of a chart.
 */
import { addDays, type DateRange } from "../business-date";
import {
  type Entries,
  fieldsWhere,
  FILTER_FIELDS,
  type LineFilter,
  readNarrowing,
  valuesByName,
  writeEntries,
} from "../line-filter";
import { TREND_MEASURES, type TrendMeasure } from "../variance/trend";
import { VARIANCE_RANKS, type VarianceRank } from "../variance/ranking";
import { lineFilterOf, type PeriodFilters, readPeriod, writePeriodFilters } from "./line-filters";

/** The page has two views: what happened, and which centres get worse and why. */
const VARIANCE_VIEWS = ["overview", "why"] as const;
type VarianceView = (typeof VARIANCE_VIEWS)[number];

export type VarianceFilters = PeriodFilters & {
  /** Null means that each is shown by itself. */
  currency: string | null;
  rank: VarianceRank;
  view: VarianceView;
  /** It ranks centres that get worse. */
  measure: TrendMeasure;
};

/** Four weeks make each weekday count as often as another. */
const USUAL_DAYS = 28;

/** Names that mean nothing in this page's address: all lines count in a sum. */
const FOREIGN_NAMES = fieldsWhere(({ variances }) => variances !== undefined).map(
  (field): string => FILTER_FIELDS[field].name,
);

export function usualRange(today: string): DateRange {
  return { from: addDays(today, -USUAL_DAYS), to: addDays(today, -1) };
}

export function readVarianceFilters(
  entries: Iterable<readonly [string, string]>,
  today: string,
): VarianceFilters {
  const given = [...entries].filter(([name]) => !FOREIGN_NAMES.includes(name));
  const valuesOf = valuesByName(given);
  const currency = valuesOf("currency").at(-1) ?? "";
  return {
    ...readNarrowing(given),
    period: readPeriod(given) ?? usualRange(today),
    currency: /^[A-Z]{3}$/.test(currency) ? currency : null,
    rank: VARIANCE_RANKS.find((rank) => valuesOf("rank").includes(rank)) ?? "net",
    view: VARIANCE_VIEWS.find((view) => valuesOf("view").includes(view)) ?? "overview",
    measure: TREND_MEASURES.find((measure) => valuesOf("measure").includes(measure)) ?? "gross",
  };
}

export function writeVarianceFilters(filters: VarianceFilters, today: string): Entries {
  const { currency, rank, period, view, measure } = filters;
  const usual = usualRange(today);
  const isUsual =
    typeof period !== "string" && period.from === usual.from && period.to === usual.to;
  const entries = writePeriodFilters(filters, isUsual ? null : period);
  if (currency !== null) entries.push(["currency", currency]);
  if (rank !== "net") entries.push(["rank", rank]);
  if (view !== "overview") entries.push(["view", view]);
  if (measure !== "gross") entries.push(["measure", measure]);
  return entries;
}

/** Builds the address of the same page with other filters, and of a part of it. */
export function variancesAddress(
  filters: VarianceFilters,
  today: string,
  { part, ...change }: Partial<VarianceFilters> & { part?: string },
): string {
  const query = formatQuery(writeVarianceFilters({ ...filters, ...change }, today));
  const path = query === "" ? "/variances" : `/variances?${query}`;
  return part === undefined ? path : `${path}#${part}`;
}

/**
 * Builds the address of the lines behind a part of a chart: the same filters, narrowed to that
 * part.
 */
export function linesAddress(
  filters: VarianceFilters,
  today: string,
  part: Partial<LineFilter>,
): string {
  const entries = writeEntries({ ...lineFilterOf(filters, today), ...part });
  return `/reconciliations?${formatQuery(entries)}`;
}

function formatQuery(entries: Entries): string {
  return entries.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
}
