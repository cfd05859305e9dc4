/**
 * Tests whether a small difference is what the rounding of cash payments comes to, where Cashrec
 * does not give it as an amount of its own.
 */
import { isDrawerLine } from "../line";
import { computeHalfStep, computeRoundingBound } from "../till-count/cash-rounding";
import type { Hypothesis, HypothesisInput } from "./hypothesis";

export function tryRounding({ line, difference, rounding }: HypothesisInput): Hypothesis[] {
  if (rounding === null || rounding.receipts === 0 || !isDrawerLine(line)) return [];
  if (line.terms?.some(({ term, entries }) => term === "rounding" && entries.length > 0) === true) {
    return [];
  }
  const bound = computeRoundingBound(rounding);
  if (Math.abs(difference) > bound) return [];
  const facts = {
    amountMinor: bound,
    quantity: rounding.receipts,
    unitMinor: computeHalfStep(rounding.step),
  };
  const evidence = computeProbability(difference, rounding);
  return [{ kind: "cash-rounding", explained: difference, evidence, facts }];
}

/**
 * Each rounding is anything within half a step, so that many of them together are nearly normally
 * distributed around nothing: far from the bound, and the nearer to 0 the likelier.
 */
function computeProbability(
  difference: number,
  { step, receipts }: NonNullable<HypothesisInput["rounding"]>,
): number {
  const variance = (receipts * (step * step - 1)) / 12;
  const density = Math.exp(-(difference * difference) / (2 * variance));
  return density / Math.sqrt(2 * Math.PI * variance);
}
