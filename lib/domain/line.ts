/**
 * A line is one tender of one register shift: the smallest thing that is both reported and counted.
 */
import { SPECIAL_TERMS, type TenderKind } from "./cash-sheet";
import type { LineKey } from "./keys";
import type { Minor } from "./money";

export const VERDICTS = [
  "matched",
  "within-tolerance",
  "over",
  "short",
  "uncounted", // Cashrec reports the line, and nobody has counted it.
  "unexpected", // The line was counted, and Cashrec does not report it.
] as const;
export type Verdict = (typeof VERDICTS)[number];

export const TERMS = [
  "float",
  "sales",
  "contributions",
  "withdrawals",
  "expenses",
  "deposits",
  "pickups",
  ...SPECIAL_TERMS,
] as const;
export type Term = (typeof TERMS)[number];

/**
 * One step of the waterfall. `amount` has its sign in the sum; null means not provided. An entry
 * without an amount makes the sum unknown.
 */
export type WaterfallTerm = {
  term: Term;
  amount: Minor | null;
  entries: { label: string | null; amount: Minor | null }[];
  /** True for a float that was agreed here, where Cashrec gives none. */
  agreed?: true;
};

export type Line = LineKey & {
  shiftName: string | null;
  tillName: string | null;
  tenderName: string | null;
  tenderKind: TenderKind | null;
  expected: Minor | null;
  counted: Minor | null;
  difference: Minor | null;
  /** A tolerance may be a share of the shift's sales of this tender. */
  sales: Minor | null;
  /** The first level on the side of the difference: a larger difference needs an explanation. */
  tolerance: Minor;
  /** The second level: a larger difference needs an approval as well. */
  approval: Minor;
  /** Both levels come from this rule, named as `formatRuleName` writes it. */
  rule: string | null;
  verdict: Verdict;
  /** The cash line of a till has terms, and a tender whose amount includes tips or gift cards. */
  terms: WaterfallTerm[] | null;
  rounded: boolean;
  countVersion: number | null;
};

/** The cash line of a till begins with its float; the line of another tender with what was sold. */
export function isDrawerLine({
  terms,
}: {
  terms: readonly Pick<WaterfallTerm, "term">[] | null;
}): boolean {
  return terms?.[0]?.term === "float";
}
