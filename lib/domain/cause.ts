/**
 * What may be behind a difference: simple hypotheses, each tried against one line and the lines
 * around it, and the best of them with their arithmetic (the score: `cause-weight.ts`). Nothing
 * here accuses or decides: a person makes a cause the reason, or doesn't.
 */
import { aroundOf, type Around } from "./cause-around";
import { scaleOf } from "./cause-chance";
import { hitsOf } from "./cause-hit";
import { weigh } from "./cause-weight";
import type { TenderKind } from "./cash-sheet";
import type { WaterfallTerm } from "./line";
import type { Minor } from "./money";
import type { ReasonCode } from "./reason";

/** Each is a reason of the same name. */
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
] as const satisfies readonly ReasonCode[];
export type CauseKind = (typeof CAUSE_KINDS)[number];

/** What the hypotheses may look at. All figures are minor units of one currency. */
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
  /** Notes and coins, or vouchers by their unit value; null: counted as one total. */
  denominations: { valueMinor: number; quantity: number }[] | null;
};

export type CauseQuestion = {
  line: CauseLine;
  /** The other lines of the same centre: of that day, and of the day before and after. */
  others: readonly CauseLine[];
  /** Cash lines of some weeks before, for what is usually paid and moved here. */
  earlier?: readonly CauseLine[];
  currency: string;
  agreedFloat: Minor | null;
  /** The values of the notes and coins of the currency. */
  denominations: readonly number[];
  tolerance: Minor;
};

export type Cause = {
  kind: CauseKind;
  reason: ReasonCode;
  /** Above 0, up to 1: the share of belief. */
  score: number;
  facts: CauseFacts;
};

/**
 * The arithmetic, as data; the screen words it. `amountMinor` is positive, and the difference is
 * always what the cause says plus `restMinor`, which is left out when nothing remains:
 *
 * - float-left-out: − amount, the float; float-counted-twice: + amount
 * - float-not-as-agreed: amount (agreed) − other (Cashrec's; left out when it gives none)
 * - digits-swapped: other (as counted) − amount (as meant), which is ± quantity (9) × unit; the
 *   label is the two digits as they were meant
 * - decimal-slip: other (as counted) − amount (as meant); the quantity is the factor, 10 or 100
 * - wrong-tender, -till, -shift, -day: − other, the difference of the line that is named
 * - note-miscounted, voucher-…: ± amount, which is quantity × unit
 * - movement-…, expense-…, deposit-…: ± amount, of the entry that label and place name; for one
 *   that is missing, the place is where the same entry stands
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

/** Best first, never more than three. None: no likely cause. */
export function likelyCauses({ others, earlier, ...question }: CauseQuestion): Cause[] {
  return causesAmid(question, aroundOf([question.line, ...others], earlier));
}

/** A line of the day, with what is agreed for it. */
export type CauseDayLine = CauseLine & { tolerance: Minor; agreedFloat: Minor | null };

export type CauseDay = Pick<CauseQuestion, "currency" | "denominations" | "earlier"> & {
  lines: readonly CauseDayLine[];
  /** The lines of the day before and after. */
  neighbours: readonly CauseLine[];
};

/** The same for each line of a day that has a difference, by `causeLineId`; looks around once. */
export function causesOfDay(day: CauseDay): Map<string, Cause[]> {
  const { lines, neighbours, earlier, ...currency } = day;
  const around = aroundOf([...lines, ...neighbours], earlier);
  const answers = new Map<string, Cause[]>();
  for (const line of lines) {
    if (line.difference === null || line.difference === 0) continue;
    const { tolerance, agreedFloat } = line;
    const causes = causesAmid({ ...currency, line, tolerance, agreedFloat }, around);
    answers.set(causeLineId(line), causes);
  }
  return answers;
}

/** A text that tells any two lines of one centre apart. */
export function causeLineId({
  businessDate,
  shiftId,
  tillId,
  tenderId,
}: Pick<CauseLine, "businessDate" | "shiftId" | "tillId" | "tenderId">): string {
  return [businessDate, shiftId, tillId, tenderId].join("\u0000");
}

function causesAmid(question: Omit<CauseQuestion, "others" | "earlier">, around: Around): Cause[] {
  const { line, currency, agreedFloat, denominations, tolerance } = question;
  const { difference } = line;
  if (difference === null || difference === 0) return [];
  const scale = scaleOf(currency, denominations);
  const hits = hitsOf({ line, difference, around, agreedFloat, denominations, scale });
  return weigh(hits, { difference, tolerance, scale, isCash: line.tenderKind === "cash" });
}
