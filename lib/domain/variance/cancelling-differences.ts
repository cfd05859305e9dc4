/**
 * Gross against net: shorts and overs that cancel each other out leave a net that looks like
 * nothing. It is said when the net is at most a tenth of what was moved in either direction, and
 * what was moved is worth saying: a line's worth of usual differences is not.
 */
import { computeGross, type VarianceSums } from "./variance";

/** Of the gross: a net below it is quiet. */
export const NET_SHARE_MAX = 0.1;
/** Each side has at least so many differences beyond the tolerance … */
export const LINES_PER_SIDE_MIN = 3;
/** … and the gross is at least so much of 1,000 of sales, where sales are known. */
export const GROSS_PER_THOUSAND_MIN = 1;

export function cancelsOut(sums: VarianceSums): boolean {
  const gross = computeGross(sums);
  if (sums.shortMinor === 0 || sums.overMinor === 0) return false;
  if (Math.abs(sums.netMinor) > gross * NET_SHARE_MAX) return false;
  if (Math.min(sums.lines.short, sums.lines.over) < LINES_PER_SIDE_MIN) return false;
  const { salesMinor } = sums;
  if (salesMinor === null || salesMinor <= 0) return true;
  return gross * 1_000 >= salesMinor * GROSS_PER_THOUSAND_MIN;
}
