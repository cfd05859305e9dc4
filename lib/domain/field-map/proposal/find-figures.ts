/**
 * Finds the figures of a register shift. What has no known name is explained by arithmetic, or
 * asked about: money that nobody explains could belong to the drawer.
 */
import type { FieldName } from "../field-map";
import { amountsIn, ask, byName, chooseColumn, type Draft, freeColumns, ignore } from "./draft";
import { chooseConstantFloat } from "./constant-float";
import { isContributions } from "./paid-in";
import { type Meaning, nameColumn, type Named } from "./name-columns";
import { type Column, given, listTables, pathOfColumn, rowsIn, type Table } from "./survey";

/** `false` stands for figures that expected cash does not need. */
const FIELD_OF: Partial<Record<Meaning, FieldName | false>> = {
  grossSales: "grossSales",
  netSales: "netSales",
  tickets: "tickets",
  float: "float",
  cashDifference: "cashDifference",
  expenses: "expenses",
  movements: "movements",
  contributions: "contributions",
  withdrawals: "withdrawals",
  deposits: "deposits",
  pickups: "pickups",
  tax: false,
  guests: false,
  average: false,
  user: false,
  record: false,
  centre: false,
  declared: false,
};
/** Expected cash is made of these. */
const OF_CASH = new Set<FieldName>([
  "float",
  "expenses",
  "movements",
  "contributions",
  "withdrawals",
  "deposits",
  "pickups",
]);
const LEAD_MIN = 0.08;
/** A word that no phrase has could turn a figure of the drawer into something else. */
const SCORE_MIN = 0.75;

/** `totals` are the sums of the tenders of each record; null where they are not known. */
export function chooseFigures(
  draft: Draft,
  table: Table,
  { totals, isFlat }: { totals: readonly number[] | null; isFlat: boolean },
): void {
  const named = freeColumns(draft, table)
    .filter((column) => amountsIn(draft, column) !== null)
    .map((column) => nameColumn(draft, column))
    .toSorted((one, other) => other.score - one.score);
  for (const each of named) {
    // In flat records a difference is one of the tender, not of the register shift.
    if (isFlat && each.meaning === "cashDifference") ignore(draft, each.column);
    else chooseFigure(draft, each, named);
  }
  choosePaidIn(draft, table);
  chooseConstantFloat(draft, table, { isFlat });
  explainByArithmetic(draft, table, totals);
  askForMoney(draft, table);
}

function chooseFigure(draft: Draft, { column, meaning, score, lead }: Named, all: Named[]): void {
  const field = meaning === null ? undefined : FIELD_OF[meaning];
  if (field === undefined) return;
  if (field === false) {
    ignore(draft, column);
    return;
  }
  const existing = draft.fields[field];
  if (existing === undefined) {
    chooseColumn(draft, field, column, {
      confidence: Math.min(0.95, score),
      reason: byName(column),
    });
    if (OF_CASH.has(field) && (lead < LEAD_MIN || score < SCORE_MIN)) {
      const facts = { field, first: column.keys.join("."), second: meaning ?? "" };
      ask(draft, "uncertain", pathOfColumn(column), facts);
    }
    return;
  }
  if (!OF_CASH.has(field)) return;
  const rival = all.find((each) => each.meaning === meaning && each.column !== column);
  ask(draft, "uncertain", pathOfColumn(column), {
    field,
    first: rival?.column.keys.join(".") ?? "",
    second: column.keys.join("."),
  });
  draft.explained.add(column);
}

function choosePaidIn(draft: Draft, table: Table): void {
  for (const column of freeColumns(draft, table)) {
    if (amountsIn(draft, column) === null || !isContributions(draft, column.keys)) continue;
    chooseColumn(draft, "contributions", column, { confidence: 0.8, reason: byName(column) });
  }
}

/** A figure that is the sum or the difference of two others in every record is not money apart. */
function explainByArithmetic(draft: Draft, table: Table, totals: readonly number[] | null): void {
  const known = [...table.columns.values()].flatMap((column) => {
    const amounts = amountsIn(draft, column);
    return amounts === null || amounts.isZero ? [] : [{ column, values: amounts.values }];
  });
  const isKnown = (column: Column) => draft.explained.has(column);
  const sums = totals === null ? [] : [totals];
  for (const { column, values } of known) {
    if (isKnown(column)) continue;
    const others = [
      ...sums,
      ...known.filter((each) => isKnown(each.column)).map((each) => each.values),
    ];
    if (sums.some((total) => isSame(values, total))) {
      if (draft.fields.grossSales === undefined) {
        const facts = { matched: table.size, of: table.size, total: column.keys.join(".") };
        chooseColumn(draft, "grossSales", column, {
          confidence: 0.9,
          reason: { code: "adds-up", facts },
        });
      } else ignore(draft, column);
    } else if (table.size >= ROWS_MIN && isSumOrDifference(values, others)) ignore(draft, column);
    else if (isCount(draft, column)) ignore(draft, column);
  }
}

const ROWS_MIN = 3;
type Values = readonly (number | null)[];

function isSame(one: Values, other: Values): boolean {
  return one.every((value, row) => value === null || value === other[row]);
}

function isSumOrDifference(values: Values, others: readonly Values[]): boolean {
  if (new Set(values).size < ROWS_MIN) return false;
  return others.some((left) =>
    others.some((right) => {
      const at = (row: number) => [left[row] ?? 0, right[row] ?? 0] as const;
      return (
        values.every((value, row) => value === at(row)[0] - at(row)[1]) ||
        values.every((value, row) => value === at(row)[0] + at(row)[1])
      );
    }),
  );
}

const COUNT_MAX = 20;
const COUNT_ROWS_MIN = 4;

/** Small whole numbers, beside amounts with fractions, count something. */
function isCount(draft: Draft, column: Column): boolean {
  const values = given(column);
  if (values.length < COUNT_ROWS_MIN || values.some((value) => typeof value !== "number"))
    return false;
  const numbers = values.map(Number);
  const isSmall = numbers.every(
    (value) => Number.isInteger(value) && value >= 0 && value < COUNT_MAX,
  );
  const hasFractions = [...column.table.columns.values()].some((other) => {
    return amountsIn(draft, other)?.isWhole === false;
  });
  return isSmall && hasFractions && numbers.some((value) => value % 5 !== 0);
}

function askForMoney(draft: Draft, table: Table): void {
  for (const column of freeColumns(draft, table)) {
    const amounts = amountsIn(draft, column);
    if (amounts === null || amounts.isZero) continue;
    ask(draft, "unknown-money", pathOfColumn(column));
    draft.explained.add(column);
  }
}

/** Figures around the register shifts are not needed where they are the sums of theirs. */
export function explainTotals(draft: Draft, shiftTable: Table): void {
  const inner = [...shiftTable.columns.values()].flatMap((column) => {
    const amounts = amountsIn(draft, column);
    return amounts === null || amounts.isZero ? [] : [amounts.values];
  });
  for (let around = shiftTable.parent; around !== null; around = around.parent) {
    const rows = rowsIn(shiftTable, around);
    for (const column of freeColumns(draft, around)) {
      const amounts = amountsIn(draft, column);
      if (amounts === null || amounts.isZero) continue;
      const isSum = inner.some((values) => {
        const sums = new Map<number, number>();
        for (const [index, row] of rows.entries()) {
          sums.set(row, (sums.get(row) ?? 0) + (values[index] ?? 0));
        }
        return amounts.values.every(
          (value, row) => value === null || value === (sums.get(row) ?? 0),
        );
      });
      const { meaning } = nameColumn(draft, column);
      if (isSum || (meaning !== null && FIELD_OF[meaning] === false)) ignore(draft, column);
    }
  }
}

/** Lists with money that no field uses. */
export function askForLists(draft: Draft, used: ReadonlySet<Table>): void {
  for (const table of listTables(draft.root)) {
    if (used.has(table) || table.parent === null || !used.has(table.parent)) continue;
    const hasMoney = listTables(table).some((each) =>
      [...each.columns.values()].some((column) => amountsIn(draft, column)?.isZero === false),
    );
    if (hasMoney)
      ask(
        draft,
        "unknown-list",
        pathOfColumn({ table: table.parent, keys: table.keys, values: [] }),
      );
  }
}
