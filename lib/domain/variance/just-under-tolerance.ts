/**
 * Finds differences just under their tolerance: in its last fifth, on their own side. If they were
 * spread evenly within the tolerance, one in five would be there; markedly more deserve attention.
 * Of a tolerance of t minor units the last t / 5, rounded down, count, so that chance never puts
 * more than a fifth there, however small the tolerance is.
 */
import { assert } from "../assert";
import type { Line } from "../line";

/**
 * A tolerance is divided into this many parts, of which the last counts. A tolerance of fewer minor
 * units has none.
 */
export const JUST_UNDER_PARTS = 5;
/** With fewer differences within tolerance nothing is reported. */
export const JUST_UNDER_LINES_MIN = 20;
/**
 * The tolerance of a line is the one by which it was judged: that of the side of its difference.
 */
export function isJustUnder({
  difference,
  tolerance,
  verdict,
}: Pick<Line, "difference" | "tolerance" | "verdict">): boolean {
  if (verdict !== "within-tolerance" || difference === null) return false;
  return tolerance - Math.abs(difference) < Math.floor(tolerance / JUST_UNDER_PARTS);
}

/**
 * Computes how likely it is that so many differences within tolerance are just under it although
 * they are spread evenly; null when there are too few of them.
 */
export function computeJustUnderChance(found: number, within: number): number | null {
  if (within < JUST_UNDER_LINES_MIN) return null;
  return isUsual(found, within) ? 1 : computeUpperTail(found, within);
}

/**
 * Computes how likely it is that at least `found` of `all` are just under, when each is with a
 * probability of one in five: the upper tail of a binomial distribution, whose terms only decrease
 * above its middle. It starts with logarithms, because its factors for a few thousand differences
 * are too small for a number.
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
