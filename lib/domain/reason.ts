/**
 * Why a line is not as expected, as codes: the default set, which is closed here and translated by
 * the messages. An organisation may use fewer of them or add its own; it can't change what these
 * mean.
 */
import type { Verdict } from "./line";

export const REASONS = [
  "float-left-out",
  "float-counted-twice",
  "float-not-as-agreed", // Cashrec has another float than the one agreed for the till.
  "digits-swapped",
  "decimal-slip",
  "wrong-tender",
  "wrong-till",
  "wrong-shift",
  "wrong-day",
  "note-miscounted",
  "movement-missing",
  "movement-twice",
  "movement-not-made", // Cashrec reports the movement, but the money never moved.
  "expense-missing",
  "expense-twice",
  "deposit-missing",
  "deposit-twice",
  "voucher-missing",
  "voucher-twice",
  "cash-rounding", // Cash payments are rounded to the smallest coin, and Cashrec does not give it.
  "card-slip-missing",
  "cash-handling", // Examples are wrong change, or a coin under the drawer.
  "unexplained-loss",
  "unexplained-surplus",
  "late-sale",
  "training",
  "not-open",
  "count-lost",
  "cashrec-incomplete",
  "other",
] as const;
export type ReasonCode = (typeof REASONS)[number];

/** This code requests lines whose difference nothing explains. No reason has it. */
export const NO_REASON = "none";

const SHORT: readonly Verdict[] = ["short"];
const OVER: readonly Verdict[] = ["over"];
const EITHER: readonly Verdict[] = ["short", "over"];
const NO_COUNT: readonly Verdict[] = ["uncounted"];
const ANY: readonly Verdict[] = ["short", "over", "uncounted", "unexpected"];

/** A reason can explain these verdicts. A difference within tolerance is short or over too. */
const FITS: Record<ReasonCode, readonly Verdict[]> = {
  "float-left-out": SHORT,
  "float-counted-twice": OVER,
  "float-not-as-agreed": EITHER,
  "digits-swapped": EITHER,
  "decimal-slip": EITHER,
  // A count that was entered on the wrong line leaves one line uncounted and another unexpected.
  "wrong-tender": ANY,
  "wrong-till": ANY,
  "wrong-shift": ANY,
  "wrong-day": ANY,
  "note-miscounted": EITHER,
  "movement-missing": EITHER,
  "movement-twice": EITHER,
  "movement-not-made": EITHER,
  "expense-missing": SHORT,
  "expense-twice": OVER,
  "deposit-missing": SHORT,
  "deposit-twice": OVER,
  "voucher-missing": SHORT,
  "voucher-twice": OVER,
  "cash-rounding": EITHER,
  "card-slip-missing": ["short", "uncounted"],
  "cash-handling": EITHER,
  "unexplained-loss": SHORT,
  "unexplained-surplus": OVER,
  "late-sale": ANY,
  training: ["short", "uncounted"],
  "not-open": NO_COUNT,
  "count-lost": NO_COUNT,
  "cashrec-incomplete": ["short", "over", "unexpected"],
  other: ANY,
};

/** Nothing is left to explain on a line that matched. */
export function reasonFits(reason: ReasonCode, verdict: Verdict): boolean {
  const verdicts = FITS[reason];
  if (verdict === "within-tolerance") return EITHER.some((sign) => verdicts.includes(sign));
  return verdicts.includes(verdict);
}
