/**
 * Differences just under their tolerance: in its last fifth, on the side that they are on. Spread
 * evenly over what a tolerance forgives, one in five would lie there; markedly more are worth a
 * look. Of a tolerance of t minor units the last t / 5, rounded down, count as such, so that chance
 * never puts more than a fifth there, however small the tolerance is.
 */
import { assert } from "../assert";
import type { Line } from "../line";

/** The last of so many parts of a tolerance. A tolerance of fewer minor units has none. */
export const JUST_UNDER_PARTS = 5;
/** With fewer differences within tolerance nothing is said. */
export const JUST_UNDER_LINES_MIN = 20;
/** Chance alone brings it about in fewer centres than this share of them. */
export const JUST_UNDER_CHANCE = 0.001;

/** The tolerance of a line is the one that it was judged by: that of the side of its difference. */
export function isJustUnder({
  difference,
  tolerance,
  verdict,
}: Pick<Line, "difference" | "tolerance" | "verdict">): boolean {
  if (verdict !== "within-tolerance" || difference === null) return false;
  return tolerance - Math.abs(difference) < Math.floor(tolerance / JUST_UNDER_PARTS);
}

/** So many of the differences within tolerance that even spreading would hardly explain it. */
export function areManyJustUnder(found: number, within: number): boolean {
  if (within < JUST_UNDER_LINES_MIN || isUsual(found, within)) return false;
  return computeUpperTail(found, within) < JUST_UNDER_CHANCE;
}

/**
 * How likely it is that at least so many of `all` lie just under, when each does by a chance of one
 * in five: the upper tail of a binomial distribution, whose terms only fall above its middle. Begun
 * with logarithms, because of a few thousand differences its factors are too small for a number.
 */
export function computeUpperTail(found: number, all: number): number {
  assert(!isUsual(found, all), "what is usual or less is begun with terms that may be nothing");
  let log = found * Math.log(1 / JUST_UNDER_PARTS);
  log += (all - found) * Math.log(1 - 1 / JUST_UNDER_PARTS);
  for (let at = 1; at <= found; at += 1) log += Math.log((all - found + at) / at);
  let chance = 0;
  let one = Math.exp(log);
  for (let at = found; at <= all && chance + one > chance; at += 1) {
    chance += one;
    one *= (all - at) / (at + 1) / (JUST_UNDER_PARTS - 1);
  }
  return chance;
}

function isUsual(found: number, all: number): boolean {
  return found * JUST_UNDER_PARTS <= all;
}
