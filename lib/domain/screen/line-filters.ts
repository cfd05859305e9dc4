/**
 * What the reconciliation screen is asked to show, and how that stands in its address. Whatever an
 * address may hold becomes filters that make sense: what can't be read counts as not said. Nothing
 * said means all centres of the reader, yesterday.
 */
import { type DateRange, type Preset, PRESETS, computePresetRange } from "../business-date";
import { DAY_STATES, type DayState } from "../day";
import { type Verdict, VERDICTS } from "../line";

/** `difference`: short first; `-difference`: over first; `size`: the largest difference first. */
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

export type Filters = {
  /** Empty: all that the reader may see. */
  centreIds: readonly string[];
  period: Period;
  tenderIds: readonly string[];
  shiftIds: readonly string[];
  tillIds: readonly string[];
  verdicts: readonly Verdict[];
  /** Of the days; empty: any. */
  states: readonly DayState[];
  differencesOnly: boolean;
  /** As known at that moment (ISO 8601, UTC); null: as known now. */
  asOf: string | null;
  sort: LineSort;
  density: Density;
};

export const DEFAULT_FILTERS: Filters = {
  centreIds: [],
  period: "yesterday",
  tenderIds: [],
  shiftIds: [],
  tillIds: [],
  verdicts: [],
  states: [],
  differencesOnly: false,
  asOf: null,
  sort: "date",
  density: "compact",
};

/** Names and values of an address bar, or of a query to the API. */
export type Entries = [name: string, value: string][];

export function readFilters(entries: Iterable<readonly [string, string]>): Filters {
  const given = new Map<string, string[]>();
  for (const [name, value] of entries) {
    if (value !== "") given.set(name, [...(given.get(name) ?? []), value]);
  }
  const all = (name: string) => [...new Set(given.get(name) ?? [])].sort();
  const one = (name: string) => given.get(name)?.at(-1);
  return {
    centreIds: all("centreId"),
    period: periodOf({ preset: one("preset"), from: one("from"), to: one("to") }),
    tenderIds: all("tenderId"),
    shiftIds: all("shiftId"),
    tillIds: all("tillId"),
    verdicts: VERDICTS.filter((verdict) => given.get("verdict")?.includes(verdict)),
    states: DAY_STATES.filter((state) => given.get("state")?.includes(state)),
    differencesOnly: one("differencesOnly") === "true",
    asOf: instantOf(one("asOf")),
    sort: LINE_SORTS.find((sort) => sort === one("sort")) ?? DEFAULT_FILTERS.sort,
    density: DENSITIES.find((density) => density === one("density")) ?? DEFAULT_FILTERS.density,
  };
}

/** Only what differs from the defaults, so that a short address stays short. */
export function writeFilters(filters: Filters): Entries {
  const { centreIds, period, tenderIds, verdicts, states, differencesOnly, asOf } = filters;
  const { sort, density } = filters;
  const entries: Entries = centreIds.map((id) => ["centreId", id]);
  if (typeof period !== "string") entries.push(["from", period.from], ["to", period.to]);
  else if (period !== DEFAULT_FILTERS.period) entries.push(["preset", period]);
  for (const id of tenderIds) entries.push(["tenderId", id]);
  for (const id of filters.shiftIds) entries.push(["shiftId", id]);
  for (const id of filters.tillIds) entries.push(["tillId", id]);
  for (const verdict of verdicts) entries.push(["verdict", verdict]);
  for (const state of states) entries.push(["state", state]);
  if (differencesOnly) entries.push(["differencesOnly", "true"]);
  if (asOf !== null) entries.push(["asOf", asOf]);
  if (sort !== DEFAULT_FILTERS.sort) entries.push(["sort", sort]);
  if (density !== DEFAULT_FILTERS.density) entries.push(["density", density]);
  return entries;
}

/** What the API is asked for: the same filters, with the dates that they mean today. */
export type LineSearch = {
  centreId: readonly string[];
  from: string;
  to: string;
  tenderId: readonly string[];
  shiftId: readonly string[];
  tillId: readonly string[];
  verdict: readonly Verdict[];
  state: readonly DayState[];
  differencesOnly: boolean;
  asOf?: string;
};

export function searchOf(filters: Filters, today: string): LineSearch {
  const { from, to } = datesOf(filters.period, today);
  return {
    centreId: filters.centreIds,
    from,
    to,
    shiftId: filters.shiftIds,
    tillId: filters.tillIds,
    tenderId: filters.tenderIds,
    verdict: filters.verdicts,
    state: filters.states,
    differencesOnly: filters.differencesOnly,
    ...(filters.asOf === null ? {} : { asOf: filters.asOf }),
  };
}

export function datesOf(period: Period, today: string): DateRange {
  return typeof period === "string" ? computePresetRange(period, today) : period;
}

/** How many filters a reader has set, the dates apart: what a phone writes on its button. */
export function countNarrowing(filters: Filters): number {
  const { centreIds, tenderIds, verdicts, states, differencesOnly, asOf } = filters;
  const places = [filters.shiftIds, filters.tillIds];
  const lists = [centreIds, tenderIds, verdicts, states, ...places].map(({ length }) => length > 0);
  const set = [...lists, differencesOnly, asOf !== null];
  return set.filter(Boolean).length;
}

type GivenPeriod = { preset: string | undefined; from: string | undefined; to: string | undefined };

/** A preset goes before dates, one date stands for both ends, and ends are put in order. */
function periodOf({ preset, from, to }: GivenPeriod): Period {
  const named = PRESETS.find((name) => name === preset);
  if (named !== undefined) return named;
  const ends = [from, to].filter((date) => date !== undefined).filter(isDate);
  const [first, last] = ends.sort();
  if (first === undefined) return DEFAULT_FILTERS.period;
  return { from: first, to: last ?? first };
}

/** To the second or finer, as our own addresses write it. */
function instantOf(text: string | undefined): string | null {
  if (text === undefined || !/^2[01]\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text))
    return null;
  return Number.isNaN(Date.parse(text)) ? null : text;
}

function isDate(text: string): boolean {
  if (!/^2[01]\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
