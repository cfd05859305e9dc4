/**
 * Decides about the float: what is agreed to stay in a till, and what the count before a shift
 * left in it.
 */
import type { Minor } from "../money";

/** What was agreed for a till, or for every till of the centre ("*"). */
export type AgreedFloat = {
  tillId: string;
  version: number;
  /** It is null when no float is agreed from that day on. */
  amount: Minor | null;
  /** The agreement applies from this business date on. */
  validFrom: string;
};

const EVERY_TILL = "*";
/** How many days back the closing before an opening is searched. */
export const CLOSING_DAYS_MAX = 14;

/**
 * An agreement for a till takes precedence over one for all tills. Of either, the last one agreed
 * that has started applies, also when an earlier one begins on a later date. Returns null when none
 * is agreed.
 */
export function findAgreedFloat(
  floats: readonly AgreedFloat[],
  { tillId, businessDate }: { tillId: string; businessDate: string },
): Minor | null {
  const own = findInForce(floats, tillId, businessDate);
  // A till for which a float is no longer agreed has none, whatever the others have.
  if (own !== null) return own.amount;
  return findInForce(floats, EVERY_TILL, businessDate)?.amount ?? null;
}

/** Returns null when no agreement has started. */
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

/** This is the cash count in force of one till in one shift. */
export type Closing = {
  businessDate: string;
  shiftId: string;
  tillId: string;
  /** The count recorded this float as left in the till; it is null when it recorded none. */
  floatLeft: Minor | null;
};

export type Shift = Omit<Closing, "floatLeft">;
export type LeftBefore = { businessDate: string; left: Minor };

/**
 * What the closing before this shift left in the till: the amount it recorded, or else the float
 * that was agreed then. It is null without a closing in the days before, or when neither is known.
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

function isBefore(closing: Shift, shift: Shift): boolean {
  if (closing.businessDate !== shift.businessDate) {
    return closing.businessDate < shift.businessDate;
  }
  return compareShifts(closing.shiftId, shift.shiftId) < 0;
}

/** Of several cash tenders of one shift, the one that recorded what it left is preferred. */
function isNewer(closing: Closing, last: Closing | null): boolean {
  if (last === null || isBefore(last, closing)) return true;
  return !isBefore(closing, last) && last.floatLeft === null;
}

/** Shift 10 comes after shift 9. */
function compareShifts(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}
