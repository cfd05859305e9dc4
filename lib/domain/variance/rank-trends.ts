/** Orders centres by how they develop, and says how many are above their range by chance. */
import { ABOVE_BY_CHANCE, type RangePosition, type TrendDirection } from "./trend";

export const TREND_SORTS = ["change", "share", "now", "name"] as const;
export type TrendSort = (typeof TREND_SORTS)[number];

/** A screen has so many centres of a currency at once. */
export const TRENDS_MAX = 300;

export type TrendFigures = {
  centreName: string;
  currency: string;
  now: number | null;
  before: number | null;
  low: number | null;
  high: number | null;
  change: number | null;
  share: number | null;
  direction: TrendDirection;
  position: RangePosition | null;
};

/** The largest comes first, and what is unknown last; names go from A to Z. */
export function rankTrends<Row extends TrendFigures>(rows: readonly Row[], sort: TrendSort): Row[] {
  const figure = (row: Row) => {
    if (sort === "name") return 0;
    const value = sort === "now" && row.now !== null ? Math.abs(row.now) : row[sort];
    return value ?? -Infinity;
  };
  return rows
    .map((row) => ({ row, figure: figure(row) }))
    .sort((a, b) =>
      a.figure === b.figure ? compareNames(a.row, b.row) : b.figure > a.figure ? 1 : -1,
    )
    .map(({ row }) => row);
}

function compareNames(a: TrendFigures, b: TrendFigures): number {
  return a.centreName < b.centreName ? -1 : 1;
}

/** Of the centres of one currency. */
export type TrendSummary = {
  currency: string;
  count: number;
  /** How many have a normal range. */
  judged: number;
  /** Those of them that are above it, by the largest change. */
  above: { count: number; names: string[] };
  /** About so many are above by chance alone. */
  byChance: number;
  worse: number;
  /** How many can't be compared with the period before. */
  unknown: number;
  /** Sums of the centres that can be; `distance` is how far they were from zero before. */
  compared: { count: number; now: number; before: number; change: number; distance: number };
  /** From the lowest to the highest figure, with zero. */
  span: { low: number; high: number };
};

const NAMED_MAX = 4;

export function summarizeTrends(rows: readonly TrendFigures[], currency: string): TrendSummary {
  const own = rows.filter((row) => row.currency === currency);
  const judged = own.filter(({ position }) => position !== null).length;
  const above = own.filter(({ position }) => position === "above");
  const names = rankTrends(above, "change").map(({ centreName }) => centreName);
  const ranges = own.flatMap(({ now, low, high }) => [now ?? 0, low ?? 0, high ?? 0]);
  return {
    currency,
    count: own.length,
    judged,
    above: { count: above.length, names: names.slice(0, NAMED_MAX) },
    byChance: Math.round(judged * ABOVE_BY_CHANCE),
    worse: own.filter(({ direction }) => direction === "worse").length,
    unknown: own.filter(({ direction }) => direction === "unknown").length,
    compared: sumCompared(own),
    span: ranges.reduce(
      ({ low, high }, figure) => ({ low: Math.min(low, figure), high: Math.max(high, figure) }),
      { low: 0, high: 0 },
    ),
  };
}

/** A centre without a period before would distort the sums. */
function sumCompared(rows: readonly TrendFigures[]): TrendSummary["compared"] {
  const compared = rows.filter(({ change }) => change !== null);
  const sum = (key: "now" | "before" | "change") =>
    Math.round(compared.reduce((total, row) => total + (row[key] ?? 0), 0));
  return {
    count: compared.length,
    now: sum("now"),
    before: sum("before"),
    change: sum("change"),
    distance: compared.reduce((total, { before }) => total + Math.abs(before ?? 0), 0),
  };
}

/** The first rows of each currency, in order. */
export function limitTrends<Row extends TrendFigures>(
  rows: readonly Row[],
  { sort, limit }: { sort: TrendSort; limit: number },
): Row[] {
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  return currencies.flatMap((currency) => {
    const own = rows.filter((row) => row.currency === currency);
    return rankTrends(own, sort).slice(0, limit);
  });
}
