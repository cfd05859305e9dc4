/** Sums by two keys as a table: a cell for each pair with its depth, and totals at the edges. */
import { noSums, plusSums, type VarianceSums } from "./variance";

/** Sign and depth: −2 is far below zero, 0 is near it. */
export type Depth = -2 | -1 | 0 | 1 | 2;

type HeatCell = { sums: VarianceSums; depth: Depth };

export type HeatTable = {
  rows: { key: string; total: VarianceSums }[];
  columns: { key: string; total: VarianceSums }[];
  total: VarianceSums;
  /** This is the cell whose net is furthest from zero; it is null where nothing differs. */
  furthest: { row: string; column: string; netMinor: number } | null;
  /** Returns null when there are no sums of that pair. */
  cell: (row: string, column: string) => HeatCell | null;
};

/**
 * Relative to the largest net of a cell, an amount below the first share is near zero, and from the
 * second on it is far.
 */
const NEAR = 0.1;
const FAR = 0.4;

/** Rows and columns are in the order in which they occur. */
export function buildHeatTable<Row extends VarianceSums>(
  rows: readonly Row[],
  currency: string,
  keysOf: (row: Row) => readonly [row: string, column: string],
): HeatTable {
  const [cells, byRow, byColumn] = [newSums(), newSums(), newSums()];
  const pairs = new Map<string, readonly [string, string]>();
  let total = noSums(currency);
  for (const row of rows) {
    if (row.currency !== currency) continue;
    const [down, across] = keysOf(row);
    add(cells, cellKey(down, across), row);
    pairs.set(cellKey(down, across), [down, across]);
    add(byRow, down, row);
    add(byColumn, across, row);
    total = plusSums(total, row);
  }
  const sizeOf = ({ netMinor }: VarianceSums) => Math.abs(netMinor);
  const [key = "", top = noSums(currency)] =
    [...cells].sort(([, a], [, b]) => sizeOf(b) - sizeOf(a))[0] ?? [];
  const largest = sizeOf(top);
  const [row = "", column = ""] = pairs.get(key) ?? [];
  return {
    rows: listOf(byRow),
    columns: listOf(byColumn),
    total,
    furthest: largest === 0 ? null : { row, column, netMinor: top.netMinor },
    cell: (row, column) => {
      const sums = cells.get(cellKey(row, column));
      return sums === undefined ? null : { sums, depth: computeDepth(sums.netMinor, largest) };
    },
  };
}

export function computeDepth(netMinor: number, largest: number): Depth {
  const share = largest === 0 ? 0 : Math.abs(netMinor) / largest;
  if (share < NEAR || netMinor === 0) return 0;
  if (share < FAR) return netMinor < 0 ? -1 : 1;
  return netMinor < 0 ? -2 : 2;
}

type Sums = Map<string, VarianceSums>;

const newSums = (): Sums => new Map();
const cellKey = (row: string, column: string) => `${row} \u0000 ${column}`;
const listOf = (sums: Sums) => [...sums].map(([key, total]) => ({ key, total }));

function add(sums: Sums, key: string, row: VarianceSums) {
  sums.set(key, plusSums(sums.get(key) ?? noSums(row.currency), row));
}
