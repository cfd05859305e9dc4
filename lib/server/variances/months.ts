import "server-only";

/**
 * Expresses a range as whole months, and the days that are added to or subtracted from them: when
 * most days of a month are in the range, it is less work to take the whole month and to subtract
 * the others.
 */
import { addDays, type DateRange, countRangeDays, monthEnd } from "@/lib/domain/business-date";

export type MonthSplit = {
  /** The format is YYYY-MM. */
  months: string[];
  /** These days are added to the months, and subtracted from them. */
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
