/**
 * The totals of one centre and business date, stored with the day so that lists need not add up
 * lines.
 */
import { type Line, type Verdict, VERDICTS } from "./line";
import { type Minor, minor } from "./money";

/** The state of a day; lib/domain/workflow decides how it moves from one to the next. */
export const DAY_STATES = ["open", "reviewed", "approved", "closed"] as const;
export type DayState = (typeof DAY_STATES)[number];

export type DayTotals = {
  /** These sums include only the lines that have both sides. */
  expected: Minor;
  counted: Minor;
  /**
   * The negative and the positive differences, those within tolerance included, so that short +
   * over = counted − expected to the cent.
   */
  short: Minor;
  over: Minor;
  /** What is expected of the lines that nobody counted. */
  uncounted: Minor;
  /** What was counted on the lines that Cashrec does not report. */
  unexpected: Minor;
  /** Adds up only the lines whose sales are provided. */
  sales: Minor;
  /** How many lines have each verdict. */
  lines: Record<Verdict, number>;
};

/** All lines have one currency, because a centre has one. */
export function computeTotals(lines: readonly Line[]): DayTotals {
  const sums = {
    expected: 0,
    counted: 0,
    short: 0,
    over: 0,
    uncounted: 0,
    unexpected: 0,
    sales: 0,
  };
  const verdicts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]));
  for (const { expected, counted, difference, verdict, sales } of lines) {
    sums.sales += sales ?? 0;
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    if (difference !== null) {
      sums.expected += expected ?? 0;
      sums.counted += counted ?? 0;
      if (difference < 0) sums.short += difference;
      else sums.over += difference;
    } else {
      sums.uncounted += expected ?? 0;
      sums.unexpected += counted ?? 0;
    }
    // Each step is checked, because a sum may leave the exact integers and come back rounded.
    for (const total of Object.values(sums)) minor(total);
  }
  return {
    expected: minor(sums.expected),
    counted: minor(sums.counted),
    short: minor(sums.short),
    over: minor(sums.over),
    uncounted: minor(sums.uncounted),
    unexpected: minor(sums.unexpected),
    sales: minor(sums.sales),
    lines: verdicts as Record<Verdict, number>,
  };
}
