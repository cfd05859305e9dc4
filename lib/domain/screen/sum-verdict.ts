/**
 * Judges the sum of several differences: it has the colour of a difference only where one of its
 * lines lies outside its tolerance on that side.
 */
import type { Verdict } from "../line";

/** Counts the lines of the sum that are outside their tolerance. */
export type OutsideLines = { short: number; over: number };

/** Null means that nothing can be compared. */
export function judgeSum(minor: number | null, outside: OutsideLines): Verdict {
  if (minor === null || minor === 0) return "matched";
  if (minor < 0) return outside.short > 0 ? "short" : "within-tolerance";
  return outside.over > 0 ? "over" : "within-tolerance";
}
