/** Finds tenders that have a field each, in the register shift or in an object of their own. */
import { splitWords } from "../../cash-words";
import { askForCash, checkGross } from "./check-tenders";
import { amountsIn, ask, chooseAlias, type Draft, freeColumns } from "./draft";
import type { Figure } from "./find-tender-amount";
import { LIST_PHRASES } from "./lexicon-money";
import { scoreWords, wordsOfKey } from "./lexicon";
import { nameColumn } from "./name-columns";
import { kindOfText } from "./tender-values";
import { type Column, pathOfTable, type Table } from "./survey";

/** An object whose keys are tenders and whose values are amounts. */
export function chooseDictionary(draft: Draft, table: Table): boolean {
  const groups = new Map<string, Column[]>();
  for (const column of freeColumns(draft, table)) {
    if (column.keys.length < 2 || amountsIn(draft, column) === null) continue;
    const name = column.keys.slice(0, -1).join("\u0000");
    groups.set(name, [...(groups.get(name) ?? []), column]);
  }
  for (const columns of groups.values()) {
    const keys = columns.map((column) => column.keys.at(-1) ?? "");
    if (!keys.every((key) => kindOfText(key) !== null)) continue;
    const around = columns[0]?.keys.slice(0, -1) ?? [];
    const isNamed = scoreWords(wordsOfKey(around.at(-1) ?? ""), LIST_PHRASES.tenders) > 0.6;
    const reason = { code: "values", facts: { example: keys[0] ?? "" } } as const;
    const confidence = isNamed ? 0.95 : 0.8;
    chooseAlias(draft, "tenders", `${around.join(".")}.{tenderId}`, { confidence, reason });
    for (const column of columns) draft.explained.add(column);
    askForCash(draft, table, new Set(keys));
    return true;
  }
  return false;
}

/** A field of its own for each tender. */
export function chooseTenderColumns(draft: Draft, table: Table, figures: readonly Figure[]): void {
  const columns = freeColumns(draft, table).flatMap((column) => {
    if (amountsIn(draft, column) === null) return [];
    const { meaning } = nameColumn(draft, column);
    if (meaning !== null && !["grossSales", "tender", "theoretical"].includes(meaning)) return [];
    const kind = kindOfText(column.keys.map((key) => splitWords(key).join(" ")).join(" "));
    return kind === null ? [] : [{ column, kind }];
  });
  if (columns.length === 0) {
    ask(draft, "not-found", pathOfTable(table), { field: "tenders" });
    return;
  }
  const alias = {
    columns: columns.map(({ column, kind }) => ({
      path: column.keys.join("."),
      tenderId:
        kind === "cash" ? "CASH" : (column.keys.at(-1) ?? "").replace(/[^A-Za-z0-9._-]/g, "-"),
      kind,
    })),
  };
  const reason = {
    code: "name",
    facts: { words: columns.map(({ column }) => column.keys.join(".")).join(", ") },
  } as const;
  chooseAlias(draft, "tenders", alias, { confidence: 0.85, reason });
  for (const { column } of columns) draft.explained.add(column);
  const sums = Array.from({ length: table.size }, (_, row) => {
    return columns.reduce(
      (sum, { column }) => sum + (amountsIn(draft, column)?.values[row] ?? 0),
      0,
    );
  });
  checkGross(draft, table, { figures, sums });
  askForCash(draft, table, new Set(columns.map(({ kind }) => kind)));
}
