import "server-only";

/**
 * A range as whole months, and the days that are more or less than those: of a month of which most
 * days are asked for it is less work to take the whole, and the days outside off again.
 */
import { addDays, type DateRange, countRangeDays, monthEnd } from "@/lib/domain/business-date";

export type MonthSplit = {
  /** YYYY-MM */
  months: string[];
  /** To be added to the months, and taken off them. */
  more: DateRange[];
  less: DateRange[];
};

export function splitByMonth({ from, to }: DateRange): MonthSplit {
  const split: MonthSplit = { months: [], more: [], less: [] };
  for (let first = `${from.slice(0, 7)}-01`; first <= to; first = addDays(monthEnd(first), 1)) {
    const last = monthEnd(first);
    const inside = { from: from > first ? from : first, to: to < last ? to : last };
    const outside = [
      { from: first, to: addDays(inside.from, -1) },
      { from: addDays(inside.to, 1), to: last },
    ].filter((part) => part.from <= part.to);
    if (countDays(outside) < countRangeDays(inside)) {
      split.months.push(first.slice(0, 7));
      split.less.push(...outside);
    } else split.more.push(inside);
  }
  return split;
}

function countDays(ranges: readonly DateRange[]): number {
  return ranges.reduce((sum, range) => sum + countRangeDays(range), 0);
}
