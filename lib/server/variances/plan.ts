import "server-only";

/**
 * Chooses the smallest source that suffices: sums over all centres where no centre is
 * distinguished, sums of whole months where no day is, and the days themselves for the rest of a
 * month.
 */
import { assert } from "@/lib/domain/assert";
import type { DateRange } from "@/lib/domain/business-date";
import { narrowsLines, type Values, verdictsOf } from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { splitByAbsence } from "../line-search/scoped-filter";
import { splitByMonth } from "./months";
import { fromCells, fromDateTotals, fromDays, fromMonths, SUM_COLUMNS } from "./sources";

/** Rows are distinguished by these columns. */
export type Keys = readonly string[];

/** `isWhole` means that each row of it is a result already, and there is nothing to add up. */
export type Plan = { source: string; isWhole: boolean };

/** Only the days of a centre know `columns` beyond the sums; the centre has to be a key then. */
export function planSources(
  filter: ScopedFilter,
  keys: Keys,
  values: Values,
  columns: readonly string[] = SUM_COLUMNS,
): Plan {
  const isWhole = ["centre_id", "business_date"].every((key) => keys.includes(key));
  assert(isWhole || columns === SUM_COLUMNS, "sums over dates and months have sums alone");
  return {
    source: sourceOf(filter, keys, { columns, values }),
    isWhole: isWhole && !needsCells(filter, keys),
  };
}

type Read = { columns: readonly string[]; values: Values };

function sourceOf(filter: ScopedFilter, keys: Keys, { columns, values }: Read): string {
  const cells = needsCells(filter, keys);
  const { from, to, asOf } = filter;
  const range = { from, to };
  const read = cells ? fromCells : fromDays;
  const days = () => read(filter, range, { columns, sign: 1, values });
  // Of the past there are only days, and only cells know their verdicts.
  if (asOf !== null || verdictsOf(filter) !== null) return days();
  const byTill = keys.includes("till_id") || filter.tillIds.length > 0;
  if (filter.centreIds === null && !keys.includes("centre_id") && !byTill) {
    return fromDateTotals(filter, range, values);
  }
  if (keys.includes("business_date") || keys.includes("weekday")) return days();
  return fromMonthsAndDays(filter, { cells, columns, values });
}

/** A day counts with all of its lines, whichever of them the filter selects. */
export function planDays(filter: ScopedFilter, columns: readonly string[], values: Values): string {
  // Of the past there are only days.
  if (filter.asOf !== null) return fromDays(filter, filter, { columns, sign: 1, values });
  return fromMonthsAndDays({ ...filter, ...EVERY_LINE }, { cells: false, columns, values });
}

const EVERY_LINE = {
  tenderIds: [],
  shiftIds: [],
  tillIds: [],
  verdicts: [],
  differencesOnly: false,
};

type ReadWhole = Read & { cells: boolean };

function fromMonthsAndDays(filter: ScopedFilter, { cells, ...added }: ReadWhole): string {
  const { steady, months, parts } = splitFilter(filter);
  const read = cells ? fromCells : fromDays;
  return [
    ...(months.length === 0 ? [] : [fromMonths(steady, months, { cells, ...added })]),
    ...parts.map((part) => read(part.filter, part.range, { ...added, sign: part.sign })),
  ].join(" UNION ALL ");
}

/** These days are added to the sums of months, or subtracted from them. */
type DaysPart = { filter: ScopedFilter; range: DateRange; sign: 1 | -1 };

/** Divides a filter into whole months of the centres that always count, and days of the rest. */
function splitFilter(filter: ScopedFilter): {
  steady: ScopedFilter;
  months: readonly string[];
  parts: readonly DaysPart[];
} {
  const range = { from: filter.from, to: filter.to };
  const { months, more, less } = splitByMonth(range);
  const [steady, moving] = splitByAbsence(filter);
  const parts = [
    ...more.map((of): DaysPart => ({ filter: steady, range: of, sign: 1 })),
    ...less.map((of): DaysPart => ({ filter: steady, range: of, sign: -1 })),
    ...(moving === null ? [] : [{ filter: moving, range, sign: 1 as const }]),
  ];
  return { steady, months, parts };
}

function needsCells(filter: ScopedFilter, keys: Keys): boolean {
  const known = ["shift_id", "till_id", "tender_id"].some((key) => keys.includes(key));
  return known || narrowsLines(filter);
}
