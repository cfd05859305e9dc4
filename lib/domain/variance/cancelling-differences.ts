/**
 * Compares gross with net: shorts and overs that cancel each other out leave a net that looks like
 * nothing. This is reported when the net is at most a tenth of the gross, and the gross is more
 * than a line's worth of usual differences.
 */
import { computeGross, type VarianceSums } from "./variance";

/** The net is at most this share of the gross. */
const NET_SHARE_MAX = 0.1;
/** Each side has at least this many differences beyond the tolerance. */
const LINES_PER_SIDE_MIN = 3;
/** Where sales are known, the gross is at least this much per 1,000 of sales. */
const GROSS_PER_THOUSAND_MIN = 1;

export function cancelsOut(sums: VarianceSums): boolean {
  const gross = computeGross(sums);
  if (sums.shortMinor === 0 || sums.overMinor === 0) return false;
  if (Math.abs(sums.netMinor) > gross * NET_SHARE_MAX) return false;
  if (Math.min(sums.lines.short, sums.lines.over) < LINES_PER_SIDE_MIN) return false;
  const { salesMinor } = sums;
  if (salesMinor === null || salesMinor <= 0) return true;
  return gross * 1_000 >= salesMinor * GROSS_PER_THOUSAND_MIN;
}
