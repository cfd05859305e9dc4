/**
 * Chooses which rows of the pad are folded away: the notes and coins that a till does not usually
 * have. What was counted of them is no part of it.
 */
import type { PadRow } from "./denomination-pad";

/** Fewer rows than this are not worth a fold. */
const FOLDED_MIN = 3;

/**
 * Returns the ids of the rows to fold. Rolls and bags have a fold of their own, and a till that was
 * never counted by the piece shows everything.
 */
export function findFoldedRows(
  rows: readonly PadRow[],
  usualValues: readonly number[],
): ReadonlySet<string> {
  const pieces = rows.filter(({ per }) => per === 1);
  const unusual = pieces.filter(({ valueMinor }) => !usualValues.includes(valueMinor));
  const isWorthIt = unusual.length >= FOLDED_MIN && unusual.length < pieces.length;
  return new Set(isWorthIt ? unusual.map(({ id }) => id) : []);
}
