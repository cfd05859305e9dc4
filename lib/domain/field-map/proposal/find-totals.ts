/**
 * Finds records that are the total of the others beside them, such as "TOTAL" among the tenders:
 * their amount is the sum of the others in every record around them.
 */
import { splitWords } from "../../cash-words";
import type { FieldName } from "../field-map";
import { amountsIn, ask, chooseAlias, type Chosen, type Draft, type Total } from "./draft";
import { kindOfText } from "./tender-values";
import { given, listTables, pathOfTable, type Table } from "./survey";

/** Fewer sums could be equal by chance. */
const PARENTS_MIN = 3;
const WORDS = new Set(
  "total totals totale totali totales totaux totais sum summe gesamt".split(" "),
);

/** Takes the totals out of the tables, so that nothing else counts them as amounts of their own. */
export function takeTotals(draft: Draft): void {
  for (const table of listTables(draft.root)) {
    if (table.parent === null || table.children.size > 0) continue;
    const total = findTotal(draft, table);
    if (total === null) continue;
    draft.totals.set(table, total);
    const { column, value } = total;
    dropRows(
      draft,
      table,
      column.values.map((each) => String(each) === value),
    );
  }
}

function findTotal(draft: Draft, table: Table): Total | null {
  const amounts = [...table.columns.values()].flatMap((column) => {
    const read = amountsIn(draft, column);
    return read === null || read.isZero ? [] : [read.values];
  });
  for (const column of table.columns.values()) {
    if (given(column).length < table.size) continue;
    const texts = column.values.map(String);
    for (const value of new Set(texts)) {
      const kind = kindOfText(value);
      if (/^[\d.,-]+$/.test(value) || (kind !== null && kind !== "other")) continue;
      const matched = Math.max(0, ...amounts.map((each) => countSums(table, texts, value, each)));
      if (matched === 0) continue;
      const others = [...new Set(texts)].filter((text) => text !== value);
      return { column, value, others, matched };
    }
  }
  return null;
}

/** In how many records around them the total is the sum; 0 unless it is in all. */
function countSums(
  { parentRows }: Table,
  texts: readonly string[],
  value: string,
  amounts: readonly (number | null)[],
): number {
  const sums = new Map<number, { total: number | null; rest: number; parts: number }>();
  for (const [row, parent] of parentRows.entries()) {
    const amount = amounts[row] ?? 0;
    const sum = sums.get(parent) ?? { total: null, rest: 0, parts: 0 };
    if (texts[row] !== value) {
      sum.rest += amount;
      if (amount !== 0) sum.parts++;
    } else if (sum.total === null) sum.total = amount;
    else return 0;
    sums.set(parent, sum);
  }
  const all = [...sums.values()];
  if (all.some(({ total, rest }) => total !== rest)) return 0;
  // A single tender beside it might be the same amount once more; several in a sum might not.
  const telling = all.filter(({ parts }) => parts > 1);
  const isNamed = splitWords(value).some((word) => WORDS.has(word));
  return telling.length < (isNamed ? 1 : PARENTS_MIN) ? 0 : all.length;
}

function dropRows(draft: Draft, table: Table, isDropped: readonly boolean[]): void {
  const keep = (_: unknown, row: number) => isDropped[row] !== true;
  for (const column of table.columns.values()) {
    column.values = Array.from({ length: table.size }, (_, row) => column.values[row]).filter(keep);
    draft.amounts.delete(column);
  }
  table.parentRows = table.parentRows.filter(keep);
  table.size = table.parentRows.length;
}

/** The list without its total. A record of another kind than in the sample is asked about. */
export function chooseParts(
  draft: Draft,
  field: FieldName,
  { table, chosen }: { table: Table; chosen: Chosen },
): void {
  const path = table.keys.join(".");
  const total = draft.totals.get(table);
  if (total === undefined) {
    chooseAlias(draft, field, path, chosen);
    return;
  }
  draft.totals.delete(table);
  draft.ignored.add(pathOfTotal(total));
  const { column, value, others, matched } = total;
  const facts = { matched, of: matched, total: `${column.keys.join(".")} "${value}"` };
  const where = { [column.keys.join(".")]: others };
  chooseAlias(
    draft,
    field,
    { path, where },
    { ...chosen, confidence: 0.9, reason: { code: "adds-up", facts } },
  );
}

/** A total in a list that no field uses without it. */
export function askForTotals(draft: Draft): void {
  for (const total of draft.totals.values()) ask(draft, "unknown-list", pathOfTotal(total));
}

/** As the reader names an element that no filter takes. */
function pathOfTotal({ column, value }: Total): string {
  return `${pathOfTable(column.table)}[${column.keys.join(".")}=${JSON.stringify(value)}]`.replace(
    /\[\]\[/,
    "[",
  );
}
