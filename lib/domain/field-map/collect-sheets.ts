/**
 * Collects the sheets of a response while its records are read: which record belongs to which
 * sheet, and what happens when two of them claim the same one.
 */
import type { CashSheet, RegisterShift, SheetFinding } from "../cash-sheet";
import { formatDayKey, formatTillKey } from "../keys";
import { decimalsOf } from "../money";
import { compareVersions } from "./compare-versions";
import type { Context, Finding } from "./context";
import type { JsonObject } from "./field-map";
import type { Identity } from "./identity";
import type { Plan } from "./match";
import type { AmountForm } from "./read-amount";
import { checkCurrency, type ReadOptions } from "./read-identity";
import { readReviews } from "./read-reviews";
import { type Merging, mergeRow, readShift } from "./read-shift";

/** Below this sum the totals of nine hundred sheets are exact, and no day has as much. */
const SIZE_MAX = 1e13;

export type ReadSheet = {
  sheet: CashSheet;
  /** Indices of the records that the sheet was made from. */
  rows: number[];
};

type CollectedShift = Merging & { version: string | null };

type SheetInProgress = ReadSheet & {
  /** The sum of the sizes of all amounts. */
  size: number;
  shifts: Map<string, CollectedShift>;
  nested: boolean;
  version: string | null;
  object: JsonObject;
  /** The object as JSON, once it was compared with another one. */
  text?: string;
  /** By their JSON, because flat rows of one register shift tell the same several times. */
  findings: Map<string, SheetFinding>;
  /** Tells the last object that belongs to the sheet from its like. */
  visit: number;
};

export function listSheets({ sheets }: Pick<Collecting, "sheets">): ReadSheet[] {
  return [...sheets.values()].map(({ sheet, rows, findings }) => {
    if (findings.size > 0) sheet.findings = [...findings.values()];
    return { sheet, rows };
  });
}

export type Collecting = Context & {
  options: ReadOptions;
  /** This is the index of the record that is being read. */
  index: number;
  /** The object that may be a sheet and contains what is being read. */
  object: JsonObject;
  /** Counts these objects. */
  visit: number;
  sheets: Map<string, SheetInProgress>;
};

/** "superseded" means that an identical record, or a later version, came before. */
export function startSheet(
  run: Collecting,
  identity: Identity,
  nested: boolean,
): SheetInProgress | "superseded" {
  const { centreId, businessDate } = identity;
  if (centreId === null) throw run.cursor.drift("no centre id was found");
  if (businessDate === null) throw run.cursor.drift("no business date was found");
  checkCurrency(run, identity);
  const key = formatDayKey({ centreId, businessDate });
  const existing = run.sheets.get(key);
  if (existing?.visit === run.visit) return existing;
  if (existing !== undefined && !nested && !existing.nested) {
    if (existing.rows.at(-1) !== run.index) existing.rows.push(run.index);
    existing.visit = run.visit;
    return existing;
  }
  if (existing !== undefined) {
    const order = nested && existing.nested ? orderOf(run, existing, identity) : null;
    if (order === null) throw run.cursor.drift("two cash sheets for one centre and business date");
    if (order <= 0) return "superseded";
  }
  const made = newSheet(run, { identity: { ...identity, centreId, businessDate }, nested });
  run.sheets.set(key, made);
  return made;
}

function newSheet(
  run: Collecting,
  {
    identity,
    nested,
  }: { identity: Identity & { centreId: string; businessDate: string }; nested: boolean },
): SheetInProgress {
  const { index, object, visit } = run;
  const { centreId, businessDate, currency, status, version } = identity;
  const reviews = readReviews(run, object);
  const sheet: CashSheet = { centreId, businessDate, currency, status, shifts: [] };
  if (reviews.length > 0) sheet.reviews = reviews;
  return {
    sheet,
    rows: [index],
    size: 0,
    shifts: new Map(),
    nested,
    version,
    object,
    findings: new Map(),
    visit,
  };
}

/** Returns 0 for a repetition word for word, and null when nothing tells which one is later. */
function orderOf({ object }: Collecting, existing: SheetInProgress, identity: Identity) {
  existing.text ??= JSON.stringify(existing.object);
  if (existing.text === JSON.stringify(object)) return 0;
  const order = compareVersions(identity.version, existing.version);
  return order === 0 ? null : order;
}

export function addShift(
  run: Collecting,
  object: JsonObject,
  { plan, identity, whole }: { plan: Plan; identity: Identity; whole: boolean },
): void {
  const existing = startSheet(run, identity, false);
  if (existing === "superseded") return;
  run.findings = [];
  const shift = readShift(run, { object, plan, form: amountFormOf(run, identity) }, identity);
  existing.size += sizeOf(shift);
  if (existing.size > SIZE_MAX) throw run.cursor.drift("the amounts of this sheet are too large");
  const key = formatTillKey(shift);
  const { version } = identity;
  const known = existing.shifts.get(key);
  if (known === undefined) {
    existing.shifts.set(key, { shift, version });
    existing.sheet.shifts.push(shift);
  } else if (whole) {
    const order = compareVersions(version, known.version);
    if (order === null || order === 0) {
      throw run.cursor.drift("the same register shift is given twice");
    }
    if (order < 0) return;
    existing.shifts.set(key, { shift, version });
    replaceShift(existing, known.shift, shift);
  } else {
    mergeRow(run, known, shift);
  }
  addFindings(existing, shift, run.findings);
}

function amountFormOf(run: Collecting, identity: Identity): AmountForm {
  const { scale, decimalMark } = run.map.amounts;
  const currency = checkCurrency(run, identity);
  return { decimals: scale === "minor" ? 0 : decimalsOf(currency), decimalMark, currency };
}

function replaceShift(
  { sheet, findings }: SheetInProgress,
  before: RegisterShift,
  shift: RegisterShift,
): void {
  sheet.shifts = sheet.shifts.map((each) => (each === before ? shift : each));
  for (const [text, { shiftId, tillId }] of findings) {
    if (shiftId === before.shiftId && tillId === before.tillId) findings.delete(text);
  }
}

function sizeOf(shift: RegisterShift): number {
  const { contributions, deposits, expenses, pickups, tenders, withdrawals } = shift;
  let size = 0;
  for (const amount of [shift.float, shift.grossSales, shift.netSales]) {
    size += Math.abs(amount?.amount ?? 0);
  }
  for (const list of [tenders, expenses, contributions, withdrawals, deposits, pickups]) {
    for (const { amount } of list ?? []) size += Math.abs(amount?.amount ?? 0);
  }
  return size;
}

function addFindings(
  { findings }: SheetInProgress,
  { shiftId, tillId }: RegisterShift,
  found: readonly Finding[],
): void {
  for (const finding of found) {
    const added = { ...finding, shiftId, tillId };
    findings.set(JSON.stringify(added), added);
  }
}
