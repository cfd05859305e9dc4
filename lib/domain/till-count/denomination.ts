/** Defines how a drawer is counted by notes and coins, by rolls and bags, and in bulk. */
import { COUNTED_MINOR_MAX } from "./import-row";
import { type Minor, minor } from "../money";

export const DENOMINATIONS_MAX = 40;

export type Denomination = {
  valueMinor: number;
  kind: "note" | "coin";
  /** Pieces in a roll (coins) or a bundle (notes); null when they are not counted so. */
  rollOf: number | null;
  bagOf: number | null;
};

/**
 * These are pieces of one value: `quantity` of them, or of rolls and bags with `per` pieces each.
 * What was counted in bulk is one piece of the whole amount, and `loose`.
 */
export type CountItem = {
  valueMinor: number;
  quantity: number;
  per?: number | undefined;
  loose?: true | undefined;
};

/** Returns null when the sum is larger than any count may be. */
export function computeAmount({ valueMinor, quantity, per = 1 }: CountItem): Minor | null {
  // Each product is checked, because one beyond the safe integers would be rounded.
  const pieces = quantity * per;
  if (pieces > COUNTED_MINOR_MAX) return null;
  const amount = pieces * valueMinor;
  return amount > COUNTED_MINOR_MAX ? null : minor(amount);
}

/** Returns null when an item occurs twice, or the sum is larger than any count may be. */
export function sumItems(items: readonly CountItem[]): Minor | null {
  if (new Set(items.map(itemId)).size !== items.length) return null;
  let total = 0;
  for (const item of items) {
    const amount = computeAmount(item);
    if (amount === null) return null;
    total += amount;
    if (total > COUNTED_MINOR_MAX) return null;
  }
  return minor(total);
}

/** Combines what was counted by the piece with what was counted in bulk, as it is stored. */
export function withLoose(items: readonly CountItem[], looseMinor: number | null): CountItem[] {
  if (looseMinor === null || looseMinor === 0) return [...items];
  return [...items, { valueMinor: looseMinor, quantity: 1, loose: true }];
}

/** Tells whether two counts consist of the same pieces, in any order and with empty rows or not. */
export function sameItems(one: readonly CountItem[], other: readonly CountItem[]): boolean {
  const text = (items: readonly CountItem[]) =>
    items
      .filter(({ quantity }) => quantity > 0)
      .map((item) => `${itemId(item)} ${item.quantity}`)
      .sort()
      .join(", ");
  return text(one) === text(other);
}

/** Loose money has an id of its own, because it may be as large as a note. */
function itemId({ valueMinor, per, loose }: CountItem): string {
  return loose === true ? "loose" : `${valueMinor}/${per ?? 1}`;
}
