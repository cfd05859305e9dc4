/**
 * A proposal in the making: what was chosen so far, what is open, and which columns are explained.
 */
import type { FieldMap, FieldName } from "../field-map";
import type { Locator } from "../locator";
import { type Amounts, amountsOf, type DecimalMark } from "./amounts";
import { wordsOfKey } from "./lexicon";
import type { Asked, Choice, ProposalQuestion, Reason } from "./proposal";
import { type Column, pathOfColumn, type Table } from "./survey";

type Level = "sheet" | "shift" | "till" | "tender" | "entry";

export type Draft = {
  root: Table;
  asked: readonly Asked[];
  decimals: number;
  timeZone: string | null;
  currency: string | null;
  mark: DecimalMark;
  levels: Map<Table, Level>;
  fields: Partial<Record<FieldName, Locator[]>>;
  map: Partial<Pick<FieldMap, "rows" | "dates" | "moments">> & {
    scale: "major" | "minor" | null;
    directions: Record<string, "contribution" | "withdrawal">;
  };
  choices: Choice[];
  questions: ProposalQuestion[];
  /** Columns that a field uses, or that are known not to be needed. */
  explained: Set<Column>;
  /** Paths of columns that are known not to be needed. */
  ignored: Set<string>;
  amounts: Map<Column, Amounts | null>;
  /** Records that were left out of their tables, because they are the total of the others. */
  totals: Map<Table, Total>;
};

/** What tells a total from the others. */
export type Total = { column: Column; value: string; others: string[]; matched: number };

export type Chosen = {
  confidence: number;
  reason: Reason;
  alternatives?: Choice["alternatives"];
};

/** The words of all keys from the record to the value. */
export function wordsOf({ keys }: Column): string[] {
  return keys.flatMap(wordsOfKey);
}

export function lastWordsOf({ keys }: { keys: readonly string[] }): string[] {
  return wordsOfKey(keys.at(-1) ?? "");
}

export function amountsIn(draft: Draft, column: Column): Amounts | null {
  let amounts = draft.amounts.get(column);
  if (amounts === undefined) {
    amounts = amountsOf(column, draft.mark);
    draft.amounts.set(column, amounts);
  }
  return amounts;
}

const OWN: Partial<Record<FieldName, Level>> = {
  centreId: "sheet",
  businessDate: "sheet",
  currency: "sheet",
  status: "sheet",
  shiftId: "shift",
  shiftName: "shift",
  openedAt: "shift",
  closedAt: "shift",
  tillId: "till",
  tillName: "till",
  tenderId: "tender",
  tenderName: "tender",
  tenderAmount: "tender",
  entryLabel: "entry",
  entryDirection: "entry",
  entryAmount: "entry",
};

/** A path is valid in its own kind of object only, wherever that can be expressed. */
function aliasOf(draft: Draft, field: FieldName, column: Column): string {
  const isOwn = OWN[field] !== undefined && draft.levels.get(column.table) === OWN[field];
  return `${isOwn && field !== "entryLabel" ? "@" : ""}${column.keys.join(".")}`;
}

export function chooseColumn(draft: Draft, field: FieldName, column: Column, chosen: Chosen): void {
  draft.explained.add(column);
  chooseAlias(draft, field, aliasOf(draft, field, column), chosen);
}

export function chooseAlias(draft: Draft, field: FieldName, alias: Locator, chosen: Chosen): void {
  const aliases = draft.fields[field] ?? [];
  if (aliases.some((each) => JSON.stringify(each) === JSON.stringify(alias))) return;
  draft.fields[field] = [...aliases, alias];
  draft.choices.push({
    field,
    alias: typeof alias === "string" ? alias : JSON.stringify(alias),
    confidence: chosen.confidence,
    reason: chosen.reason,
    alternatives: chosen.alternatives ?? [],
  });
}

export function ask(
  draft: Draft,
  kind: ProposalQuestion["kind"],
  path: string,
  facts: ProposalQuestion["facts"] = {},
): void {
  draft.questions.push({ kind, path, facts });
}

/** Explains a column without using it. */
export function ignore(draft: Draft, column: Column): void {
  draft.explained.add(column);
  draft.ignored.add(pathOfColumn(column));
}

export function byName(column: Column): Reason {
  return { code: "name", facts: { words: column.keys.join(".") } };
}

export function freeColumns(draft: Draft, table: Table): Column[] {
  return [...table.columns.values()].filter((column) => !draft.explained.has(column));
}
