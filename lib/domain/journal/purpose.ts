/**
 * What an amount of a closed day is posted for. Each purpose has accounts of its own, and selectors
 * by which a rule may single out a part of it.
 */
import type { Term } from "../line";

export const PURPOSES = [
  "settlement", // Where the money of a tender is: cash on hand, or what a card company owes.
  "sales",
  "short",
  "over",
  "unreported", // It was counted, and Cashrec does not say what was expected.
  "float", // The part of the cash that stays in the tills.
  "expenses",
  "contributions",
  "withdrawals",
  "deposits",
  "pickups",
  "tips",
  "gift-cards", // What is owed for gift cards: sold ones add to it, redeemed ones take from it.
  "rounding",
  "petty-cash", // The cash in the fund of a centre.
  "petty-cash-expenses",
  "petty-cash-vat",
  "petty-cash-transfers", // Where top-ups come from, and returned cash goes.
  "petty-cash-short",
  "petty-cash-over",
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Each term of the expected cash but the float, which is no movement of the day. */
export const TERM_PURPOSES = {
  sales: "sales",
  contributions: "contributions",
  withdrawals: "withdrawals",
  expenses: "expenses",
  deposits: "deposits",
  pickups: "pickups",
  tips: "tips",
  "gift-cards": "gift-cards",
  rounding: "rounding",
} as const satisfies Record<Exclude<Term, "float">, Purpose>;

export const SELECTOR_KINDS = ["kind", "tender", "label", "reason"] as const;
export type SelectorKind = (typeof SELECTOR_KINDS)[number];

const TENDERS = ["kind", "tender"] as const;
const DIFFERENCES = ["kind", "tender", "reason"] as const;
const LABELS = ["label"] as const;
/** Tips and gift cards are tenders on some tills, and entries on others. */
const OWED = ["tender", "label"] as const;

/** Every purpose also has the selector "*", which is all of it. */
export const PURPOSE_SELECTORS: Record<Purpose, readonly SelectorKind[]> = {
  settlement: TENDERS,
  sales: TENDERS,
  short: DIFFERENCES,
  over: DIFFERENCES,
  unreported: DIFFERENCES,
  float: TENDERS,
  expenses: LABELS,
  contributions: LABELS,
  withdrawals: LABELS,
  deposits: LABELS,
  pickups: LABELS,
  tips: OWED,
  "gift-cards": OWED,
  rounding: LABELS,
  "petty-cash": [],
  // A label is the type of expense, the rate of the tax, or the source of a top-up.
  "petty-cash-expenses": LABELS,
  "petty-cash-vat": LABELS,
  "petty-cash-transfers": LABELS,
  "petty-cash-short": ["reason"],
  "petty-cash-over": ["reason"],
};

/** Input tax is claimed for what was bought. */
export function mayHaveVat(purpose: Purpose): boolean {
  return purpose === "expenses";
}
