/**
 * Sums up what a signature would cover: per currency and per centre the number of days, the net,
 * the short and over amounts, and the largest difference with its line.
 */
import { assert } from "../assert";
import { groupBy } from "../group-by";
import type { DayKey, LinePosition } from "../keys";
import { minor, type Minor } from "../money";

type LargestDifference = DayKey & LinePosition & { difference: Minor };

export type SignOffDay = DayKey & {
  currency: string;
  net: Minor;
  short: Minor;
  over: Minor;
  /** Null for a day in which nothing differs. */
  largest: LargestDifference | null;
};

export type SignOffSum = {
  days: number;
  centres: number;
  net: Minor;
  short: Minor;
  over: Minor;
  largest: LargestDifference | null;
};

export type CurrencySum = SignOffSum & { currency: string };
export type CentreSum = SignOffSum & { currency: string; centreId: string };

/** Amounts of different currencies are never added; the currency with the most days comes first. */
export function sumByCurrency(days: readonly SignOffDay[]): CurrencySum[] {
  return [...groupBy(days, ({ currency }) => currency)]
    .map(([currency, group]) => Object.assign({ currency }, sumDays(group)))
    .sort((one, other) => other.days - one.days || (one.currency < other.currency ? -1 : 1));
}

/** The centres of a currency, the one with the largest net first. */
export function sumByCentre(days: readonly SignOffDay[]): CentreSum[] {
  return [...groupBy(days, ({ currency, centreId }) => `${currency}\u0000${centreId}`).values()]
    .map((group) => {
      const [first] = group;
      assert(first !== undefined, "a group has a day");
      const { currency, centreId } = first;
      return Object.assign({ currency, centreId }, sumDays(group));
    })
    .sort(
      (one, other) =>
        compare(one.currency, other.currency) ||
        Math.abs(other.net) - Math.abs(one.net) ||
        compare(one.centreId, other.centreId),
    );
}

function sumDays(days: readonly SignOffDay[]): SignOffSum {
  const sum = (amountOf: (day: SignOffDay) => Minor) =>
    minor(days.reduce((total, day) => total + amountOf(day), 0));
  return {
    days: days.length,
    centres: new Set(days.map(({ centreId }) => centreId)).size,
    net: sum(({ net }) => net),
    short: sum(({ short }) => short),
    over: sum(({ over }) => over),
    largest: findLargest(days),
  };
}

/** Of two equally large differences the first in the order of the days is named. */
function findLargest(days: readonly SignOffDay[]): LargestDifference | null {
  return days.reduce<LargestDifference | null>((largest, day) => {
    if (day.largest === null) return largest;
    const isLarger =
      largest === null || Math.abs(day.largest.difference) > Math.abs(largest.difference);
    return isLarger ? day.largest : largest;
  }, null);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
