/**
 * Decides who may take over a till. Whoever hands it over and whoever takes it are two people, and
 * each counts for themselves, so that a difference is known while both are still there.
 */
import { type Minor, minor } from "../money";
import type { CountItem } from "./denomination";

export type TakeOverRefusal = "same-person" | "taken-over" | "no-hand-over";

/** A hand-over as far as it matters here; null when there is none of that number. */
export type OpenHandOver = { givenById: string; isTaken: boolean };

export function refuseTakeOver(
  handOver: OpenHandOver | null,
  takerId: string,
): TakeOverRefusal | null {
  if (handOver === null) return "no-hand-over";
  if (handOver.isTaken) return "taken-over";
  return handOver.givenById === takerId ? "same-person" : null;
}

/** What the two disagree by: negative when less was found than was handed over. */
export function computeDisagreement(givenMinor: number, takenMinor: number): Minor {
  return minor(takenMinor - givenMinor);
}

/** One kind of piece, roll or bag, and how many of it each of the two counted. */
export type ComparedPiece = {
  item: Omit<CountItem, "quantity">;
  given: number;
  taken: number;
};

/**
 * Puts the pieces that two people counted beside each other, in descending value and without those
 * that neither had. What was counted in bulk is one row, whose numbers are amounts.
 */
export function comparePieces(
  given: readonly CountItem[],
  taken: readonly CountItem[],
): ComparedPiece[] {
  const compared = new Map<string, ComparedPiece>();
  const add = (side: "given" | "taken", { quantity, ...item }: CountItem) => {
    const key = item.loose === true ? "loose" : `${item.valueMinor} ${item.per ?? 1}`;
    const piece = compared.get(key) ?? { item, given: 0, taken: 0 };
    piece[side] += item.loose === true ? item.valueMinor * quantity : quantity;
    compared.set(key, piece);
  };
  for (const item of given) add("given", item);
  for (const item of taken) add("taken", item);
  return [...compared.values()]
    .filter((piece) => piece.given !== 0 || piece.taken !== 0)
    .sort((one, other) => compareItems(one.item, other.item));
}

function compareItems(one: ComparedPiece["item"], other: ComparedPiece["item"]): number {
  if (one.loose !== other.loose) return one.loose === true ? 1 : -1;
  return other.valueMinor - one.valueMinor || (one.per ?? 1) - (other.per ?? 1);
}
