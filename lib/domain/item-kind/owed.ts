/**
 * Adds up what a day's lines make the centre owe: tips to its staff, gift cards to their holders.
 * The journal posts the same amounts, so that what is owed here is what the books have.
 */
import type { TenderKind } from "../cash-sheet";
import type { Line } from "../line";
import { type Minor, minor } from "../money";

export const OWED_KINDS = ["tips", "gift-cards"] as const;
type OwedKind = (typeof OWED_KINDS)[number];

/** Both are positive. With an amount that is not provided, neither is the whole. */
type OwedSums = {
  /** Tips that were taken, gift cards that were sold. */
  in: Minor;
  /** Tips that were paid out, gift cards that were redeemed or taken back. */
  out: Minor;
  unknown: number;
};
export type Owed = Record<OwedKind, OwedSums>;

/** The tenders that are owed, or owed no more, as a whole. */
const OWED_TENDERS: Partial<Record<TenderKind, OwedKind>> = {
  tip: "tips",
  "gift-card-sale": "gift-cards",
  "gift-card": "gift-cards",
};

export function addUpOwed(lines: readonly OwedLine[]): Owed {
  const owed = { tips: noSums(), "gift-cards": noSums() };
  for (const line of lines) addLine(owed, line);
  return owed;
}

type OwedLine = Pick<Line, "tenderKind" | "expected" | "counted" | "terms">;

function addLine(owed: Owed, { tenderKind, expected, counted, terms }: OwedLine): void {
  for (const { term, entries } of terms ?? []) {
    if (term !== "tips" && term !== "gift-cards") continue;
    for (const { amount } of entries) add(owed[term], amount);
  }
  const kind = terms === null && tenderKind !== null ? OWED_TENDERS[tenderKind] : undefined;
  if (kind === undefined) return;
  // A card that was redeemed is what lies in the till, as long as somebody counted it.
  if (tenderKind === "gift-card") add(owed[kind], turn(counted ?? expected));
  else add(owed[kind], expected);
}

function add(sums: OwedSums, amount: Minor | null): void {
  if (amount === null) sums.unknown += 1;
  else if (amount > 0) sums.in = minor(sums.in + amount);
  else sums.out = minor(sums.out - amount);
}

function turn(amount: Minor | null): Minor | null {
  return amount === null ? null : minor(0 - amount);
}

function noSums(): OwedSums {
  return { in: minor(0), out: minor(0), unknown: 0 };
}
