/** Finds the tenders of a register shift, in whichever of five ways they are written. */
import { askForCash, checkGross } from "./check-tenders";
import { sumPerParent } from "./amounts";
import {
  amountsIn,
  ask,
  byName,
  chooseColumn,
  type Draft,
  freeColumns,
  lastWordsOf,
  wordsOf,
} from "./draft";
import { chooseTenderAmount, type Figure } from "./find-tender-amount";
import { findCashColumn } from "./find-cash";
import { chooseParts } from "./find-totals";
import { chooseDictionary, chooseTenderColumns } from "./find-tender-columns";
import { chooseTenderNames } from "./find-tender-names";
import { shareOf, type ShiftTable, type TenderTable } from "./find-shifts";
import { scoreWords } from "./lexicon";
import { TENDER_PHRASES } from "./lexicon-money";
import { nameColumn } from "./name-columns";
import { kindOfText, mentionsCash } from "./tender-values";
import { type Column, given, pathOfTable, type Table } from "./survey";

export function chooseTenders(draft: Draft, { table, tenderTables }: ShiftTable): void {
  const figures = listFigures(draft, table);
  if (tenderTables.length > 0) chooseLists(draft, table, { tenderTables, figures });
  else if (!chooseDictionary(draft, table) && !chooseFlat(draft, table, figures)) {
    chooseTenderColumns(draft, table, figures);
  }
}

function listFigures(draft: Draft, table: Table): Figure[] {
  return [...table.columns.values()].flatMap((column) => {
    const amounts = amountsIn(draft, column);
    if (amounts === null || amounts.isZero) return [];
    const { meaning } = nameColumn(draft, column);
    const isOfCash = wordsOf(column).some((word) => mentionsCash(word));
    const isGross = meaning === "grossSales" && !isOfCash;
    return [{ column, values: amounts.values, isGross }];
  });
}

function chooseLists(
  draft: Draft,
  table: Table,
  { tenderTables, figures }: { tenderTables: TenderTable[]; figures: Figure[] },
): void {
  const cash = tenderTables.some((each) => hasCash(each.table))
    ? null
    : findCashColumn(draft, table, { figures, lists: tenderTables.map((each) => each.table) });
  const fieldOf = ({ fits }: TenderTable) => {
    return tenderTables.length === 1 && cash === null ? "tenders" : fits;
  };
  tellCards(tenderTables);
  const general = tenderTables.filter((each) => fieldOf(each) === "tenders");
  const [first, second] = general;
  if (first !== undefined && second !== undefined) {
    const facts = {
      field: "tenders",
      first: pathOfTable(first.table),
      second: pathOfTable(second.table),
    };
    ask(draft, "uncertain", pathOfTable(first.table), facts);
  }
  const kinds = new Set<string>();
  for (const each of tenderTables) {
    draft.levels.set(each.table, "tender");
    const confidence = Math.min(0.98, 0.5 + each.score / 8);
    const reason = { code: "values", facts: { example: each.table.keys.join(".") } } as const;
    chooseParts(draft, fieldOf(each), { table: each.table, chosen: { confidence, reason } });
    const columns = freeColumns(draft, each.table);
    if (each.table.size === 0) continue;
    const named = chooseTenderNames(draft, each.table, columns);
    for (const kind of named?.kinds ?? []) kinds.add(kind);
    chooseTenderAmount(draft, each.table, {
      columns: freeColumns(draft, each.table),
      figures: tenderTables.length === 1 && cash === null ? figures : [],
      parentRows: each.table.parentRows,
      size: table.size,
    });
  }
  if (cash !== null) {
    chooseColumn(draft, "cashSales", cash, { confidence: 0.9, reason: byName(cash) });
    checkSections(draft, table, { figures, tenderTables, cash });
  } else askForCash(draft, table, kinds);
}

/** Of two lists without a known name, the one with cards alone is the list of cards. */
function tellCards(tenderTables: TenderTable[]): void {
  const general = tenderTables.filter(({ fits }) => fits === "tenders");
  const cards = general.filter(({ table }) => table.size > 0 && isOfCards(table));
  const [only] = cards;
  if (general.length > 1 && cards.length === 1 && only !== undefined) only.fits = "cards";
}

function isOfCards({ columns }: Table): boolean {
  return [...columns.values()].some((column) => {
    const texts = given(column);
    return texts.length > 0 && texts.every((text) => kindOfText(String(text)) === "card");
  });
}

function hasCash({ columns }: Table): boolean {
  return [...columns.values()].some((column) => {
    return column.values.some((value) => typeof value === "string" && kindOfText(value) === "cash");
  });
}

function checkSections(
  draft: Draft,
  table: Table,
  { figures, tenderTables, cash }: { figures: Figure[]; tenderTables: TenderTable[]; cash: Column },
): void {
  const sums = (amountsIn(draft, cash)?.values ?? []).map((value) => value ?? 0);
  for (const { table: list } of tenderTables) {
    const column = [...list.columns.values()].find((each) => {
      return draft.explained.has(each) && amountsIn(draft, each) !== null && isAmount(draft, each);
    });
    if (column === undefined) continue;
    const values = amountsIn(draft, column)?.values ?? [];
    for (const [row, sum] of sumPerParent(values, list.parentRows, table.size).entries()) {
      sums[row] = (sums[row] ?? 0) + sum;
    }
  }
  checkGross(draft, table, { figures, sums });
}

function isAmount(draft: Draft, column: Column): boolean {
  return (draft.fields.tenderAmount ?? []).includes(`@${column.keys.join(".")}`);
}

/** One record for each register shift and tender. */
function chooseFlat(draft: Draft, table: Table, figures: readonly Figure[]): boolean {
  const free = freeColumns(draft, table);
  const naming = free.filter((column) => shareOf(column) > 0.5 && isTenderLike(draft, column));
  if (naming.length === 0) return false;
  const named = chooseTenderNames(draft, table, free);
  // The records of one register shift are those that agree in everything but their tender.
  const groups = groupByShift(draft, table);
  const shared = figures.map((figure) => ({
    ...figure,
    values: groups.first.map((row) => figure.values[row] ?? null),
  }));
  const inShift = figures.filter(({ values }) => {
    return groups.rows.every((group, row) => values[row] === values[groups.first[group] ?? 0]);
  });
  const own = free.filter(
    (column) =>
      !inShift.some((each) => each.column === column) || groups.first.length === table.size,
  );
  const amounts = own.filter((column) => {
    const { meaning } = nameColumn(draft, column);
    return amountsIn(draft, column) !== null && !draft.explained.has(column) && !isFigure(meaning);
  });
  chooseTenderAmount(draft, table, {
    columns: amounts.filter((column) => !isSalesBeside(draft, column, amounts)),
    figures: shared.filter(({ column }) => inShift.some((each) => each.column === column)),
    parentRows: groups.rows,
    size: groups.first.length,
  });
  askForCash(draft, table, named?.kinds ?? new Set());
  return true;
}

/** Where each register shift has a single tender, its amount and the sales are the same. */
function isSalesBeside(draft: Draft, column: Column, amounts: readonly Column[]): boolean {
  const isSales = (each: Column) => {
    const { meaning } = nameColumn(draft, each);
    return meaning === "grossSales" && scoreWords(lastWordsOf(each), TENDER_PHRASES.amount) < 0.75;
  };
  const values = JSON.stringify(column.values);
  return (
    isSales(column) &&
    amounts.some((each) => !isSales(each) && JSON.stringify(each.values) === values)
  );
}

function isFigure(meaning: string | null): boolean {
  return (
    !["theoretical", "declared", null, "fee", "tip"].includes(meaning) && meaning !== "grossSales"
  );
}

function isTenderLike(draft: Draft, column: Column): boolean {
  const { meaning } = nameColumn(draft, column);
  return meaning === null || meaning === "tender";
}

function groupByShift(draft: Draft, table: Table): { rows: number[]; first: number[] } {
  const keys = [...table.columns.values()].filter((column) => {
    return (
      ["centre", "shift", "till"].includes(nameColumn(draft, column).meaning ?? "") ||
      isDay(draft, column)
    );
  });
  const groups = new Map<string, number>();
  const first: number[] = [];
  const rows = Array.from({ length: table.size }, (_, row) => {
    const key = JSON.stringify(keys.map(({ values }) => values[row]));
    let group = groups.get(key);
    if (group === undefined) {
      group = first.length;
      first.push(row);
      groups.set(key, group);
    }
    return group;
  });
  return { rows, first };
}

function isDay(draft: Draft, column: Column): boolean {
  const day = [...(draft.fields.businessDate ?? []), ...(draft.fields.centreId ?? [])];
  return day.some(
    (alias) => alias === column.keys.join(".") || alias === `@${column.keys.join(".")}`,
  );
}
