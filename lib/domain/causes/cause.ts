/** Defines the kinds of cause, the lines that hypotheses examine, and the shape of a cause. */
import type { TenderKind } from "../cash-sheet";
import type { WaterfallTerm } from "../line";
import type { Minor } from "../money";
import type { ReasonCode } from "../reason";

/** Each kind is also a reason of the same name. */
export const CAUSE_KINDS = [
  "float-left-out",
  "float-counted-twice",
  "float-not-as-agreed",
  "digits-swapped",
  "decimal-slip",
  "wrong-tender",
  "wrong-till",
  "wrong-shift",
  "wrong-day",
  "note-miscounted",
  "movement-missing",
  "movement-twice",
  "movement-not-made",
  "expense-missing",
  "expense-twice",
  "deposit-missing",
  "deposit-twice",
  "voucher-missing",
  "voucher-twice",
  "cash-rounding",
] as const satisfies readonly ReasonCode[];

export type CauseKind = (typeof CAUSE_KINDS)[number];

/** What the hypotheses may examine. All figures are minor units of one currency. */
export type CauseLine = {
  shiftId: string;
  tillId: string;
  tenderId: string;
  tenderKind: TenderKind | null;
  businessDate: string;
  expected: Minor | null;
  counted: Minor | null;
  difference: Minor | null;
  terms: WaterfallTerm[] | null;
  /**
   * Notes and coins, or vouchers by their unit value; null when the line was counted as one total.
   */
  denominations: { valueMinor: number; quantity: number }[] | null;
};

export type Cause = {
  kind: CauseKind;
  reason: ReasonCode;
  /** The probability of the cause is greater than 0 and at most 1. */
  score: number;
  facts: CauseFacts;
};

/**
 * The arithmetic as data, which the screen puts into a sentence. `amountMinor` is positive, and the
 * difference is always what the cause explains plus `restMinor`, which is omitted when it is 0:
 *
 * - float-left-out: − amount, the float; float-counted-twice: + amount
 * - float-not-as-agreed: amount (agreed) − other (Cashrec's; omitted when it gives none)
 * - digits-swapped: other (as counted) − amount (as meant), which is ± quantity (9) × unit; the
 *   label is the two digits as they were meant
 * - decimal-slip: other (as counted) − amount (as meant); the quantity is the factor, 10 or 100
 * - wrong-tender, -till, -shift, -day: − other, the difference of the line that is named
 * - note-miscounted, voucher-…: ± amount, which is quantity × unit
 * - cash-rounding: anything up to ± amount, which is quantity (receipts) × unit (half a step)
 * - movement-…, expense-…, deposit-…: ± amount, of the entry that label and position name; for one
 *   that is missing, the position is where the same entry was found
 */
export type CauseFacts = {
  amountMinor: number;
  restMinor?: number;
  otherMinor?: number;
  quantity?: number;
  unitMinor?: number;
  shiftId?: string;
  tillId?: string;
  tenderId?: string;
  businessDate?: string;
  label?: string | null;
};

/** Formats a key that is unique among the lines of one centre. */
export function formatCauseLineId({
  businessDate,
  shiftId,
  tillId,
  tenderId,
}: Pick<CauseLine, "businessDate" | "shiftId" | "tillId" | "tenderId">): string {
  return [businessDate, shiftId, tillId, tenderId].join("\u0000");
}
