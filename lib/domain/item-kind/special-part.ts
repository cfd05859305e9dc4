/** Makes steps of their own of tenders that are tips, gift cards or roundings. */
import type { SheetAmount, SheetTender, SpecialEntry } from "../cash-sheet";
import { negate } from "../money";
import type { TenderMeaning } from "./item-kind";

export function makePart(
  { tenderId, tenderName, amount }: SheetTender,
  meaning: TenderMeaning,
): SpecialEntry {
  const term = meaning.startsWith("tip")
    ? ("tips" as const)
    : meaning.startsWith("rounding")
      ? ("rounding" as const)
      : ("gift-cards" as const);
  return { term, label: tenderName ?? tenderId, amount };
}

/**
 * What another tender includes already stands in a list whose sum is the sales: a rounding of +0.02
 * as −0.02, a tip as a negative amount. A tip or a gift card may also be named as it is, which no
 * rounding can, because it has both signs.
 */
export function turnAsSales(parts: readonly SpecialEntry[]): SpecialEntry[] {
  return parts.map((part) => {
    const same = parts.filter(({ term }) => term === part.term);
    const isNamedAsIs = same.some(({ amount }) => amount !== null && amount.amount > 0);
    if (part.term !== "rounding" && isNamedAsIs) return part;
    return { ...part, amount: turn(part.amount) };
  });
}

export function turn(amount: SheetAmount | null): SheetAmount | null {
  return amount === null ? null : { amount: negate(amount.amount), rounded: amount.rounded };
}
