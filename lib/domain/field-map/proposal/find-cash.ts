/**
 * Finds the amount of cash, where the lists have only cards and others: by a word for cash, or
 * because it is what they leave of the gross sales.
 */
import { sumPerParent } from "./amounts";
import { amountsIn, type Draft, freeColumns, wordsOf } from "./draft";
import type { Figure } from "./find-tender-amount";
import { nameColumn } from "./name-columns";
import { kindOfText, mentionsCash } from "./tender-values";
import type { Column, Table } from "./survey";

const ROWS_MIN = 3;

export function findCashColumn(
  draft: Draft,
  table: Table,
  { figures, lists }: { figures: readonly Figure[]; lists: readonly Table[] },
): Column | null {
  const possible = freeColumns(draft, table).filter((column) => {
    if (amountsIn(draft, column) === null) return false;
    const { meaning } = nameColumn(draft, column);
    return meaning === null || meaning === "grossSales" || meaning === "theoretical";
  });
  const named = possible.filter((column) => wordsOf(column).some((word) => mentionsCash(word)));
  const [only] = named;
  if (only !== undefined) return named.length === 1 ? only : null;
  const sums = sumsOf(draft, lists, table.size);
  const left = possible.filter((column) => {
    const isOther = kindOfText(wordsOf(column).join(" ")) !== null;
    return !isOther && figures.some((gross) => isRest(draft, column, { gross, sums }));
  });
  const [rest] = left;
  return left.length === 1 && rest !== undefined ? rest : null;
}

/** Whether the figure is the gross sales without the lists, whichever amount of theirs is meant. */
function isRest(
  draft: Draft,
  column: Column,
  { gross, sums }: { gross: Figure; sums: readonly (readonly number[])[] },
): boolean {
  const amounts = amountsIn(draft, column);
  if (!gross.isGross || gross.column === column || amounts === null || amounts.isZero) return false;
  if (new Set(amounts.values).size < ROWS_MIN) return false;
  return sums.some((lists) => {
    const isListed = lists.some((sum) => sum !== 0);
    return isListed && lists.every((sum, row) => amounts.values[row] === left(gross, row) - sum);
  });
}

function left({ values }: Figure, row: number): number {
  return values[row] ?? Number.NaN;
}

/** What the lists add up to for each register shift, for each choice of one amount from each. */
function sumsOf(draft: Draft, lists: readonly Table[], size: number): number[][] {
  let sums: number[][] = [Array.from({ length: size }, () => 0)];
  for (const list of lists) {
    const own = [...list.columns.values()].flatMap((column) => {
      const amounts = amountsIn(draft, column);
      return amounts === null ? [] : [sumPerParent(amounts.values, list.parentRows, size)];
    });
    if (own.length === 0) continue;
    sums = sums.flatMap((sum) =>
      own.map((each) => sum.map((part, row) => part + (each[row] ?? 0))),
    );
  }
  return sums;
}
