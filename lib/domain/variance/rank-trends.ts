/** Orders centres by how they develop, and says how many are above their range by chance. */
import { ABOVE_BY_CHANCE, type RangePosition, type TrendDirection } from "./trend";

export type TrendSort = "change" | "share" | "now" | "name";

export type TrendFigures = {
  centreName: string;
  now: number | null;
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

export type TrendSummary<Row> = {
  /** How many have a normal range, and which of these are above it, the largest change first. */
  judged: number;
  above: Row[];
  /** About so many are above by chance alone. */
  byChance: number;
  worse: number;
  /** How many can't be compared with the period before. */
  unknown: number;
};

export function summarizeTrends<Row extends TrendFigures>(rows: readonly Row[]): TrendSummary<Row> {
  const judged = rows.filter(({ position }) => position !== null).length;
  return {
    judged,
    above: rankTrends(rows, "change").filter(({ position }) => position === "above"),
    byChance: Math.round(judged * ABOVE_BY_CHANCE),
    worse: rows.filter(({ direction }) => direction === "worse").length,
    unknown: rows.filter(({ direction }) => direction === "unknown").length,
  };
}
