import "server-only";

/**
 * Chooses the smallest source that suffices: sums over all centres where no centre is
 * distinguished, sums of whole months where no day is, and the days themselves for the rest of a
 * month.
 */
import { assert } from "@/lib/domain/assert";
import { changedTables, NOW } from "../as-of/replace-stored";
import { narrowsLines, type Values, verdictsOf } from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { ALONE, CELL_KEYS, type PackedLevel, WEEKDAYS } from "./levels";
import { fromMonths, fromPacked, fromPart, type Read } from "./months-and-days";
import { DAY_COUNT_COLUMNS, fromDateTotals, SUM_COLUMNS, TABLES, type Tables } from "./sources";
import { splitFilter } from "./split-filter";

/** Rows are distinguished by these columns. */
export type Keys = readonly string[];

/** `isWhole` means that each row of it is a result already, and there is nothing to add up. */
export type Plan = { source: string; isWhole: boolean };

type Options = {
  /** Only the days of a centre know more than the sums; the centre has to be a key then. */
  columns?: readonly string[];
  /** The months that have the sums of `packedLevelOf`. */
  packed?: readonly string[];
  /** False where correcting the sums of now would be more than to read the days of a moment. */
  addsUp?: boolean;
};

export function planSources(
  filter: ScopedFilter,
  keys: Keys,
  values: Values,
  { columns = SUM_COLUMNS, packed = [], addsUp = true }: Options = {},
): Plan {
  const isWhole = ["centre_id", "business_date"].every((key) => keys.includes(key));
  assert(isWhole || columns === SUM_COLUMNS, "sums over dates and months have sums alone");
  return {
    source: sourceOf(filter, keys, { columns, packed, addsUp, values }),
    isWhole: isWhole && !needsCells(filter, keys),
  };
}

type ReadOfDays = Omit<Read, "tables">;
type Packed = { packed: readonly string[] };
type Stored = Packed & { addsUp: boolean };

function sourceOf(
  filter: ScopedFilter,
  keys: Keys,
  { packed, addsUp, ...given }: Omit<ReadOfDays, "cells"> & Stored,
): string {
  const read = { ...given, cells: needsCells(filter, keys) };
  if (!addsUp || !mayAddUp(filter, keys)) {
    return fromPart({ filter, range: filter, sign: 1 }, { ...read, tables: TABLES });
  }
  return atMoment(filter, read, (tables) => sumsOf(filter, keys, { ...read, packed, tables }));
}

/** Reads sums of now, which may be added up. */
function sumsOf(filter: ScopedFilter, keys: Keys, { packed, ...read }: Read & Packed): string {
  if (isByDate(filter, keys)) return fromDateTotals(filter, filter, read.values);
  const level = packedLevelOf(filter, keys);
  if (level !== null) return fromPacked(splitFilter(filter), level, { ...read, packed });
  if (keys.includes("weekday")) return fromPart({ filter, range: filter, sign: 1 }, read);
  return fromMonths(splitFilter(filter), read);
}

/**
 * Sums are of now. At a past moment, what the days that have changed since add now is subtracted,
 * and what they added then is added. Only days of the span of the moment are known to have changed.
 */
function atMoment(
  filter: ScopedFilter,
  read: ReadOfDays,
  sums: (tables: Tables) => string,
): string {
  if (filter.asOf === null) return sums(TABLES);
  const range = filter;
  const byState =
    filter.states.length > 0 || read.columns.some((name) => DAY_COUNT_COLUMNS.includes(name));
  const changed = changedTables(byState);
  return [
    sums(NOW),
    fromPart({ filter, range, sign: -1 }, { ...read, tables: changed.now }),
    fromPart({ filter, range, sign: 1 }, { ...read, tables: changed.then }),
  ].join(" UNION ALL ");
}

/** Only cells know their verdicts, and only days their dates. */
export function mayAddUp(filter: ScopedFilter, keys: Keys): boolean {
  const isOfDays = keys.includes("business_date") && !isByDate(filter, keys);
  return verdictsOf(filter) === null && !isOfDays;
}

/** Tells whether sums over all centres suffice, which do not distinguish tills. */
function isByDate(filter: ScopedFilter, keys: Keys): boolean {
  const byTill = keys.includes("till_id") || filter.tillIds.length > 0;
  return filter.centreIds === null && !keys.includes("centre_id") && !byTill;
}

/** Returns the smaller sums of months that suffice, if any; they are there for packed months. */
export function packedLevelOf(filter: ScopedFilter, keys: Keys): PackedLevel | null {
  if (!mayAddUp(filter, keys) || isByDate(filter, keys)) return null;
  const narrowed = {
    shift_id: filter.shiftIds,
    till_id: filter.tillIds,
    tender_id: filter.tenderIds,
  };
  const known = CELL_KEYS.filter((key) => keys.includes(key) || narrowed[key].length > 0);
  const [only] = known;
  if (keys.includes("weekday")) return known.every((key) => key === "shift_id") ? WEEKDAYS : null;
  return only === undefined || known.length > 1 ? null : ALONE[only];
}

/** A day counts with all of its lines, whichever of them the filter selects. */
export function planDays(filter: ScopedFilter, columns: readonly string[], values: Values): string {
  const read = { cells: false, columns, values };
  const whole = { ...filter, ...EVERY_LINE };
  return atMoment(whole, read, (tables) => fromMonths(splitFilter(whole), { ...read, tables }));
}

const EVERY_LINE = {
  tenderIds: [],
  shiftIds: [],
  tillIds: [],
  verdicts: [],
  differencesOnly: false,
};

function needsCells(filter: ScopedFilter, keys: Keys): boolean {
  const known = ["shift_id", "till_id", "tender_id"].some((key) => keys.includes(key));
  return known || narrowsLines(filter);
}
