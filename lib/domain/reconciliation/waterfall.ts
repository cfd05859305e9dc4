/**
 * Expected cash as it is read: term by term, with what stands in the till after each. A term that
 * Cashrec did not provide leaves the sum as it was; without the sales nothing is known after them.
 */
import type { Term } from "../line";

/** Amounts are minor units, with the sign with which they enter; null: not provided. */
export type GivenTerm = {
  term: Term;
  amountMinor: number | null;
  entries: { label: string | null; amountMinor: number }[];
};

export type WaterfallStep = GivenTerm & {
  /** What stands in the till before and after this term; null when that is unknown. */
  beforeMinor: number | null;
  afterMinor: number | null;
};

export function buildSteps(terms: readonly GivenTerm[]): WaterfallStep[] {
  let running: number | null = 0;
  return terms.map((given) => {
    const before = running;
    const unknown = given.term === "sales" && given.amountMinor === null;
    running = unknown || running === null ? null : running + (given.amountMinor ?? 0);
    return { ...given, beforeMinor: before, afterMinor: running };
  });
}

/** The lowest and the highest amount that a drawing of the steps must hold. */
export function computeReach(
  steps: readonly WaterfallStep[],
  others: readonly (number | null)[],
): { low: number; high: number } {
  const stands = steps.flatMap(({ beforeMinor, afterMinor }) => [beforeMinor, afterMinor]);
  const known = [0, ...stands, ...others].filter((amount) => amount !== null);
  return { low: Math.min(...known), high: Math.max(...known) };
}
