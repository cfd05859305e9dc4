/** Finds the lists of expenses, movements, deposits and pickups of a register shift. */
import {
  amountsIn,
  ask,
  byName,
  chooseColumn,
  type Draft,
  freeColumns,
  ignore,
  lastWordsOf,
} from "./draft";
import { chooseParts } from "./find-totals";
import { isContributions, isPaidIn } from "./paid-in";
import { ENTRY_LIST_PHRASES, ENTRY_PHRASES } from "./lexicon-money";
import { bestFit, type Fit } from "./lexicon";
import { directionOfText, isKnownDirection } from "./tender-values";
import { type Column, distinct, given, pathOfTable, type Table } from "./survey";

type Section = keyof typeof ENTRY_LIST_PHRASES;
const LEAD_MIN = 0.08;
/** A word that no phrase has could turn "deposits" into something else. */
const SCORE_MIN = 0.75;

/** Returns the tables that are now used. */
export function chooseEntries(
  draft: Draft,
  shiftTable: Table,
  tenderTables: ReadonlySet<Table>,
): Table[] {
  const tables = [...shiftTable.children.values()].filter((table) => !tenderTables.has(table));
  const isLast = (table: Table) => Number(isPaidIn(table.keys));
  return tables
    .toSorted((one, other) => isLast(one) - isLast(other))
    .filter((table) => chooseSection(draft, table));
}

function chooseSection(draft: Draft, table: Table): boolean {
  const fit =
    bestFit(lastWordsOf(table), ENTRY_LIST_PHRASES) ??
    (isContributions(draft, table.keys) ? PAID_IN : null);
  const hasMoney = [...table.columns.values()].some((column) => {
    return amountsIn(draft, column)?.isZero === false;
  });
  const direction = findDirection(table);
  const section: Section | null = fit?.name ?? (direction === null ? null : "movements");
  // What is empty in every sample and has no known name is asked about when it is not.
  if (section === null || (!hasMoney && fit === null)) return false;
  const confidence = fit === null ? 0.6 : Math.min(0.95, fit.score);
  const reason = { code: "name", facts: { words: table.keys.join(".") } } as const;
  chooseParts(draft, section, { table, chosen: { confidence, reason } });
  const isUnsure = fit !== null && (fit.lead < LEAD_MIN || fit.score < SCORE_MIN);
  if (isUnsure && hasMoney) {
    ask(draft, "uncertain", pathOfTable(table), { field: section, first: fit.name, second: "" });
  }
  draft.levels.set(table, "entry");
  if (table.size === 0) return true;
  chooseEntryAmount(draft, table);
  if (section === "movements") chooseDirection(draft, table, direction);
  chooseLabels(draft, table);
  return true;
}

const PAID_IN: Fit<Section> = { name: "contributions", score: 0.8, lead: 1 };

function chooseEntryAmount(draft: Draft, table: Table): void {
  const amounts = freeColumns(draft, table).filter((column) => amountsIn(draft, column) !== null);
  const named = amounts.map((column) => ({
    column,
    fit: bestFit(lastWordsOf(column), ENTRY_PHRASES),
  }));
  const likely = named.filter(({ fit }) => fit?.name === "amount");
  const unknown = named.filter(({ fit }) => fit === null || fit.name === "label");
  const [only] = likely.length > 0 ? likely : unknown;
  if (only === undefined) {
    ask(draft, "not-found", pathOfTable(table), { field: "entryAmount" });
    return;
  }
  const rivals = likely.length > 0 ? likely.length : unknown.length;
  if (rivals > 1) {
    const second = named.find(({ column }) => column !== only.column);
    ask(draft, "uncertain", pathOfTable(table), {
      field: "entryAmount",
      first: only.column.keys.join("."),
      second: second?.column.keys.join(".") ?? "",
    });
  }
  chooseColumn(draft, "entryAmount", only.column, { confidence: 0.9, reason: byName(only.column) });
  for (const { column, fit } of named) {
    if (fit?.name === "tax" || fit?.name === "quantity") ignore(draft, column);
  }
}

/** The column whose texts say of each record whether money came or went. */
function findDirection(table: Table): Column | null {
  const found = [...table.columns.values()].find((column) => {
    const values = given(column);
    return values.length > 0 && values.every((value) => directionOfText(String(value)) !== null);
  });
  return found ?? null;
}

function chooseDirection(draft: Draft, table: Table, direction: Column | null): void {
  if (direction === null) {
    const hasNegative = [...table.columns.values()].some((column) => {
      return amountsIn(draft, column)?.values.some((value) => value !== null && value < 0) ?? false;
    });
    // Without a type and without a minus, nobody knows whether all of it came or went.
    if (!hasNegative) ask(draft, "not-found", pathOfTable(table), { field: "entryDirection" });
    return;
  }
  const values = [...distinct(direction)];
  for (const value of values) {
    const means = directionOfText(value);
    if (means !== null && !isKnownDirection(value)) draft.map.directions[value] = means;
  }
  const reason = { code: "values", facts: { example: values.join(", ") } } as const;
  chooseColumn(draft, "entryDirection", direction, { confidence: 0.9, reason });
}

function chooseLabels(draft: Draft, table: Table): void {
  for (const column of freeColumns(draft, table)) {
    const isText = given(column).every((value) => typeof value === "string");
    if (!isText || amountsIn(draft, column) !== null || given(column).length === 0) continue;
    const fit = bestFit(lastWordsOf(column), ENTRY_PHRASES);
    const field = fit?.name === "paidWith" ? "entryPaidWith" : "entryLabel";
    chooseColumn(draft, field, column, {
      confidence: fit === null ? 0.5 : 0.85,
      reason: byName(column),
    });
  }
}
