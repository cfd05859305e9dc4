/**
 * Selects, among many tests, those that can be named without naming too much that is chance. With
 * a thousand centres ten look unusual at the level of 1 % although nothing is wrong.
 *
 * Sources: Benjamini and Hochberg, Controlling the False Discovery Rate (1995), and Simes, An
 * Improved Bonferroni Procedure (1986).
 */

/** At most this share of what is named is chance, on average. */
export const CHANCE_SHARE = 0.1;
/**
 * Where nothing is wrong, something is named in about one of twenty looks at this level, because
 * the smallest probabilities of short series are a little too small. `npm run patterns:evaluate`
 * measures it.
 */
const NOTHING_WRONG_NAMED = 0.03;

export type Tested = {
  /** How likely chance alone makes a figure at least as unusual. */
  p: number;
};

/** Every test that was made counts, also those that found nothing. */
export function selectDiscoveries<T extends Tested>(tests: readonly T[]): T[] {
  const sorted = tests.toSorted((one, other) => one.p - other.p);
  const isBelow = (level: number) => (test: Tested, index: number) =>
    test.p <= (level * (index + 1)) / sorted.length;
  if (!sorted.some(isBelow(NOTHING_WRONG_NAMED))) return [];
  return sorted.slice(0, sorted.findLastIndex(isBelow(CHANCE_SHARE)) + 1);
}

/** Of so many that are named, about this many are chance; 0 where none is named. */
export function countByChance(named: number): number {
  return named === 0 ? 0 : Math.max(1, Math.round(named * CHANCE_SHARE));
}
