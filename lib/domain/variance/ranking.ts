/** Sorts centres by interest, and computes the shared scale of the bars beside them. */
import {
  computeCoverage,
  computeGross,
  computeRatePerThousand,
  computeRatePerTickets,
  type SumsWithTickets,
  type VarianceSums,
} from "./variance";

/**
 * The orders are net: most short first; absolute: largest gross first; rate: per 1,000 of sales;
 * tickets: per 100 tickets; coverage: lowest first.
 */
export const VARIANCE_RANKS = ["net", "absolute", "rate", "tickets", "coverage"] as const;
export type VarianceRank = (typeof VARIANCE_RANKS)[number];

/** Unknown figures come last in every order. */
export function rankBy<Row extends SumsWithTickets>(
  rows: readonly Row[],
  rank: VarianceRank,
): Row[] {
  return rows
    .map((row, index) => ({ row, index, figure: chooseFigure(row, rank) }))
    .sort((a, b) => a.figure - b.figure || a.index - b.index)
    .map(({ row }) => row);
}

export type Span = { low: number; high: number };

/** The span reaches from the largest short to the largest over, and includes zero. */
export function computeSpan(rows: readonly VarianceSums[]): Span {
  return {
    low: Math.min(0, ...rows.map(({ shortMinor }) => shortMinor)),
    high: Math.max(0, ...rows.map(({ overMinor }) => overMinor)),
  };
}

/** The span is the same, for nets alone. */
export function computeNetSpan(rows: readonly { netMinor: number }[]): Span {
  const nets = rows.map(({ netMinor }) => netMinor);
  return { low: Math.min(0, ...nets), high: Math.max(0, ...nets) };
}

/** Returns the position of an amount in a span, from 0 to 1. */
export function computePosition({ low, high }: Span, amountMinor: number): number {
  return high === low ? 0.5 : (amountMinor - low) / (high - low);
}

function chooseFigure(row: SumsWithTickets, rank: VarianceRank): number {
  const rate = rank === "tickets" ? computeRatePerTickets(row) : computeRatePerThousand(row);
  switch (rank) {
    case "net":
      return row.netMinor;
    case "absolute":
      return -Number(computeGross(row));
    case "rate":
    case "tickets":
      return rate === null ? Infinity : -Math.abs(rate);
    case "coverage":
      return computeCoverage(row) ?? Infinity;
  }
}
