/**
 * Reads cash sheets from a response of Cashrec by means of a field map. It is all or nothing: when
 * one record does not fit, the result is only where and why.
 */
import type { CashSheet, RegisterShift } from "../cash-sheet";
import { formatDayKey, formatTillKey } from "../keys";
import type { Json, JsonObject } from "./field-map";
import { compileMap, type Context, type Finding, type Level } from "./context";
import { Cursor, Drift, isDrift } from "./cursor";
import { isObject, type Plan, pickList } from "./match";
import { findRows } from "./find-rows";
import {
  checkCurrency,
  type Identity,
  isNear,
  isWanted,
  NOBODY,
  readIdentity,
  type ReadOptions,
} from "./read-identity";
import { hasFigures, mergeRow, readShift } from "./read-shift";
import { decimalsOf } from "../money";

type ReadSheet = {
  sheet: CashSheet;
  /** Indices of the records that the sheet was made from. */
  rows: number[];
};

export type Reading =
  | {
      kind: "read";
      sheets: ReadSheet[];
      /** Keys to the list of records; null when the response is one record itself. */
      rowsPath: string[] | null;
      records: number;
      /** Whether a record is of a centre and date that were requested, or of the day beside. */
      hasRequested: boolean;
    }
  | { kind: "drift"; path: string; reason: string };

export function readResponse(root: Json, options: ReadOptions): Reading {
  try {
    return read(root, options);
  } catch (error) {
    if (isDrift(error)) {
      return { kind: "drift", path: error.path, reason: error.reason };
    }
    throw error;
  }
}

/** Below this sum the totals of nine hundred sheets are exact, and no day has as much. */
const SIZE_MAX = 1e13;

type SheetInProgress = ReadSheet & {
  /** The sum of the sizes of all amounts. */
  size: number;
  shifts: Map<string, RegisterShift>;
  nested: boolean;
};
type Run = Context & {
  options: ReadOptions;
  rows: Json[];
  /** This is the index of the record that is being read. */
  index: number;
  hasRequested: boolean;
  sheets: Map<string, SheetInProgress>;
};

/** Sheets in centres, shifts in sheets, tills in shifts, or shifts in tills. */
const DEPTH_MAX = 5;

function read(root: Json, options: ReadOptions): Reading {
  const found = findRows(root, options.map);
  const rows = "single" in found ? [found.single] : found.rows;
  const run: Run = {
    ...compileMap(options.map),
    cursor: new Cursor(options.onFound ?? null),
    seen: { tenders: false, tenderAmount: false },
    firstShift: null,
    firstTender: null,
    findings: [],
    options,
    rows,
    index: 0,
    hasRequested: false,
    sheets: new Map<string, SheetInProgress>(),
  };
  if ("rows" in found) for (const step of found.path) run.cursor.enter(step);
  for (const [index, row] of rows.entries()) {
    if ("rows" in found) run.cursor.enter(index);
    if (!isObject(row)) throw run.cursor.drift("a record was expected");
    run.index = index;
    readObject(run, row, { level: "sheet", around: NOBODY, depth: 0 });
    if ("rows" in found) run.cursor.leave();
  }
  requireSeen(run);
  return {
    kind: "read",
    sheets: [...run.sheets.values()].map(({ sheet, rows }) => ({ sheet, rows })),
    rowsPath: "rows" in found ? found.path : null,
    records: rows.length,
    hasRequested: run.hasRequested,
  };
}

type RecordPosition = { level: Level; around: Identity; depth: number };

function readObject(run: Run, object: JsonObject, { level, around, depth }: RecordPosition): void {
  const plan = run.matchers[level].plan(object);
  const identity = readIdentity(run, object, { plan, around });
  run.hasRequested ||= isNear(run.options, identity);
  if (!isWanted(run.options, identity)) return;
  for (const field of ["sheets", "shifts", "tills"] as const) {
    const list = pickList(run.cursor, object, plan, field);
    if (list === undefined || (list.value !== null && !Array.isArray(list.value))) continue;
    if ((list.value ?? []).length === 0) run.hasRequested = true;
    if (depth >= DEPTH_MAX) throw run.cursor.drift("too many levels of lists", list.key);
    // A list without elements still shows that there is a sheet, unless it is a list of sheets.
    if (field !== "sheets" && startSheet(run, identity, true) === "repeated") return;
    run.cursor.enter(list.key);
    for (const [index, item] of (list.value ?? []).entries()) {
      run.cursor.enter(index);
      if (!isObject(item)) throw run.cursor.drift(`a record was expected in ${field}`);
      readObject(run, item, { level: LEVEL[field], around: identity, depth: depth + 1 });
      run.cursor.leave();
    }
    run.cursor.leave();
    return;
  }
  if (!hasFigures(plan)) throw run.cursor.drift("no shifts, tenders or figures were found");
  addShift(run, object, { plan, identity, whole: isWhole(plan) });
}

const LEVEL = { sheets: "sheet", shifts: "shift", tills: "till" } as const;

/** A list of tenders makes the object a complete register shift; without one it is a flat row. */
function isWhole(plan: Plan): boolean {
  return plan.tenders !== undefined;
}

/** "repeated" means that an identical record came before. */
function startSheet(run: Run, identity: Identity, nested: boolean): SheetInProgress | "repeated" {
  const { centreId, businessDate, currency, status } = identity;
  if (centreId === null) throw run.cursor.drift("no centre id was found");
  if (businessDate === null) throw run.cursor.drift("no business date was found");
  checkCurrency(run, identity);
  const key = formatDayKey({ centreId, businessDate });
  const existing = run.sheets.get(key);
  if (existing === undefined) {
    const sheet = { centreId, businessDate, currency, status, shifts: [] };
    const made = {
      sheet,
      rows: [run.index],
      size: 0,
      shifts: new Map<string, RegisterShift>(),
      nested,
    };
    run.sheets.set(key, made);
    return made;
  }
  if (existing.rows.at(-1) !== run.index) {
    if (nested && existing.nested && isRepeated(run, existing)) return "repeated";
    if (nested || existing.nested) {
      throw run.cursor.drift("two cash sheets for one centre and business date");
    }
    existing.rows.push(run.index);
  }
  return existing;
}

function isRepeated({ rows, index }: Run, existing: SheetInProgress): boolean {
  return existing.rows.some((row) => JSON.stringify(rows[row]) === JSON.stringify(rows[index]));
}

function addShift(
  run: Run,
  object: JsonObject,
  { plan, identity, whole }: { plan: Plan; identity: Identity; whole: boolean },
): void {
  const existing = startSheet(run, identity, false);
  if (existing === "repeated") return;
  const currency = checkCurrency(run, identity);
  const holder = { object, plan, decimals: decimalsOf(currency), currency };
  run.findings = [];
  const shift = readShift(run, holder, identity);
  addFindings(existing.sheet, shift, run.findings);
  existing.size += sizeOf(shift);
  if (existing.size > SIZE_MAX) throw run.cursor.drift("the amounts of this sheet are too large");
  const key = formatTillKey(shift);
  const known = existing.shifts.get(key);
  if (known === undefined) {
    existing.shifts.set(key, shift);
    existing.sheet.shifts.push(shift);
  } else if (whole) {
    throw run.cursor.drift("the same register shift is given twice");
  } else {
    mergeRow(run, known, shift);
  }
}

function sizeOf(shift: RegisterShift): number {
  const { contributions, deposits, expenses, pickups, withdrawals } = shift;
  const entries = [expenses, contributions, withdrawals, deposits, pickups].flatMap(
    (list) => list ?? [],
  );
  const amounts = [...(shift.tenders ?? []), ...entries].map(({ amount }) => amount);
  return [shift.float, shift.grossSales, shift.netSales, ...amounts].reduce(
    (total, amount) => total + Math.abs(amount?.amount ?? 0),
    0,
  );
}

/** Flat rows of one register shift tell the same several times. */
function addFindings(sheet: CashSheet, shift: RegisterShift, found: readonly Finding[]): void {
  for (const finding of found) {
    const { shiftId, tillId } = shift;
    const added = { ...finding, shiftId, tillId };
    sheet.findings ??= [];
    const text = JSON.stringify(added);
    if (!sheet.findings.some((each) => JSON.stringify(each) === text)) sheet.findings.push(added);
  }
}

function requireSeen({ map, seen, firstShift, firstTender }: Run): void {
  for (const field of map.required) {
    if (seen[field]) continue;
    const path = field === "tenders" ? firstShift : firstTender;
    if (path !== null) throw new Drift(path, `no ${field} was found in any record`);
  }
}
