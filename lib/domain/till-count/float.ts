/**
 * The float: what is agreed to stay in a till, what the count before a shift left in it, and how
 * much of a count goes to the bank.
 */
import { type Minor, minor } from "../money";

/** What was said for a till, or for every till of the centre ("*"). */
export type AgreedFloat = {
  tillId: string;
  version: number;
  /** Null: from that day on no float is agreed. */
  amount: Minor | null;
  /** The first business date for which it holds. */
  validFrom: string;
};

export const EVERY_TILL = "*";
/** How far back the closing before an opening is looked for. */
export const CLOSING_DAYS_MAX = 14;

/**
 * A till goes before all tills. Within either, what was said last and has begun holds, also when
 * something older begins later. Null: none is agreed.
 */
export function findAgreedFloat(
  floats: readonly AgreedFloat[],
  { tillId, businessDate }: { tillId: string; businessDate: string },
): Minor | null {
  const own = findInForce(floats, tillId, businessDate);
  // A till for which no float is agreed any more has none, whatever the others have.
  if (own !== null) return own.amount;
  return findInForce(floats, EVERY_TILL, businessDate)?.amount ?? null;
}

/** Null where nothing has been said that has begun. */
export function findInForce(
  floats: readonly AgreedFloat[],
  tillId: string,
  businessDate: string,
): AgreedFloat | null {
  const started = floats.filter((each) => each.tillId === tillId && each.validFrom <= businessDate);
  return started.reduce<AgreedFloat | null>(
    (last, each) => (last === null || each.version > last.version ? each : last),
    null,
  );
}

/** The cash count in force of one till in one shift. */
export type Closing = {
  businessDate: string;
  shiftId: string;
  tillId: string;
  /** What it says it left in the till; null: it did not say. */
  floatLeft: Minor | null;
};

export type Shift = Omit<Closing, "floatLeft">;
export type LeftBefore = { businessDate: string; left: Minor };

/**
 * What the closing before this shift left in the till: as it said, or else the float that was
 * agreed then. Null without a closing in the days before, or when neither is known.
 */
export function findLeftBefore(
  closings: readonly Closing[],
  floats: readonly AgreedFloat[],
  shift: Shift,
): LeftBefore | null {
  const closing = closings
    .filter((each) => each.tillId === shift.tillId && isBefore(each, shift))
    .reduce<Closing | null>((last, each) => (isNewer(each, last) ? each : last), null);
  if (closing === null) return null;
  const left = closing.floatLeft ?? findAgreedFloat(floats, closing);
  return left === null ? null : { businessDate: closing.businessDate, left };
}

export type ToBank = {
  bank: Minor;
  /** What is missing of the float that should stay; 0 when there is enough. */
  missing: Minor;
};

/** What is counted beyond the float goes to the bank; a till with less than its float keeps all. */
export function splitBankAmount({ counted, toLeave }: { counted: Minor; toLeave: Minor }): ToBank {
  const beyond = counted - toLeave;
  return { bank: minor(Math.max(0, beyond)), missing: minor(Math.max(0, -beyond)) };
}

function isBefore(closing: Shift, shift: Shift): boolean {
  if (closing.businessDate !== shift.businessDate) {
    return closing.businessDate < shift.businessDate;
  }
  return compareShifts(closing.shiftId, shift.shiftId) < 0;
}

/** Of several cash tenders of one shift, the one that says what it left. */
function isNewer(closing: Closing, last: Closing | null): boolean {
  if (last === null || isBefore(last, closing)) return true;
  return !isBefore(closing, last) && last.floatLeft === null;
}

/** Shift 10 comes after shift 9. */
function compareShifts(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}
