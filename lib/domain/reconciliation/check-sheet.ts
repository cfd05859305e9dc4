/**
 * Compares what a cash sheet says twice. A figure that is not known is never a mismatch: it is not
 * compared. Cashrec's figures only check ours; they are never mixed into them.
 */
import {
  type CashSheet,
  isSale,
  type RegisterShift,
  type SheetAmount,
  type SheetFinding,
} from "../cash-sheet";
import { isSameTill } from "../keys";
import { isDrawerLine, type Line } from "../line";
import { type Minor, minor } from "../money";
import { mergeShifts } from "./merge-shifts";

/** Counts register shifts: those that could be compared, and those of them that differ. */
export type SheetChecks = {
  salesChecked: number;
  salesDiffer: number;
  differencesChecked: number;
  differencesDiffer: number;
  /** What reading the sheet left in doubt, and what does not add up. */
  findings: SheetFinding[];
};

export function checkSheet(sheet: CashSheet | null, lines: readonly Line[]): SheetChecks {
  const checks: SheetChecks = {
    salesChecked: 0,
    salesDiffer: 0,
    differencesChecked: 0,
    differencesDiffer: 0,
    findings: [...(sheet?.findings ?? [])],
  };
  for (const shift of mergeShifts(sheet?.shifts ?? [])) {
    const sales = compareSales(shift);
    const own = compareDifferences(shift, lines);
    if (sales !== null) checks.salesChecked += 1;
    if (own !== null) checks.differencesChecked += 1;
    if (sales?.differ === true) {
      checks.salesDiffer += 1;
      checks.findings.push(toFinding("sales-differ", shift, sales));
    }
    if (own?.differ === true) {
      checks.differencesDiffer += 1;
      checks.findings.push(toFinding("difference-differs", shift, own));
    }
  }
  return checks;
}

type Comparison = { cashrec: Minor; ours: Minor; differ: boolean };

/**
 * Returns null where the sales, the amount of a tender, or what it includes for somebody else are
 * not provided.
 */
export function compareSales({ grossSales, tenders, special }: RegisterShift): Comparison | null {
  if (grossSales === null || tenders === null) return null;
  const parts: SheetAmount[] = [];
  let total = minor(0);
  for (const { kind, amount } of tenders) {
    if (!isSale(kind)) continue;
    if (amount === null) return null;
    parts.push(amount);
    total = minor(total + amount.amount);
  }
  for (const { within, amount } of special ?? []) {
    if (within === undefined) continue;
    if (amount === null) return null;
    parts.push(amount);
    total = minor(total - amount.amount);
  }
  return compare(grossSales, { amount: total, parts });
}

/** Returns null where Cashrec gives no difference of its own, or the cash is not counted. */
function compareDifferences(shift: RegisterShift, lines: readonly Line[]): Comparison | null {
  if (shift.cashDifference === null) return null;
  const line = lines.find((one) => isDrawerLine(one) && isSameTill(one, shift));
  if (line === undefined || line.difference === null) return null;
  const amount = line.difference;
  return compare(shift.cashDifference, { amount, parts: [{ amount, rounded: line.rounded }] });
}

/** Each amount that was rounded may be off by half a minor unit. */
function compare(
  cashrec: SheetAmount,
  ours: { amount: Minor; parts: readonly SheetAmount[] },
): Comparison {
  const rounded = [cashrec, ...ours.parts].filter((part) => part.rounded).length;
  const gap = Math.abs(cashrec.amount - ours.amount);
  return { cashrec: cashrec.amount, ours: ours.amount, differ: gap > rounded / 2 };
}

function toFinding(
  kind: SheetFinding["kind"],
  { shiftId, tillId }: RegisterShift,
  { cashrec, ours }: Comparison,
): SheetFinding {
  const figures = { cashrecMinor: cashrec, oursMinor: ours };
  return { kind, shiftId, tillId, name: null, detail: null, figures };
}
