/**
 * Proposes which of the counted notes and coins stay in the till as its float, and which go to the
 * bank. Small pieces stay, because the next shift gives change with them.
 */
import { type Minor, minor } from "../money";
import { computeAmount, type CountItem } from "./denomination";

/** Of one kind of piece, roll or bag: how many were counted, stay, and go to the bank. */
type SplitRow = { item: CountItem; leave: number; bank: number };

export type FloatSplit = {
  /** The rows are in descending value, without those of which nothing was counted. */
  rows: SplitRow[];
  leaveMinor: Minor;
  bankMinor: Minor;
  /** Whether exactly the float stays; otherwise it is the nearest sum that the pieces make. */
  isExact: boolean;
};

type Piece = { item: CountItem; value: number; quantity: number };

/**
 * Above this many sums no proposal is made: an agreed float of 10,000.00 in cents is still below
 * it.
 */
const SUMS_MAX = 1_100_000;

/** Returns null when nothing was counted by the piece, or the amounts are too large to search. */
export function splitFloat(items: readonly CountItem[], floatMinor: Minor): FloatSplit | null {
  const pieces = listPieces(items);
  if (pieces.length === 0 || floatMinor < 0) return null;
  const step = pieces.reduce((divisor, { value }) => greatestDivisor(divisor, value), 0);
  const scaled = pieces.map((piece) => ({ ...piece, value: piece.value / step }));
  const total = scaled.reduce((sum, { value, quantity }) => sum + value * quantity, 0);
  const largest = scaled.at(-1)?.value ?? 0;
  // A sum above the float that is nearest to it is less than one piece above.
  const top = Math.min(total, Math.ceil(floatMinor / step) + largest);
  if (top > SUMS_MAX) return null;
  const reachable = listReachable(scaled, top);
  const leave = findNearest(reachable[0], floatMinor / step, top);
  const counts = chooseSmallest(scaled, reachable, leave);
  const rows = pieces.map(({ item, quantity }, at) => {
    const stays = counts[at] ?? 0;
    return { item, leave: stays, bank: quantity - stays };
  });
  return {
    rows: rows.reverse(),
    leaveMinor: minor(leave * step),
    bankMinor: minor((total - leave) * step),
    isExact: leave * step === floatMinor,
  };
}

/** In ascending value; money counted in bulk is one piece, because nobody knows its parts. */
function listPieces(items: readonly CountItem[]): Piece[] {
  return items
    .flatMap((item) => {
      const value = computeAmount({ ...item, quantity: 1 });
      return value === null || value === 0 || item.quantity === 0
        ? []
        : [{ item, value, quantity: item.quantity }];
    })
    .sort((a, b) => a.value - b.value);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Which sums the pieces from each position on can make; after the last piece, only zero. */
function listReachable(pieces: readonly Piece[], top: number): Uint8Array[] {
  const none = new Uint8Array(top + 1);
  none[0] = 1;
  const reachable = [none];
  for (const { value, quantity } of [...pieces].reverse()) {
    const others = reachable[0] ?? none;
    const sums = new Uint8Array(others);
    /** How many of this piece a sum needs at least. */
    const needed = new Int32Array(top + 1);
    for (let sum = value; sum <= top; sum += 1) {
      if (sums[sum] === 1) continue;
      const before = needed[sum - value] ?? 0;
      if (sums[sum - value] !== 1 || before >= quantity) continue;
      sums[sum] = 1;
      needed[sum] = before + 1;
    }
    reachable.unshift(sums);
  }
  return reachable;
}

/** Of two sums that are equally near, the larger one stays: a till needs enough change. */
function findNearest(sums: Uint8Array | undefined, wanted: number, top: number): number {
  let nearest = 0;
  for (let sum = 0; sum <= top; sum += 1) {
    if (sums?.[sum] !== 1) continue;
    if (Math.abs(sum - wanted) <= Math.abs(nearest - wanted)) nearest = sum;
  }
  return nearest;
}

/** As many as possible of the smallest piece stay, then of the next, as long as the sum works. */
function chooseSmallest(
  pieces: readonly Piece[],
  reachable: readonly Uint8Array[],
  sum: number,
): number[] {
  let left = sum;
  return pieces.map(({ value, quantity }, at) => {
    let count = Math.min(quantity, Math.floor(left / value));
    while (count > 0 && reachable[at + 1]?.[left - count * value] !== 1) count -= 1;
    left -= count * value;
    return count;
  });
}
