/**
 * Tests whether the difference is a whole number of one note: a few were counted too often, or not
 * at all.
 */
import { isItemised } from "./surroundings";
import type { Hypothesis, HypothesisInput } from "./hypothesis";

/** Half of the miscounted notes are counted too often, and half are left out. */
const ONE_WAY = 0.5;
/** How often one, two or three notes are miscounted; larger quantities share the rest. */
const QUANTITIES = [0.75, 0.15, 0.05];
const QUANTITY_MAX = 10;
const QUANTITY_SHARE_BEYOND = 0.05 / (QUANTITY_MAX - QUANTITIES.length);
/** Above this many times the scale (50.00 in euro), a note is rarer in a till the larger it is. */
const LARGE = 25;

export function tryNotes({
  line,
  difference,
  denominations,
  scale,
}: HypothesisInput): Hypothesis[] {
  if (line.tenderKind !== "cash") return [];
  const all = denominations.reduce((total, value) => total + computeLikelihood(value, scale), 0);
  return denominations.flatMap((value) => {
    const quantity = Math.round(Math.abs(difference) / value);
    if (quantity < 1 || quantity > QUANTITY_MAX || !canContain(value, quantity)) return [];
    const amount = quantity * value;
    return [
      {
        kind: "note-miscounted",
        explained: Math.sign(difference) * amount,
        evidence:
          (ONE_WAY * computeQuantityLikelihood(quantity) * computeLikelihood(value, scale)) / all,
        facts: { amountMinor: amount, quantity, unitMinor: value },
      } satisfies Hypothesis,
    ];
  });

  /**
   * Notes that were counted too often must be in the count that often, where notes were counted.
   */
  function canContain(value: number, quantity: number): boolean {
    if (difference < 0 || !isItemised(line)) return true;
    const counted = line.denominations?.find(({ valueMinor }) => valueMinor === value);
    return (counted?.quantity ?? 0) >= quantity;
  }
}

/** Any small difference is a whole number of some coin, so that coins have little weight. */
function computeLikelihood(value: number, scale: number): number {
  const note = 1 / (1 + ((2 * scale) / value) ** 4);
  return note * Math.min(1, (LARGE * scale) / value) ** 2;
}

function computeQuantityLikelihood(quantity: number): number {
  return QUANTITIES[quantity - 1] ?? QUANTITY_SHARE_BEYOND;
}
