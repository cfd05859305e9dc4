/**
 * Defines what the reconciliation screen shows, and how that is written in its address. Whatever an
 * address contains becomes filters that make sense. An address without filters means all centres of
 * the reader, yesterday.
 */
import { type DateRange, type Preset, PRESETS, computePresetRange } from "../business-date";
import {
  type Entries,
  type LineFilter,
  type Narrowing,
  narrowingOf,
  NO_NARROWING,
  readNarrowing,
  valuesByName,
  writeEntries,
} from "../line-filter";

/**
 * The orders are `difference`: short first; `-difference`: over first; `size`: the largest
 * difference first.
 */
export const LINE_SORTS = [
  "date",
  "difference",
  "-difference",
  "size",
  "expected",
  "-expected",
  "counted",
  "-counted",
] as const;
export type LineSort = (typeof LINE_SORTS)[number];

export const DENSITIES = ["compact", "comfortable"] as const;
export type Density = (typeof DENSITIES)[number];

export type Period = Preset | DateRange;

/** The filter of a page of lines may name its dates, such as "last week". */
export type PeriodFilters = Narrowing & { period: Period };

export type Filters = PeriodFilters & { sort: LineSort; density: Density };

export const DEFAULT_FILTERS: Filters = {
  ...NO_NARROWING,
  period: "yesterday",
  sort: "date",
  density: "compact",
};

export function readFilters(entries: Iterable<readonly [string, string]>): Filters {
  const given = [...entries];
  const valuesOf = valuesByName(given);
  return {
    ...readNarrowing(given),
    period: readPeriod(given) ?? DEFAULT_FILTERS.period,
    sort: LINE_SORTS.find((sort) => sort === valuesOf("sort").at(-1)) ?? DEFAULT_FILTERS.sort,
    density:
      DENSITIES.find((density) => density === valuesOf("density").at(-1)) ??
      DEFAULT_FILTERS.density,
  };
}

/** Lists only what differs from the defaults, so that a short address stays short. */
export function writeFilters(filters: Filters): Entries {
  const { period, sort, density } = filters;
  const entries = writePeriodFilters(filters, period === DEFAULT_FILTERS.period ? null : period);
  if (sort !== DEFAULT_FILTERS.sort) entries.push(["sort", sort]);
  if (density !== DEFAULT_FILTERS.density) entries.push(["density", density]);
  return entries;
}

/** When `period` is null, the page uses its own default, which is not written. */
export function writePeriodFilters(
  { centreIds, nodeIds, ...narrowing }: Narrowing,
  period: Period | null,
): Entries {
  const dates: Entries =
    typeof period === "string" ? [["preset", period]] : writeEntries(period ?? {});
  return [...writeEntries({ nodeIds, centreIds }), ...dates, ...writeEntries(narrowing)];
}

/** "Today" means these lines. */
export function lineFilterOf(filters: PeriodFilters, today: string): LineFilter {
  const { from, to } = datesOf(filters.period, today);
  return { ...narrowingOf(filters), from, to };
}

export function datesOf(period: Period, today: string): DateRange {
  return typeof period === "string" ? computePresetRange(period, today) : period;
}

/**
 * A preset takes precedence over dates, one date is both ends, and ends are put in order. Returns
 * null for an address without either.
 */
export function readPeriod(entries: Iterable<readonly [string, string]>): Period | null {
  const valuesOf = valuesByName(entries);
  const named = PRESETS.find((name) => name === valuesOf("preset").at(-1));
  if (named !== undefined) return named;
  const ends = ["from", "to"].map((name) => valuesOf(name).at(-1) ?? "").filter(isDate);
  const [first, last] = ends.sort();
  return first === undefined ? null : { from: first, to: last ?? first };
}

function isDate(text: string): boolean {
  if (!/^2[01]\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
