/**
 * Lists expected cash as it is displayed: term by term, with the balance of the till after each. A
 * section that the sheet does not have leaves the sum unchanged; after sales that are not provided,
 * or an entry without an amount, nothing is known.
 */
import type { Term } from "../line";

/** Amounts are minor units, with their sign in the sum; null means not provided. */
export type GivenTerm = {
  term: Term;
  amountMinor: number | null;
  entries: { label: string | null; amountMinor: number | null }[];
  agreed?: true | undefined;
};

export type WaterfallStep = GivenTerm & {
  /** These are the balances of the till before and after this term; they are null when unknown. */
  beforeMinor: number | null;
  afterMinor: number | null;
};

export function buildSteps(terms: readonly GivenTerm[]): WaterfallStep[] {
  let running: number | null = 0;
  return terms.map((given) => {
    const before = running;
    const unknown = isUnknownTerm({ ...given, amount: given.amountMinor });
    running = unknown || running === null ? null : running + (given.amountMinor ?? 0);
    return { ...given, beforeMinor: before, afterMinor: running };
  });
}

/** A section without entries is one that the sheet does not have, and leaves nothing unknown. */
export function isUnknownTerm({
  term,
  amount,
  entries,
}: {
  term: Term;
  amount: number | null;
  entries: readonly unknown[];
}): boolean {
  return amount === null && (term === "sales" || entries.length > 0);
}

/** Computes the lowest and the highest amount that a chart of the steps must contain. */
export function computeReach(
  steps: readonly WaterfallStep[],
  others: readonly (number | null)[],
): { low: number; high: number } {
  const stands = steps.flatMap(({ beforeMinor, afterMinor }) => [beforeMinor, afterMinor]);
  const known = [0, ...stands, ...others].filter((amount) => amount !== null);
  return { low: Math.min(...known), high: Math.max(...known) };
}
