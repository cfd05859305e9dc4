/**
 * Which centre comes first: by net, by what was moved, by net per 1,000 of sales, or by what was
 * counted of what was reported. What can't be known comes last. Rows are of one currency.
 */
import { coverageOf, grossOf, ratePerThousand, type VarianceSums } from "./variance";

export const RANKINGS = ["net", "absolute", "rate", "coverage"] as const;
export type Ranking = (typeof RANKINGS)[number];

/**
 * net and rate: most short first. absolute: the most moved, short and over together, first.
 * coverage: the least counted first. Equal ones stand in the order of their ids.
 */
export function rankBy<Row extends VarianceSums & { centreId?: string | undefined }>(
  rows: readonly Row[],
  ranking: Ranking,
): Row[] {
  return [...rows].sort((a, b) => {
    const [one, other] = [placeOf(a, ranking), placeOf(b, ranking)];
    if (one !== other) return one < other ? -1 : 1;
    return (a.centreId ?? "") < (b.centreId ?? "") ? -1 : 1;
  });
}

/** How much of the whole net the first few make, 0 to 1; null where signs differ or it is 0. */
export function shareOfNet(first: readonly VarianceSums[], all: readonly VarianceSums[]) {
  const [part, whole] = [first, all].map((rows) => rows.reduce((sum, r) => sum + r.netMinor, 0));
  if (part === undefined || whole === undefined || whole === 0) return null;
  const share = part / whole;
  return share < 0 || share > 1 ? null : share;
}

function placeOf(row: VarianceSums, ranking: Ranking): number {
  switch (ranking) {
    case "net":
      return row.netMinor;
    case "absolute":
      return 0 - grossOf(row);
    case "rate":
      return ratePerThousand(row) ?? Infinity;
    case "coverage":
      return coverageOf(row) ?? Infinity;
  }
}
