/** The columns of the table, and the orders in which a head can put the lines. */
import {
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
} from "@tanstack/react-table";
import type { LineRow } from "@/lib/contracts/reconciliation";
import type { LineSort } from "@/lib/domain/filters";

export const lineFeatures = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
});

const helper = createColumnHelper<typeof lineFeatures, LineRow>();

/** Heads are words of the message catalog, named by the column's id. */
export const lineColumns = helper.columns([
  helper.display({ id: "select", enableSorting: false }),
  helper.display({ id: "centre", enableSorting: false }),
  helper.accessor("shiftId", { id: "shift", enableSorting: false }),
  helper.accessor("tillId", { id: "till", enableSorting: false }),
  helper.accessor("tenderId", { id: "tender", enableSorting: false }),
  helper.accessor("expectedMinor", { id: "expected" }),
  helper.accessor("countedMinor", { id: "counted" }),
  helper.accessor("differenceMinor", { id: "difference" }),
  helper.accessor("verdict", { id: "verdict", enableSorting: false }),
  helper.accessor("toleranceMinor", { id: "tolerance", enableSorting: false }),
]);

/** What a further press of a head does, the most useful order first; the last leads back. */
const CYCLES: Record<string, readonly LineSort[]> = {
  expected: ["-expected", "expected", "date"],
  counted: ["-counted", "counted", "date"],
  difference: ["size", "difference", "-difference", "date"],
};

export function nextSort(column: string, sort: LineSort): LineSort {
  const cycle = CYCLES[column] ?? ["date"];
  return cycle[(cycle.indexOf(sort) + 1) % cycle.length] ?? "date";
}

export function sortingOf(sort: LineSort): SortingState {
  if (sort === "date") return [];
  const id = sort === "size" ? "difference" : sort.replace("-", "");
  return [{ id, desc: sort === "size" || sort.startsWith("-") }];
}

/** `size` is neither rising nor falling: it looks past the sign. */
export function ariaSort(column: string, sort: LineSort) {
  if (sort === "size" && column === "difference") return "other";
  const [sorting] = sortingOf(sort);
  if (sorting?.id !== column) return undefined;
  return sorting.desc ? "descending" : "ascending";
}
