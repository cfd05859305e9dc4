/** A whole number of one note: a few of a kind were counted too often, or not at all. */
import { isItemised } from "./surroundings";
import type { Hypothesis, HypothesisInput } from "./hypothesis";

/** As many notes are counted too often as are left out. */
const ONE_WAY = 0.5;
/** How often one note, two, three; more share what is left. */
const QUANTITIES = [0.75, 0.15, 0.05];
const QUANTITY_MAX = 10;
const QUANTITY_SHARE_BEYOND = 0.05 / (QUANTITY_MAX - QUANTITIES.length);
/** What lies above this many times the scale (50.00 in euro) is the rarer in a till, the larger. */
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

  /** What was counted too often stands in the count that often, where notes were counted. */
  function canContain(value: number, quantity: number): boolean {
    if (difference < 0 || !isItemised(line)) return true;
    const counted = line.denominations?.find(({ valueMinor }) => valueMinor === value);
    return (counted?.quantity ?? 0) >= quantity;
  }
}

/** Any difference of small change is a whole number of some coin, so that coins weigh little. */
function computeLikelihood(value: number, scale: number): number {
  const note = 1 / (1 + ((2 * scale) / value) ** 4);
  return note * Math.min(1, (LARGE * scale) / value) ** 2;
}

function computeQuantityLikelihood(quantity: number): number {
  return QUANTITIES[quantity - 1] ?? QUANTITY_SHARE_BEYOND;
}
