/** Defines the columns of the table, and the orders in which a head can sort the lines. */
import type { LineSort } from "@/lib/domain/screen/line-filters";

const COLUMNS = [
  "select",
  "centre",
  "shift",
  "till",
  "tender",
  "expected",
  "counted",
  "difference",
  "verdict",
  "explanation",
] as const;

type ColumnsOptions = {
  /**
   * The centre is a column only where lines have no head of their day above them, and on paper,
   * because a page may begin in the middle of a day.
   */
  named: boolean;
  /** On paper nothing is selected. */
  selectable: boolean;
};

export function listColumns({ named, selectable }: ColumnsOptions): readonly string[] {
  return COLUMNS.filter((id) => (id !== "centre" || named) && (id !== "select" || selectable));
}

/**
 * Each further press of a head applies the next of these orders, the most useful first; the last
 * press returns to the default.
 */
const CYCLES: Record<string, readonly LineSort[]> = {
  expected: ["-expected", "expected", "date"],
  counted: ["-counted", "counted", "date"],
  difference: ["size", "difference", "-difference", "date"],
};

export function isSortable(column: string): boolean {
  return column in CYCLES;
}

export function nextSort(column: string, sort: LineSort): LineSort {
  const cycle = CYCLES[column] ?? ["date"];
  return cycle[(cycle.indexOf(sort) + 1) % cycle.length] ?? "date";
}

/** `size` is neither ascending nor descending, because it ignores the sign. */
export function ariaSort(column: string, sort: LineSort) {
  if (sort === "size" && column === "difference") return "other";
  if (sort === column) return "ascending";
  return sort === `-${column}` ? "descending" : undefined;
}
