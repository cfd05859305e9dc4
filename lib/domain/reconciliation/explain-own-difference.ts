/**
 * Explains why Cashrec's own cash difference is another one than ours: our count is another one, or
 * terms of the expected cash are in one sum and not in the other.
 *
 *   Cashrec's difference − ours = (Cashrec's count − our count) + (our expected − Cashrec's)
 */
import type { Term } from "../line";
import { type Minor, minor } from "../money";

export type OwnDifference = {
  cashrecMinor: Minor;
  oursMinor: Minor;
  /** Cashrec's difference − ours. */
  gapMinor: Minor;
  /**
   * These terms of our expected cash add up to the gap, so that Cashrec probably leaves them out;
   * empty when none do, and the counts or the entries of the two differ.
   */
  terms: Term[];
};

/** Amounts have their sign in the sum; null means not provided. */
type GivenTerm = { term: Term; amountMinor: number | null };

/** Sales are left out by nobody. */
const OPTIONAL: readonly Term[] = [
  "float",
  "contributions",
  "withdrawals",
  "expenses",
  "deposits",
  "pickups",
  "tips",
  "gift-cards",
  "rounding",
];

/** Returns null when they agree. */
export function explainOwnDifference(
  cashrecMinor: Minor,
  oursMinor: Minor,
  given: readonly GivenTerm[],
): OwnDifference | null {
  const gapMinor = minor(cashrecMinor - oursMinor);
  if (gapMinor === 0) return null;
  const terms = given.flatMap(({ term, amountMinor }) =>
    amountMinor !== null && amountMinor !== 0 && OPTIONAL.includes(term)
      ? [{ term, amountMinor }]
      : [],
  );
  const fitting = listSubsets(terms)
    .filter((some) => some.reduce((total, one) => total + one.amountMinor, 0) === gapMinor)
    .sort((one, other) => one.length - other.length)[0];
  return { cashrecMinor, oursMinor, gapMinor, terms: (fitting ?? []).map(({ term }) => term) };
}

/** There are at most nine terms, and so at most 512 subsets. */
function listSubsets<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>(
    (subsets, item) => subsets.flatMap((one) => [one, [...one, item]]),
    [[]],
  );
}
