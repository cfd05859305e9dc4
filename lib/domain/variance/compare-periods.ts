/**
 * Finds the periods to compare with: the one before, of equal length, and the same days a year
 * before.
 */
import { addDays, type DateRange, countRangeDays, monthEnd, monthStart } from "../business-date";

export type ComparedRanges = { before: DateRange; yearBefore: DateRange };

/**
 * One or several whole months are compared with as many whole months before, any other range with
 * as many days. A year before is 52 weeks earlier, so that weekdays coincide, or the same months
 * for whole months.
 */
export function computeComparedRanges({ from, to }: DateRange): ComparedRanges {
  const months = wholeMonthsIn({ from, to });
  if (months > 0) {
    return {
      before: { from: monthsEarlier(from, months), to: addDays(from, -1) },
      yearBefore: {
        from: monthsEarlier(from, 12),
        to: monthEnd(monthsEarlier(monthStart(to), 12)),
      },
    };
  }
  const days = countRangeDays({ from, to });
  return {
    before: { from: addDays(from, -days), to: addDays(from, -1) },
    yearBefore: { from: addDays(from, -WEEKS_OF_YEAR * 7), to: addDays(to, -WEEKS_OF_YEAR * 7) },
  };
}

/** Monday is 1, Sunday 7 (ISO 8601). */
export function computeWeekday(date: string): number {
  return ((new Date(Date.parse(`${date}T00:00:00Z`)).getUTCDay() + 6) % 7) + 1;
}

/** Returns null when there is nothing to compare with, or when it was zero. */
export function computeChange(now: number, then: number | null): number | null {
  return then === null || then === 0 ? null : (now - then) / Math.abs(then);
}

const WEEKS_OF_YEAR = 52;

/** Counts the calendar months of which the range consists; 0 when it begins or ends within one. */
function wholeMonthsIn({ from, to }: DateRange): number {
  if (!from.endsWith("-01") || to !== monthEnd(to)) return 0;
  return monthNumber(to) - monthNumber(from) + 1;
}

function monthsEarlier(first: string, months: number): string {
  const number = monthNumber(first) - months;
  const year = String(Math.floor(number / 12)).padStart(4, "0");
  return `${year}-${String((number % 12) + 1).padStart(2, "0")}-01`;
}

function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}
