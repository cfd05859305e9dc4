/**
 * Divides the amount of a tender that includes a tip or a gift card, such as a tip that was paid by
 * card. Cashrec publishes no field that says so; somebody in finance does. Where the sheet itself
 * contradicts it, nothing is divided: the item stays a line of its own, and a finding says so.
 */
import { isSale, type SheetTender, type SpecialEntry } from "../cash-sheet";
import { sum } from "../money";
import type { Meanings } from "./item-kind";
import { turnAsSales } from "./special-part";

export type ItemInTender = { tender: SheetTender; part: SpecialEntry; within: string };

type Contained = {
  parts: SpecialEntry[];
  /** Items that can't be within the tender that finance names for them. */
  refused: ItemInTender[];
};

/** `tenders` are those of one register shift, as the sheet lists them. */
export function containItems(
  items: readonly ItemInTender[],
  tenders: readonly SheetTender[],
  meanings: Meanings["tenders"],
): Contained {
  const contained: Contained = { parts: [], refused: [] };
  for (const container of new Set(items.map(({ within }) => within))) {
    const included = items.filter(({ within }) => within === container);
    const parts = turnAsSales(included.map(({ part }) => part));
    const rows = tenders.filter(({ tenderId }) => tenderId === container);
    if (!meanings.has(container) && canContain(rows, parts)) {
      contained.parts.push(...parts.map((part) => ({ ...part, within: container })));
    } else {
      // Nothing is within anything, and needs no line.
      contained.refused.push(...included.filter(({ tender }) => tender.amount?.amount !== 0));
    }
  }
  return contained;
}

/** An amount that is not provided contradicts nothing. */
function canContain(rows: readonly SheetTender[], parts: readonly SpecialEntry[]): boolean {
  if (rows.length === 0) return false;
  if (rows.some(({ kind }) => !isSale(kind) || kind === "gift-card")) return false;
  if (rows.some(({ currency }) => currency !== undefined)) return false;
  const whole = rows.flatMap(({ amount }) => amount?.amount ?? []);
  const known = parts.flatMap(({ amount }) => amount?.amount ?? []);
  return whole.length < rows.length || sum(known) <= sum(whole);
}
