import "server-only";

/**
 * Expresses a range as whole months, and the days that are added to or subtracted from them: when
 * most days of a month are in the range, it is less work to take the whole month and to subtract
 * the others. Days are expressed as whole fives of days in the same way.
 */
import {
  addDays,
  type DateRange,
  countRangeDays,
  monthEnd,
  monthStart,
} from "@/lib/domain/business-date";

export type MonthSplit = Apart & {
  /** The format is YYYY-MM. */
  months: string[];
};

/** Fives begin on the 1st, 6th, 11th, 16th, 21st and 26th, and the last ends with the month. */
export type FiveSplit = Apart & { fives: DateRange[] };

/** These days are added to the whole ones, and subtracted from them. */
type Apart = { more: DateRange[]; less: DateRange[] };

export function splitByMonth(range: DateRange): MonthSplit {
  const { wholes, ...apart } = split(range, monthOf);
  return { months: wholes.map(({ from }) => from.slice(0, 7)), ...apart };
}

export function splitByFive(range: DateRange): FiveSplit {
  const { wholes: fives, ...apart } = split(range, fiveOf);
  return { fives, ...apart };
}

function split({ from, to }: DateRange, wholeOf: (date: string) => DateRange) {
  const parts = { wholes: [], more: [], less: [] } as Apart & { wholes: DateRange[] };
  for (let date = from; date <= to; date = addDays(wholeOf(date).to, 1)) {
    const whole = wholeOf(date);
    const inside = { from: date, to: to < whole.to ? to : whole.to };
    const outside = [
      { from: whole.from, to: addDays(inside.from, -1) },
      { from: addDays(inside.to, 1), to: whole.to },
    ].filter((part) => part.from <= part.to);
    if (countDays(outside) < countRangeDays(inside)) {
      parts.wholes.push(whole);
      parts.less.push(...outside);
    } else parts.more.push(inside);
  }
  return parts;
}

function monthOf(date: string): DateRange {
  return { from: monthStart(date), to: monthEnd(date) };
}

const FIVE = 5;
const LAST_FIVE = 26;

function fiveOf(date: string): DateRange {
  const day = Number(date.slice(8));
  const first = Math.min(day - ((day - 1) % FIVE), LAST_FIVE);
  const from = `${date.slice(0, 8)}${String(first).padStart(2, "0")}`;
  return { from, to: first === LAST_FIVE ? monthEnd(date) : addDays(from, FIVE - 1) };
}

function countDays(ranges: readonly DateRange[]): number {
  return ranges.reduce((sum, range) => sum + countRangeDays(range), 0);
}
