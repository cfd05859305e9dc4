/** A till counted by denomination: what its notes and coins add up to. */
import { COUNTED_MINOR_MAX } from "./till-count-file";
import { type Minor, minor } from "./money";

export type Denomination = { valueMinor: number; quantity: number };

/** Null when a value stands there twice, or the sum is larger than any count may be. */
export function sumDenominations(denominations: readonly Denomination[]): Minor | null {
  const values = new Set(denominations.map(({ valueMinor }) => valueMinor));
  if (values.size !== denominations.length) return null;
  let total = 0;
  for (const { valueMinor, quantity } of denominations) {
    total += valueMinor * quantity;
    if (total > COUNTED_MINOR_MAX) return null;
  }
  return minor(total);
}
