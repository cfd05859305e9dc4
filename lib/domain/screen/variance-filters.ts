/**
 * What the page of variances is asked to show, and how that stands in its address: the filters of
 * lines, and a currency and an order of centres besides. Nothing said means four
 * weeks up to yesterday. It also knows the address of the lines behind any part of a chart.
 */
import { addDays, type DateRange } from "../business-date";
import {
  datesOf,
  DEFAULT_FILTERS,
  type Entries,
  type Filters,
  type LineSearch,
  readFilters,
  searchOf,
  writeFilters,
} from "./line-filters";
import type { Verdict } from "../line";
import { VARIANCE_RANKS, type VarianceRank } from "../variance/ranking";

export type VarianceFilters = Filters & {
  /** null: each by itself. */
  currency: string | null;
  rank: VarianceRank;
};

/** Four weeks, so that each weekday counts as often as another. */
const USUAL_DAYS = 28;

export function usualRange(today: string): DateRange {
  return { from: addDays(today, -USUAL_DAYS), to: addDays(today, -1) };
}

/** All lines count in a sum: what an address says of verdicts is left out. */
export function readVarianceFilters(
  entries: Iterable<readonly [string, string]>,
  today: string,
): VarianceFilters {
  const given = [...entries];
  const all = (name: string) =>
    [...new Set(given.filter(([key, value]) => key === name && value !== ""))]
      .map(([, value]) => value)
      .sort();
  const dated = given.some(([name, value]) => DATE_NAMES.includes(name) && value !== "");
  const filters = readFilters(given);
  const currency = all("currency").at(-1);
  return {
    ...filters,
    verdicts: [],
    differencesOnly: false,
    period: dated ? filters.period : usualRange(today),
    currency: currency !== undefined && /^[A-Z]{3}$/.test(currency) ? currency : null,
    rank: VARIANCE_RANKS.find((rank) => all("rank").includes(rank)) ?? "net",
  };
}

export function writeVarianceFilters(filters: VarianceFilters, today: string): Entries {
  const { currency, rank, period } = filters;
  const entries = writeFilters(filters);
  if (period === "yesterday") entries.push(["preset", period]);
  const usual = usualRange(today);
  const isUsual =
    typeof period !== "string" && period.from === usual.from && period.to === usual.to;
  return [
    ...entries.filter(([name]) => !isUsual || !DATE_NAMES.includes(name)),
    ...(currency === null ? [] : [["currency", currency] as [string, string]]),
    ...(rank === "net" ? [] : [["rank", rank] as [string, string]]),
  ];
}

export function varianceSearchOf(filters: VarianceFilters, today: string): LineSearch {
  return searchOf(filters, today);
}

export function countVarianceNarrowing(filters: VarianceFilters): number {
  const { centreIds, tenderIds, states, shiftIds, tillIds, asOf } = filters;
  const set = [centreIds, tenderIds, states, shiftIds, tillIds].filter(({ length }) => length > 0);
  return set.length + (asOf === null ? 0 : 1);
}

export type Narrowing = Partial<
  DateRange & {
    centreIds: readonly string[];
    centreId: string;
    tenderId: string;
    shiftId: string;
    tillId: string;
    verdict: Verdict;
  }
>;

/** Where the lines behind a part of a chart stand: the same filters, narrowed to that part. */
export function linesAddress(filters: VarianceFilters, today: string, narrow: Narrowing): string {
  const { from, to } = datesOf(filters.period, today);
  const lines = writeFilters({
    ...DEFAULT_FILTERS,
    states: filters.states,
    asOf: filters.asOf,
    period: { from: narrow.from ?? from, to: narrow.to ?? to },
    centreIds:
      narrow.centreId === undefined ? (narrow.centreIds ?? filters.centreIds) : [narrow.centreId],
    tenderIds: narrow.tenderId === undefined ? filters.tenderIds : [narrow.tenderId],
    shiftIds: narrow.shiftId === undefined ? filters.shiftIds : [narrow.shiftId],
    tillIds: narrow.tillId === undefined ? filters.tillIds : [narrow.tillId],
    verdicts: narrow.verdict === undefined ? [] : [narrow.verdict],
  });
  const query = lines.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  return `/reconciliations?${query}`;
}

const DATE_NAMES = ["preset", "from", "to"];
