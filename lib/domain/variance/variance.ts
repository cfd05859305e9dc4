/**
 * Defines variances, which are differences over many days. Sums are of one currency each and are
 * never added to those of another; what can't be known, such as a rate when no sales are reported,
 * is null.
 */
import { assert } from "../assert";
import type { Verdict } from "../line";
import { type Minor, minor } from "../money";

/** Sums can be grouped by these keys. Weekdays are those of ISO 8601: Monday is 1. */
export const VARIANCE_GROUPINGS = [
  "day",
  "centre",
  "shift",
  "tender",
  "weekday",
  "till",
  "weekday-shift",
  "centre-day",
  "centre-tender",
] as const;
export type VarianceGrouping = (typeof VARIANCE_GROUPINGS)[number];

export type VarianceSums = {
  currency: string;
  /** It is short + over. */
  netMinor: number;
  /** The negative and the positive differences, those within tolerance included. */
  shortMinor: number;
  overMinor: number;
  /** The sums of the lines that have both sides. */
  expectedMinor: number;
  countedMinor: number;
  /** Adds up only the lines whose sales are provided; it is null when there are none. */
  salesMinor: number | null;
  /** Counts the lines that have a count, including those that Cashrec does not report. */
  countedLines: number;
  uncountedLines: number;
  lines: Record<Verdict, number>;
};

export function noSums(currency: string): VarianceSums {
  return {
    currency,
    netMinor: 0,
    shortMinor: 0,
    overMinor: 0,
    expectedMinor: 0,
    countedMinor: 0,
    salesMinor: null,
    countedLines: 0,
    uncountedLines: 0,
    lines: {
      matched: 0,
      "within-tolerance": 0,
      over: 0,
      short: 0,
      uncounted: 0,
      unexpected: 0,
    },
  };
}

export function plusSums(a: VarianceSums, b: VarianceSums): VarianceSums {
  assert(a.currency === b.currency, `${a.currency} and ${b.currency} are not added together`);
  return {
    currency: a.currency,
    netMinor: minor(a.netMinor + b.netMinor),
    shortMinor: minor(a.shortMinor + b.shortMinor),
    overMinor: minor(a.overMinor + b.overMinor),
    expectedMinor: minor(a.expectedMinor + b.expectedMinor),
    countedMinor: minor(a.countedMinor + b.countedMinor),
    salesMinor: plusKnown(a.salesMinor, b.salesMinor),
    countedLines: a.countedLines + b.countedLines,
    uncountedLines: a.uncountedLines + b.uncountedLines,
    lines: plusLines(a.lines, b.lines),
  };
}

/** It is written out, because a page adds up thousands of these. */
function plusLines(a: VarianceSums["lines"], b: VarianceSums["lines"]): VarianceSums["lines"] {
  return {
    matched: a.matched + b.matched,
    "within-tolerance": a["within-tolerance"] + b["within-tolerance"],
    over: a.over + b.over,
    short: a.short + b.short,
    uncounted: a.uncounted + b.uncounted,
    unexpected: a.unexpected + b.unexpected,
  };
}

/** Returns one total per currency, in the order of their codes. */
export function totalsByCurrency(rows: readonly VarianceSums[]): VarianceSums[] {
  const totals = new Map<string, VarianceSums>();
  for (const row of rows) {
    totals.set(row.currency, plusSums(totals.get(row.currency) ?? noSums(row.currency), row));
  }
  return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** Adds up the differences in either direction; the sum is never less than the net. */
export function computeGross({ shortMinor, overMinor }: VarianceSums): Minor {
  return minor(overMinor - shortMinor);
}

/** Net per 1,000 of sales is in minor units of both; it is null when sales are unknown or zero. */
export function computeRatePerThousand({ netMinor, salesMinor }: VarianceSums): number | null {
  if (salesMinor === null || salesMinor <= 0) return null;
  return (netMinor * 1_000) / salesMinor;
}

/** Centres alone have tickets. */
export type SumsWithTickets = VarianceSums & { tickets?: number | null | undefined };

/** Returns null as soon as the tickets of one row are unknown, because a part would be too few. */
export function sumTickets(rows: readonly SumsWithTickets[]): number | null {
  const known = rows.flatMap(({ tickets }) => tickets ?? []);
  if (known.length === 0 || known.length < rows.length) return null;
  return known.reduce((total, one) => total + one, 0);
}

/** Net per 100 tickets is in minor units; it is null when tickets are unknown or there are none. */
export function computeRatePerTickets({ netMinor, tickets }: SumsWithTickets): number | null {
  return tickets == null || tickets <= 0 ? null : (netMinor * 100) / tickets;
}

/** The share of the reported lines that were counted, from 0 to 1; null when none was reported. */
export function computeCoverage({ lines, uncountedLines }: VarianceSums): number | null {
  const compared = lines.matched + lines["within-tolerance"] + lines.over + lines.short;
  const reported = compared + uncountedLines;
  return reported === 0 ? null : compared / reported;
}

function plusKnown(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : minor(a + b);
}
