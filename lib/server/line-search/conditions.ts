import "server-only";

/**
 * A search as SQL conditions, on `d` (a reconciliation) and `l` (one of its lines). Days are
 * narrowed by the counters that they carry, so that a search for differences never opens a day
 * without one.
 */
import type { Search, Sort } from "@/lib/contracts/search";
import type { DayState } from "@/lib/domain/day";
import { type Verdict, VERDICTS } from "@/lib/domain/line";
import type { Position } from "./cursor";

/** What a screen means by "differences only": every line that does not agree. */
export const DIFFERENCES: readonly Verdict[] = ["over", "short", "uncounted", "unexpected"];

export type Filter = Pick<Search, "from" | "to" | "tenderId" | "verdict" | "differencesOnly"> & {
  /** Null is every centre there is. */
  centreIds: readonly string[] | null;
  /** Empty or left out: any. */
  shiftId?: readonly string[];
  tillId?: readonly string[];
  /** Of the days; empty or left out: any. */
  state?: readonly DayState[];
  /** The past moment that `readAsOf` looks at; the conditions themselves know nothing of it. */
  asOf?: string | undefined;
};

/** Collects the values of one statement and hands out their placeholders. */
export type Values = { list: unknown[]; add: (value: unknown) => string };

export function newValues(): Values {
  const list: unknown[] = [];
  return { list, add: (value) => `$${list.push(value)}` };
}

/** Null when the search does not ask for particular verdicts. */
export function verdictsOf({ verdict, differencesOnly }: Filter): readonly Verdict[] | null {
  if (!differencesOnly) return verdict.length === 0 ? null : verdict;
  return verdict.length === 0 ? DIFFERENCES : DIFFERENCES.filter((one) => verdict.includes(one));
}

export function narrowsLines(filter: Filter): boolean {
  return narrowsPlaces(filter) || verdictsOf(filter) !== null;
}

/** By what the counters of a day can't tell apart. */
export function narrowsPlaces({ tenderId, shiftId = [], tillId = [] }: Filter): boolean {
  return tenderId.length + shiftId.length + tillId.length > 0;
}

const COUNTERS: Record<Verdict, string> = {
  matched: "d.matched_lines",
  "within-tolerance": "d.within_tolerance_lines",
  over: "d.over_lines",
  short: "d.short_lines",
  uncounted: "d.uncounted_lines",
  unexpected: "d.unexpected_lines",
};

/** How many lines of a day have the verdicts asked for. */
export function matchingLines(filter: Filter): string {
  const verdicts = verdictsOf(filter) ?? VERDICTS;
  return verdicts.length === 0 ? "0" : verdicts.map((verdict) => COUNTERS[verdict]).join(" + ");
}

export function dayConditions(filter: Filter, values: Values): string {
  const conditions = [
    `d.business_date BETWEEN ${values.add(filter.from)} AND ${values.add(filter.to)}`,
    ...(filter.centreIds === null
      ? []
      : [`d.centre_id = ANY(${values.add([...filter.centreIds])}::text[])`]),
    ...((filter.state ?? []).length === 0
      ? []
      : [`d.state = ANY(${values.add(filter.state)}::text[])`]),
  ];
  return conditions.join(" AND ");
}

export function lineConditions(filter: Filter, values: Values): string {
  const verdicts = verdictsOf(filter);
  const { tenderId, shiftId = [], tillId = [] } = filter;
  const among = (column: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : [`l.${column} = ANY(${values.add(ids)}::text[])`];
  const conditions = [
    ...[among("tender_id", tenderId), among("shift_id", shiftId), among("till_id", tillId)].flat(),
    ...(verdicts === null ? [] : [`l.verdict = ANY(${values.add([...verdicts])}::text[])`]),
    // Says in the words of the partial index that it may be used.
    ...(verdicts?.every((one) => DIFFERENCES.includes(one))
      ? ["l.verdict NOT IN ('matched', 'within-tolerance')"]
      : []),
  ];
  return conditions.length === 0 ? "true" : conditions.join(" AND ");
}

const FIGURES: Record<Exclude<Sort, "date">, string> = {
  difference: "l.difference_minor",
  "-difference": "-l.difference_minor",
  size: "-abs(l.difference_minor)",
  expected: "l.expected_minor",
  "-expected": "-l.expected_minor",
  counted: "l.counted_minor",
  "-counted": "-l.counted_minor",
};

/** Ascending, with absent figures last in every direction. */
export function sortedFigure(sort: Exclude<Sort, "date">): string {
  return `coalesce(${FIGURES[sort]}, 9223372036854775807)`;
}

/** Days from the one in which the last page ended. */
export function daysFrom({ key }: Position, values: Values): string {
  const date = values.add(key.businessDate);
  const centre = values.add(key.centreId);
  return `d.business_date <= ${date} AND (d.business_date < ${date} OR d.centre_id >= ${centre})`;
}

/** Lines after the last one of the page before, in order of date (newest first) and key. */
export function linesAfter({ key }: Position, values: Values): string {
  const date = values.add(key.businessDate);
  const rest = [key.centreId, key.shiftId, key.tillId, key.tenderId].map(values.add).join(", ");
  return (
    `(l.business_date < ${date} OR (l.business_date = ${date} AND ` +
    `(l.centre_id, l.shift_id, l.till_id, l.tender_id) > (${rest})))`
  );
}
