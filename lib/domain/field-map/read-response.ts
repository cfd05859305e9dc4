/**
 * Reads cash sheets from a response of Cashrec by means of a field map. It is all or nothing: when
 * one record does not fit, the result is only where and why.
 */
import type { CashSheet, RegisterShift } from "../cash-sheet";
import type { FieldMap, FieldName, Json, JsonObject } from "./field-map";
import { compileMap, type Context, type Level } from "./context";
import { Cursor, Drift, isDrift, type Found } from "./cursor";
import { isObject, type Plan, pickList, pickScalar } from "./match";
import { findRows } from "./find-rows";
import { hasFigures, type Identity, mergeRow, readShift } from "./read-shift";
import { readCurrency, readDate, readId, readText, readWallClock } from "./read-value";
import { decimalsOf } from "../money";

export type ReadOptions = {
  map: FieldMap;
  /** Maps the requested centres to their currencies; sheets of other centres are skipped. */
  currencies: ReadonlyMap<string, string> | { any: string };
  /** Business dates outside of the range are skipped; null accepts all. */
  dates: { from: string; to: string } | null;
  /** It is called for every field that is found; a probe uses it. */
  onFound?: (found: Found) => void;
};

export type ReadSheet = {
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

type SheetInProgress = ReadSheet & { shifts: Map<string, RegisterShift>; nested: boolean };
type Run = Context & {
  options: ReadOptions;
  rows: Json[];
  /** This is the index of the record that is being read. */
  index: number;
  sheets: Map<string, SheetInProgress>;
};

const NOBODY: Identity = {
  centreId: null,
  businessDate: null,
  currency: null,
  status: null,
  shiftId: null,
  shiftName: null,
  openedAt: null,
  closedAt: null,
  tillId: null,
  tillName: null,
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
    options,
    rows,
    index: 0,
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
  };
}

type RecordPosition = { level: Level; around: Identity; depth: number };

function readObject(run: Run, object: JsonObject, { level, around, depth }: RecordPosition): void {
  const plan = run.matchers[level].plan(object);
  const identity = readIdentity(run, object, { plan, around });
  if (!isWanted(run.options, identity)) return;
  for (const field of ["sheets", "shifts", "tills"] as const) {
    const list = pickList(run.cursor, object, plan, field);
    if (list === undefined || (list.value !== null && !Array.isArray(list.value))) continue;
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

function readIdentity(
  run: Run,
  object: JsonObject,
  { plan, around }: { plan: Plan; around: Identity },
): Identity {
  const { cursor, map } = run;
  const pick = (field: FieldName) =>
    plan[field] === undefined ? undefined : pickScalar(cursor, object, plan, field);
  const shiftName = readText(pick("shiftName")) ?? around.shiftName;
  const tillName = readText(pick("tillName")) ?? around.tillName;
  const id = (field: "centreId" | "shiftId" | "tillId", name: string | null) => {
    const given = pick(field) ?? around[field] ?? name;
    const read = given === null ? null : readId(given);
    if (read === undefined)
      throw cursor.drift(`not an id: ${field}`, plan[field]?.[0]?.key ?? field);
    return read;
  };
  const day = pick("businessDate") ?? null;
  const businessDate = day === null ? around.businessDate : readDate(day, map.dates);
  if (businessDate === undefined) {
    throw cursor.drift("not a business date", plan.businessDate?.[0]?.key ?? "");
  }
  return {
    centreId: id("centreId", null),
    businessDate,
    currency: readCurrency(pick("currency")) ?? around.currency,
    status: readText(pick("status")) ?? around.status,
    shiftId: id("shiftId", shiftName),
    shiftName,
    openedAt: readWallClock(pick("openedAt")) ?? around.openedAt,
    closedAt: readWallClock(pick("closedAt")) ?? around.closedAt,
    tillId: id("tillId", tillName),
    tillName,
  };
}

/**
 * While a part of its identity is unknown, an object may still contain something that was
 * requested.
 */
function isWanted({ currencies, dates }: ReadOptions, identity: Identity): boolean {
  const { centreId, businessDate } = identity;
  if (centreId !== null && !("any" in currencies) && !currencies.has(centreId)) return false;
  if (businessDate === null || dates === null) return true;
  return businessDate >= dates.from && businessDate <= dates.to;
}

/** "repeated" means that an identical record came before. */
function startSheet(run: Run, identity: Identity, nested: boolean): SheetInProgress | "repeated" {
  const { centreId, businessDate, currency, status } = identity;
  if (centreId === null) throw run.cursor.drift("no centre id was found");
  if (businessDate === null) throw run.cursor.drift("no business date was found");
  const key = `${centreId}\u0000${businessDate}`;
  const existing = run.sheets.get(key);
  if (existing === undefined) {
    const sheet = { centreId, businessDate, currency, status, shifts: [] };
    const made = { sheet, rows: [run.index], shifts: new Map<string, RegisterShift>(), nested };
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
  const decimals = decimalsOf(identity.currency ?? getCurrency(run.options, identity));
  const shift = readShift(run, object, { plan, identity, decimals });
  const key = `${shift.shiftId}\u0000${shift.tillId}`;
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

function getCurrency({ currencies }: ReadOptions, { centreId }: Identity): string {
  return "any" in currencies ? currencies.any : (currencies.get(centreId ?? "") ?? "");
}

function requireSeen({ map, seen, firstShift, firstTender }: Run): void {
  for (const field of map.required) {
    if (seen[field]) continue;
    const path = field === "tenders" ? firstShift : firstTender;
    if (path !== null) throw new Drift(path, `no ${field} was found in any record`);
  }
}
