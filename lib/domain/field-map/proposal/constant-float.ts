/**
 * Finds the float by its values, where no name tells it: a round amount that each till has in
 * every register shift, and nothing else of a drawer is like that.
 */
import { amountsIn, chooseColumn, type Draft, freeColumns } from "./draft";
import { nameColumn } from "./name-columns";
import { type Column, listAround, rowsIn, type Table } from "./survey";

const SHIFTS_MIN = { each: 4, flat: 10 };
/** In hundredths: five units of the currency, or of its cents. */
const ROUND = 500;

export function chooseConstantFloat(
  draft: Draft,
  table: Table,
  { isFlat }: { isFlat: boolean },
): void {
  if (draft.fields.float !== undefined) return;
  if (table.size < (isFlat ? SHIFTS_MIN.flat : SHIFTS_MIN.each)) return;
  const tills = tillsOf(draft, table);
  if (new Set(tills).size * 2 > table.size) return;
  const found = freeColumns(draft, table).filter((column) => {
    return nameColumn(draft, column).meaning === null && isConstant(draft, column, tills);
  });
  const [only, second] = found;
  if (only === undefined || second !== undefined) return;
  const reason = { code: "values", facts: { example: String(only.values[0] ?? "") } } as const;
  chooseColumn(draft, "float", only, { confidence: 0.7, reason });
}

function isConstant(draft: Draft, column: Column, tills: readonly string[]): boolean {
  const values = amountsIn(draft, column)?.values ?? [];
  const floats = new Map<string, number>();
  for (const [row, till] of tills.entries()) {
    const value = values[row] ?? 0;
    if (value <= 0 || value % ROUND !== 0 || (floats.get(till) ?? value) !== value) return false;
    floats.set(till, value);
  }
  return floats.size > 0;
}

/** The centre and till of each register shift. */
function tillsOf(draft: Draft, table: Table): string[] {
  const aliases = (["centreId", "tillId", "tillName"] as const).flatMap((field) => {
    return draft.fields[field] ?? [];
  });
  const parts = listAround(table).flatMap((around) => {
    const rows = rowsIn(table, around);
    return [...around.columns.values()]
      .filter((column) => {
        const path = column.keys.join(".");
        return aliases.some((alias) => alias === path || alias === `@${path}`);
      })
      .map((column) => rows.map((row) => column.values[row]));
  });
  return Array.from({ length: table.size }, (_, row) => {
    return JSON.stringify(parts.map((part) => part[row] ?? null));
  });
}
