/** Sums the selected lines per currency, for the shortcuts bar. */
import { type Minor, minor } from "../money";

export type SelectedLine = { currency: string; differenceMinor: number | null };

export type SelectionSum = {
  currency: string;
  lines: number;
  /** Selected lines that have one side only have no difference. */
  incomparable: number;
  short: Minor;
  over: Minor;
  net: Minor;
  /** There are shorts and overs, and they add up to zero. */
  cancelsOut: boolean;
};

export function sumSelection(lines: Iterable<SelectedLine>): SelectionSum[] {
  const sums = new Map<
    string,
    { lines: number; incomparable: number; short: number; over: number }
  >();
  for (const { currency, differenceMinor } of lines) {
    const sum = sums.get(currency) ?? { lines: 0, incomparable: 0, short: 0, over: 0 };
    sums.set(currency, sum);
    sum.lines += 1;
    if (differenceMinor === null) sum.incomparable += 1;
    else if (differenceMinor < 0) sum.short += differenceMinor;
    else sum.over += differenceMinor;
  }
  return [...sums.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { lines: count, incomparable, short, over }]) => ({
      currency,
      lines: count,
      incomparable,
      short: minor(short),
      over: minor(over),
      net: minor(short + over),
      cancelsOut: short < 0 && short + over === 0,
    }));
}
