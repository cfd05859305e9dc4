import "server-only";

/**
 * Adds up the stored sums of months, what was not moved to them yet, and the days around them; and
 * the same of smaller sums, which months have once they are packed.
 */
import { type DateRange, listDays, monthEnd } from "@/lib/domain/business-date";
import type { Values } from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { listPeriods, type PackedLevel } from "./levels";
import { splitByFive } from "./months";
import {
  type Added,
  fromAdded,
  fromCells,
  fromDays,
  fromStored,
  SUM_COLUMNS,
  type Tables,
} from "./sources";
import type { DaysPart, Split } from "./split-filter";

export type Read = {
  columns: readonly string[];
  values: Values;
  tables: Tables;
  /** Shifts, tills or tenders matter. */
  cells: boolean;
};

export function fromMonths(split: Split, read: Read): string {
  return join([...wholeMonths(split, read), ...split.parts.map((part) => fromPart(part, read))]);
}

type ReadPacked = Omit<Read, "columns"> & { packed: readonly string[] };

export function fromPacked(
  { steady, months, parts }: Split,
  level: PackedLevel,
  { packed, ...given }: ReadPacked,
): string {
  const read = { ...given, columns: SUM_COLUMNS };
  const added: Added = { ...read, sign: 1 };
  const whole = months.filter((month) => packed.includes(month));
  const others = months.filter((month) => !packed.includes(month));
  const periods = whole.flatMap((month) => listPeriods(level, month));
  return join([
    ...storedAndAdded(steady, { level: level.month, periods, dates: datesOf(whole) }, added),
    // Cells of a month have no weekday.
    ...(level.five === null
      ? others.map((month) => fromPart({ filter: steady, range: rangeOf(month), sign: 1 }, read))
      : wholeMonths({ steady, months: others }, read)),
    ...parts.flatMap((part) => {
      const isPacked = part.filter === steady && packed.includes(part.range.from.slice(0, 7));
      if (level.five === null || !isPacked) return [fromPart(part, read)];
      return fromFives(part, level.five, read);
    }),
  ]);
}

/** The range of the part lies within one month. */
function fromFives({ filter, range, sign }: DaysPart, level: string, read: Read): string[] {
  const { fives, more, less } = splitByFive(range);
  const periods = fives.map(({ from }) => from);
  const dates = fives.flatMap(listDays);
  return [
    ...storedAndAdded(filter, { level, periods, dates }, { ...read, sign }),
    ...more.map((of) => fromPart({ filter, range: of, sign }, read)),
    ...less.map((of) => fromPart({ filter, range: of, sign: sign === 1 ? -1 : 1 }, read)),
  ];
}

function wholeMonths({ steady, months }: Omit<Split, "parts">, { cells, ...read }: Read): string[] {
  const added: Added = { ...read, sign: 1 };
  if (cells) {
    const dates = datesOf(months);
    return storedAndAdded(steady, { level: "month-cell", periods: months, dates }, added);
  }
  return months.length === 0
    ? []
    : [fromStored(steady, { level: "month", periods: months }, added)];
}

type Cells = { level: string; periods: readonly string[]; dates: readonly string[] };

/** Writes add days with their cells, which a job moves to the sums of their periods. */
function storedAndAdded(filter: ScopedFilter, { level, periods, dates }: Cells, added: Added) {
  if (periods.length === 0) return [];
  return [fromStored(filter, { level, periods }, added), fromAdded(filter, dates, added)];
}

export function fromPart({ filter, range, sign }: DaysPart, { cells, ...read }: Read): string {
  return (cells ? fromCells : fromDays)(filter, range, { ...read, sign });
}

function datesOf(months: readonly string[]): string[] {
  return months.flatMap((month) => listDays(rangeOf(month)));
}

function rangeOf(month: string): DateRange {
  return { from: `${month}-01`, to: monthEnd(`${month}-01`) };
}

function join(sources: readonly string[]): string {
  return sources.join(" UNION ALL ");
}
