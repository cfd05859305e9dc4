/**
 * How probable a figure is when it has no particular cause. Most such differences are small change;
 * a few are large, and people lose, add and forget round amounts more often than others.
 */
import { decimalsOf } from "../money";

/** Of a hundred differences without a cause, about this many are small change. */
const SMALL_SHARE = 0.8;
/**
 * Larger amounts spread evenly over the orders of magnitude: this is the logarithm of twenty
 * thousand.
 */
const MAGNITUDES = 10;
/** Small change is a multiple of this many minor units half of the time. */
const STEP = 5;
/** This share of lines, taken at random, has a difference at all. */
const DIFFERING_SHARE = 0.3;
const EXACT_SHARE = 0.6;
/** Cash may be this far off without any cause, in multiples of the scale: 4.00 in euro. */
const OFF_MAX = 2;
const REST_MAX = 10;

/**
 * Returns the middle value of a currency's notes and coins, where coins end and notes begin (2.00
 * in euro, 500 in yen): it is what "small" means.
 */
export function computeSmallAmount(currency: string, denominations: readonly number[]): number {
  const sorted = denominations.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 2 * 10 ** Math.max(2, decimalsOf(currency));
}

/** Computes the probability that a difference without a cause is exactly this one. */
export function chanceProbability(amount: number, scale: number): number {
  return (
    SMALL_SHARE * computeSmallProbability(amount, scale / 2) +
    (1 - SMALL_SHARE) * chanceOfLargeAmount(amount, scale)
  );
}

/**
 * Computes the probability that a line taken at random, perhaps without a difference, has this one.
 */
export function coincidenceProbability(amount: number, scale: number): number {
  return DIFFERING_SHARE * chanceProbability(amount, scale);
}

/**
 * Computes the same probability for an amount of any size, such as a payment that went elsewhere.
 */
export function chanceOfLargeAmount(amount: number, scale: number): number {
  const size = Math.abs(amount) + scale;
  return computeRoundness(amount, chooseRoundStep(scale)) / (2 * MAGNITUDES * size);
}

/** Round amounts are multiples of this: 5.00 in euro and pounds, 1,000 in yen. */
function chooseRoundStep(scale: number): number {
  const ten = 10 ** Math.floor(Math.log10(2 * scale));
  return [ten, 5 * ten, 10 * ten].find((step) => step >= 2 * scale) ?? ten;
}

/**
 * Scores how well a cause fits that leaves `rest` of the difference, because tills are also a few
 * cents off. It is 0 when the rest exceeds the slack, or is no small part of the difference.
 */
export function scoreExactness(
  rest: number,
  { difference, slack, scale }: { difference: number; slack: number; scale: number },
): number {
  if (rest === 0) return EXACT_SHARE;
  const isSmall = Math.abs(rest) <= slack && isNear(difference - rest, difference);
  return isSmall ? (1 - EXACT_SHARE) * computeSmallProbability(rest, scale / 4) : 0;
}

/** Tells whether an amount explains at least three quarters of a difference, and not much more. */
export function isNear(amount: number, difference: number): boolean {
  return Math.abs(difference - amount) * 4 <= Math.abs(difference);
}

/** Computes what a cause may leave of a difference: the tolerance, or what cash is off anyway. */
export function computeSlack(
  { tolerance, scale }: { tolerance: number; scale: number },
  isCash: boolean,
): number {
  return Math.max(tolerance, isCash ? OFF_MAX * scale : 0);
}

/**
 * Computes the least and the greatest amount that may explain a difference. Beyond ten times what
 * is small, the probability of the rest is less than one in 10 to the power of 17.
 */
export function computeNear(
  difference: number,
  measure: { tolerance: number; scale: number },
): readonly [number, number] {
  const size = Math.abs(difference);
  const reach = Math.min(size / 4, computeSlack(measure, true), REST_MAX * measure.scale);
  return [difference - reach, difference + reach];
}

/** The probability decreases exponentially on either side of 0. */
function computeSmallProbability(amount: number, mean: number): number {
  return (computeRoundness(amount, STEP) * Math.exp(-Math.abs(amount) / mean)) / (2 * mean);
}

/** Half of the amounts are multiples of `step`, which therefore gain what the others lose. */
function computeRoundness(amount: number, step: number): number {
  return amount % step === 0 ? 0.5 + 0.5 * step : 0.5;
}
