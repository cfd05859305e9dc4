/**
 * Tests whether money that is missing here is surplus elsewhere: the opposite difference on another
 * tender of the same till and shift, on another till, in another shift, or on the day before or
 * after.
 */
import { chanceOfLargeAmount, coincidenceProbability, computeNear } from "./chance";
import type { Hypothesis, HypothesisInput } from "./hypothesis";
import { findMisplaced } from "./misplaced-index";

export function tryMisplaced({
  line,
  difference,
  around,
  scale,
  tolerance,
}: HypothesisInput): Hypothesis[] {
  const near = computeNear(-difference, { tolerance, scale });
  return findMisplaced(around.misplaced, line, near).map(({ kind, closeness, tried, other }) => {
    const opposite: number = other.difference ?? 0;
    return {
      kind,
      explained: -opposite,
      amongCash: other.tenderKind === "cash",
      evidence: (closeness / tried) * computeRarity(difference, opposite, scale),
      facts: {
        amountMinor: Math.abs(opposite),
        otherMinor: opposite,
        shiftId: other.shiftId,
        tillId: other.tillId,
        tenderId: other.tenderId,
        businessDate: other.businessDate,
      },
    };
  });
}

/**
 * Computes how much likelier the other line has this difference because the money went there than
 * by chance: a few cents are found on any till, 24.50 is not. Of two figures that differ a little,
 * the one that is moved more often, such as a round one, is taken for the amount that was moved.
 */
function computeRarity(difference: number, opposite: number, scale: number): number {
  const moved = Math.max(
    chanceOfLargeAmount(difference, scale),
    chanceOfLargeAmount(opposite, scale),
  );
  return moved / coincidenceProbability(opposite, scale);
}
