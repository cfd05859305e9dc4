import "server-only";

/**
 * Chooses the smallest source that can answer: sums over all centres where no centre is told apart,
 * sums of whole months where no day is, and the days themselves for what is left at the ends.
 */
import { addDays, type DateRange, monthEnd } from "@/lib/domain/business-date";
import { type Values, verdictsOf } from "../reconciliations/search-sql";
import { type Filter, fromCells, fromDateTotals, fromDays, fromMonths } from "./sources";

/** The columns that rows are told apart by. */
export type Keys = readonly string[];

/** `isWhole`: each row of it is an answer already, and there is nothing to add up. */
export type Plan = { source: string; isWhole: boolean };

export function planSources(filter: Filter, keys: Keys, values: Values): Plan {
  const isWhole = ["centre_id", "business_date"].every((key) => keys.includes(key));
  return {
    source: sourceOf(filter, keys, values),
    isWhole: isWhole && !needsCells(filter, keys),
  };
}

function sourceOf(filter: Filter, keys: Keys, values: Values): string {
  const cells = needsCells(filter, keys);
  const { from, to, asOf } = filter;
  const range = { from, to };
  const days = (part: DateRange) => (cells ? fromCells : fromDays)(filter, part, values);
  // Of the past there are only days, and verdicts are known of each cell alone.
  if (asOf !== undefined || verdictsOf(filter) !== null) return days(range);
  const byTill = keys.includes("till_id") || filter.tillId.length > 0;
  if (filter.centreIds === null && !keys.includes("centre_id") && !byTill) {
    return fromDateTotals(filter, range, values);
  }
  const months =
    keys.includes("business_date") || keys.includes("weekday") ? [] : wholeMonths(range);
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return days(range);
  const ends = [
    { from, to: addDays(`${first}-01`, -1) },
    { from: addDays(monthEnd(`${last}-01`), 1), to },
  ].filter((end) => end.from <= end.to);
  return [fromMonths(filter, months, { cells, values }), ...ends.map(days)].join(" UNION ALL ");
}

/** Which of the calendar's months lie wholly inside, as YYYY-MM. */
export function wholeMonths({ from, to }: DateRange): string[] {
  const months: string[] = [];
  let first = from.endsWith("-01") ? from : addDays(monthEnd(from), 1);
  while (monthEnd(first) <= to) {
    months.push(first.slice(0, 7));
    first = addDays(monthEnd(first), 1);
  }
  return months;
}

function needsCells(filter: Filter, keys: Keys): boolean {
  const named = [filter.shiftId, filter.tillId, filter.tenderId].some(({ length }) => length > 0);
  const told = ["shift_id", "till_id", "tender_id"].some((key) => keys.includes(key));
  return named || told || verdictsOf(filter) !== null;
}
