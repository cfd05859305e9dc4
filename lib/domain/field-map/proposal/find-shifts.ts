/**
 * Finds the tables of register shifts and of their tenders, by the values of the tenders, by names,
 * and by amounts that add up to a figure of the record around them.
 */
import { amountsIn, type Draft, lastWordsOf } from "./draft";
import { sumPerParent } from "./amounts";
import { ENTRY_LIST_PHRASES, LIST_PHRASES } from "./lexicon-money";
import { scoreWords } from "./lexicon";
import { kindOfText } from "./tender-values";
import { type Column, given, listTables, type Table } from "./survey";

export type TenderTable = { table: Table; score: number; fits: "cards" | "vouchers" | "tenders" };
export type ShiftTable = { table: Table; tenderTables: TenderTable[] };

const SCORE_MIN = 1.6;

/** The register shifts are around the tenders; without lists of tenders they are the records. */
export function findShiftTable(draft: Draft, sheetTable: Table): ShiftTable {
  const below = listTables(sheetTable).filter((table) => table !== sheetTable);
  const scored = below.map((table) => scoreTable(draft, table));
  const accepted = scored.filter(({ score }) => score >= SCORE_MIN);
  const best = accepted.toSorted((one, other) => other.score - one.score)[0];
  const parent = best?.table.parent;
  if (parent === undefined || parent === null) {
    return { table: deepestRecords(draft, sheetTable), tenderTables: [] };
  }
  return {
    table: parent,
    tenderTables: accepted.filter(({ table }) => table.parent === parent),
  };
}

function scoreTable(draft: Draft, table: Table): TenderTable {
  const words = lastWordsOf(table);
  const score = (phrases: string) => scoreWords(words, phrases);
  const entries = Math.max(...Object.values(ENTRY_LIST_PHRASES).map(score));
  const fits = { tenders: 0, cards: 0, vouchers: 0 };
  for (const name of ["tenders", "cards", "vouchers"] as const)
    fits[name] = score(LIST_PHRASES[name]);
  const [fit] = (["tenders", "cards", "vouchers"] as const).toSorted((a, b) => fits[b] - fits[a]);
  const named = Math.max(...Object.values(fits));
  const total =
    2 * shareOfKinds(table) + 1.6 * named + likenessOfSums(draft, table) - 1.5 * entries;
  const hasFigures = [...table.columns.values()].some((column) => {
    return amountsIn(draft, column) !== null;
  });
  const isEmpty = table.size === 0;
  const isLeaf = table.children.size === 0;
  // A list that is empty everywhere is recognised by its name alone.
  const isPossible = isLeaf && (isEmpty ? named > 0.8 && named > entries : hasFigures);
  return { table, score: isPossible ? total : 0, fits: fit ?? "tenders" };
}

/** The share of records in which a text names a kind of tender, in the best column for it. */
function shareOfKinds(table: Table): number {
  const shares = [...table.columns.values()].map((column) => shareOf(column));
  return Math.max(0, ...shares);
}

export function shareOf(column: Column): number {
  const texts = given(column).filter((value) => typeof value === "string");
  if (texts.length === 0) return 0;
  return texts.filter((text) => kindOfText(text) !== null).length / texts.length;
}

/** Whether an amount adds up to a figure of the records around, everywhere. */
function likenessOfSums(draft: Draft, table: Table): number {
  const { parent } = table;
  if (parent === null || parent.size === 0) return 0;
  const figures = [...parent.columns.values()].flatMap((column) => {
    const amounts = amountsIn(draft, column);
    return amounts === null || amounts.isZero ? [] : [amounts.values];
  });
  for (const column of table.columns.values()) {
    const amounts = amountsIn(draft, column);
    if (amounts === null || amounts.isZero) continue;
    const sums = sumPerParent(amounts.values, table.parentRows, parent.size);
    const isEqual = figures.some((figure) => sums.every((sum, row) => figure[row] === sum));
    if (isEqual) return parent.size >= 3 ? 1.5 : 0.8;
  }
  return 0;
}

/** The deepest table with a single way down to it and more than entries in it. */
function deepestRecords(draft: Draft, table: Table): Table {
  const inner = [...table.children.values()].filter((child) => {
    const words = lastWordsOf(child);
    const isNamed = (["shifts", "tills"] as const).some((name) => {
      return scoreWords(words, LIST_PHRASES[name]) >= 0.6;
    });
    const entries = Math.max(
      ...Object.values(ENTRY_LIST_PHRASES).map((phrases) => scoreWords(words, phrases)),
    );
    const figures = [...child.columns.values()].filter((column) => {
      return amountsIn(draft, column)?.isZero === false;
    });
    return (isNamed && entries < 0.6) || (entries < 0.5 && figures.length >= 3);
  });
  const [only] = inner;
  return inner.length === 1 && only !== undefined ? deepestRecords(draft, only) : table;
}
