/**
 * Computes what should be found, by tender, for each register shift of a cash sheet. Cash is a
 * waterfall whose terms are all stored; any other tender is expected as the sheet records it, and
 * divided where its amount includes tips or gift cards that were sold.
 *
 *   expected cash = float + cash sales + contributions − withdrawals
 *                   − expenses − deposits − pickups ± tips ± gift cards ± rounding
 *
 * A section that the sheet does not have is left out of the sum and stays null, never 0. What is
 * listed without an amount, and sales that are not provided, leave the expected cash unknown,
 * because only a part of the drawer is known then. Where the sheet has no float, the one that was
 * agreed for the till is used, and its term says so.
 */
import {
  type CashSheet,
  isSale,
  type RegisterShift,
  type SheetAmount,
  type SheetEntry,
  type SheetTender,
  SPECIAL_TERMS,
  type SpecialEntry,
  type TenderKind,
} from "../cash-sheet";
import type { Line, WaterfallTerm } from "../line";
import { type Minor, minor, negate, sum } from "../money";
import { CASH, type CarrierTender, findCarrier } from "./cash-carrier";
import { mergeShifts } from "./merge-shifts";
import { isUnknownTerm } from "./waterfall";

/** `expected` is null when Cashrec lists the tender and does not say how much. */
export type ExpectedLine = Pick<
  Line,
  | "shiftId"
  | "shiftName"
  | "tillId"
  | "tillName"
  | "tenderId"
  | "tenderName"
  | "tenderKind"
  | "expected"
  | "sales"
  | "terms"
  | "rounded"
>;

/**
 * Lists one line per register shift and tender. Rows of the same shift, till and tender are added
 * up.
 *
 * A register shift has a cash line when it lists a cash tender, has a float, had cash moved, or
 * does not list its tenders at all. A float of exactly 0 alone makes no line, because that till has
 * no cash. Where several tenders are cash, `findCarrier` chooses the one with the float and the
 * movements, and the others are expected as recorded. Where none is cash, the name is that of the
 * sheet's first cash tender.
 */
export function expectedLines(sheet: CashSheet, agreedFloatOf: AgreedFloatOf): ExpectedLine[] {
  const shifts = mergeShifts(sheet.shifts);
  const cash = cashTender(shifts, sheet.currency);
  return shifts.flatMap((shift) => {
    return buildLines(shift, { cash, currency: sheet.currency }, floatOf(shift, agreedFloatOf));
  });
}

/** Returns the float that was agreed for a till on the sheet's day; null when none was. */
export type AgreedFloatOf = (tillId: string) => Minor | null;

type Float = { amount: Minor | null; rounded: boolean; agreed: boolean };

function floatOf({ float, tillId }: RegisterShift, agreedFloatOf: AgreedFloatOf): Float {
  if (float !== null) return { amount: float.amount, rounded: float.rounded, agreed: false };
  const amount = agreedFloatOf(tillId);
  return { amount, rounded: false, agreed: amount !== null };
}

function buildLines(
  shift: RegisterShift,
  { cash: usualCash, currency }: { cash: NamedTender; currency: string | null },
  float: Float,
): ExpectedLine[] {
  const tenders = groupTenders(shift.tenders ?? []);
  const isCash = holdsCash(shift, float);
  // A sheet may report a tender as "other" here that is cash on another till: it is one drawer.
  const isUsual = ({ tenderId }: NamedTender) => tenderId === usualCash.tenderId;
  const usual = isCash ? tenders.find(isUsual) : undefined;
  const carrier = findCarrier(tenders, currency) ?? usual ?? null;
  const lines = tenders.map((tender) => {
    if (tender === carrier) return cashLine(shift, tender, { float, sales: tender.rows });
    const line = newLine(shift, tender, tender.kind);
    for (const { amount } of tender.rows) if (amount?.rounded === true) line.rounded = true;
    line.expected = addUp(tender.rows);
    line.sales = isSale(tender.kind) ? line.expected : minor(0);
    divide(line, shift.special?.filter(({ within }) => within === tender.tenderId) ?? []);
    return line;
  });
  if (carrier === null && isCash) {
    lines.push(cashLine(shift, usualCash, { float, sales: shift.tenders === null ? null : [] }));
  }
  return lines;
}

/** The literal is written out, not spread, because a year of sheets makes millions of these. */
function newLine(shift: RegisterShift, tender: NamedTender, kind: TenderKind): ExpectedLine {
  return {
    shiftId: shift.shiftId,
    shiftName: shift.shiftName,
    tillId: shift.tillId,
    tillName: shift.tillName,
    tenderId: tender.tenderId,
    tenderName: tender.tenderName,
    tenderKind: kind,
    expected: null,
    sales: null,
    terms: null,
    rounded: false,
  };
}

/** `sales` are the rows of the cash tender; null when the sheet does not list its tenders. */
function cashLine(
  shift: RegisterShift,
  tender: NamedTender,
  { float, sales }: { float: Float; sales: readonly SheetTender[] | null },
): ExpectedLine {
  const taken = sales === null ? null : addUp(sales);
  const terms: WaterfallTerm[] = [
    {
      term: "float",
      amount: float.amount,
      entries: [],
      ...(float.agreed ? { agreed: true } : {}),
    },
    { term: "sales", amount: taken, entries: taken === null ? [] : saleEntries(sales ?? []) },
    movement("contributions", shift.contributions, (amount) => amount),
    movement("withdrawals", shift.withdrawals, negate),
    movement("expenses", shift.expenses, negate),
    ...specialTerms(listInTill(shift)),
    movement("deposits", shift.deposits, negate),
    movement("pickups", shift.pickups, negate),
  ];
  const known = terms.map(({ amount }) => amount).filter((amount) => amount !== null);
  const amounts = [...(sales ?? []).map(({ amount }) => amount), ...moved(shift)];
  const line = newLine(shift, tender, "cash");
  line.expected = terms.some(isUnknownTerm) ? null : sum(known);
  line.sales = taken;
  line.terms = terms;
  line.rounded = float.rounded || amounts.some((amount) => amount?.rounded === true);
  return line;
}

function movement(
  term: WaterfallTerm["term"],
  entries: readonly SheetEntry[] | null,
  signed: (amount: Minor) => Minor,
): WaterfallTerm {
  if (entries === null) return { term, amount: null, entries: [] };
  const signedEntries: WaterfallTerm["entries"] = [];
  let total: Minor | null = minor(0);
  for (const { label, amount } of entries) {
    const own = amount === null ? null : signed(amount.amount);
    signedEntries.push({ label, amount: own });
    total = total === null || own === null ? null : minor(total + own);
  }
  return { term, amount: total, entries: signedEntries };
}

/** What a tender includes for somebody else is expected of it, and no sale. */
function divide(line: ExpectedLine, parts: readonly SpecialEntry[]): void {
  if (parts.length === 0) return;
  const terms = specialTerms(parts);
  const known = terms.flatMap(({ amount }) => amount ?? []);
  const isKnown = line.expected !== null && known.length === terms.length;
  line.sales = isKnown ? minor((line.expected ?? 0) - sum(known)) : null;
  line.terms = [{ term: "sales", amount: line.sales, entries: [] }, ...terms];
  line.rounded ||= parts.some(({ amount }) => amount?.rounded === true);
}

function listInTill({ special = [] }: RegisterShift): SpecialEntry[] {
  return special.filter(({ within }) => within === undefined);
}

/** Most days have none, and their lines have no such term. */
function specialTerms(special: readonly SpecialEntry[]): WaterfallTerm[] {
  if (special.length === 0) return [];
  return SPECIAL_TERMS.flatMap((term) => {
    const entries = special.filter((entry) => entry.term === term);
    return entries.length === 0 ? [] : [movement(term, entries, (amount) => amount)];
  });
}

function saleEntries(rows: readonly SheetTender[]): WaterfallTerm["entries"] {
  return rows.flatMap(({ tenderName, amount }) =>
    amount === null ? [] : [{ label: tenderName, amount: amount.amount }],
  );
}

/** The cash of a shift that does not list its tenders is not provided, which needs a line. */
function holdsCash(shift: RegisterShift, float: Float): boolean {
  if (shift.tenders === null || moved(shift).length > 0) return true;
  return float.amount !== null && float.amount !== 0;
}

function moved(shift: RegisterShift): (SheetAmount | null)[] {
  const { contributions, withdrawals, expenses, deposits, pickups } = shift;
  const amounts: (SheetAmount | null)[] = [];
  for (const list of [contributions, withdrawals, expenses, deposits, pickups, listInTill(shift)]) {
    for (const { amount } of list ?? []) amounts.push(amount);
  }
  return amounts;
}

/** Returns null as soon as one part is unknown, because the sum is then unknown too. */
function addUp(rows: readonly SheetTender[]): Minor | null {
  let total = minor(0);
  for (const { amount } of rows) {
    if (amount === null) return null;
    total = minor(total + amount.amount);
  }
  return total;
}

type NamedTender = Pick<SheetTender, "tenderId" | "tenderName">;
type TenderGroup = CarrierTender & { rows: SheetTender[] };

/** Groups the rows by tender, in the order of their first row. */
function groupTenders(rows: readonly SheetTender[]): TenderGroup[] {
  const groups: TenderGroup[] = [];
  for (const row of rows) {
    const { tenderId, tenderName, kind, currency } = row;
    // A till takes a handful of tenders, so that a linear search is faster than a map.
    const group = groups.find((each) => each.tenderId === tenderId);
    if (group === undefined) groups.push({ tenderId, tenderName, kind, currency, rows: [row] });
    else group.rows.push(row);
  }
  return groups;
}

function cashTender(shifts: readonly RegisterShift[], currency: string | null): NamedTender {
  const own = shifts.flatMap(({ tenders }) => findCarrier(tenders ?? [], currency) ?? []);
  const found = findCarrier(own, currency);
  return { tenderId: found?.tenderId ?? CASH, tenderName: found?.tenderName ?? null };
}
