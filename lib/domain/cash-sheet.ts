/**
 * Cashrec's record of one centre and business date, in the terms of this product. `null` means "not
 * provided by Cashrec" and is never zero; an empty list means that Cashrec reports there was
 * nothing.
 */
import type { Minor } from "./money";

/** A `gift-card` is one that pays; a `gift-card-sale` and a `tip` are taken for somebody else. */
export const TENDER_KINDS = [
  "cash",
  "card",
  "voucher",
  "gift-card",
  "gift-card-sale",
  "tip",
  "other",
] as const;
export type TenderKind = (typeof TENDER_KINDS)[number];

/** Tips and gift cards that are sold are money of somebody else. */
export function isSale(kind: TenderKind): boolean {
  return kind !== "tip" && kind !== "gift-card-sale";
}

export type CashSheet = {
  centreId: string;
  businessDate: string;
  currency: string | null;
  /** Cashrec's own name for the status of the sheet; it is shown and never interpreted. */
  status: string | null;
  shifts: RegisterShift[];
  /** How far head office has come with each section; absent where Cashrec does not say. */
  reviews?: SheetReview[];
  /** It is absent where there is nothing to tell. */
  findings?: SheetFinding[];
};

/** Both are Cashrec's own words, which are shown and never interpreted. */
export type SheetReview = { section: string; state: string | null };

export const FINDING_KINDS = [
  "payment-unknown", // It is not known whether an expense was paid out of the till; it is left out.
  "like-cash", // A tender has a word for cash in its name, and is not counted as cash.
  "foreign-cash", // A tender is in another currency than the sheet; its amount is not provided.
  "not-contained", // A tip can't be within the tender that finance names; it stays apart.
  "sales-differ", // The tenders of a register shift do not add up to its gross sales.
  "difference-differs", // Cashrec's own cash difference is another one than ours.
] as const;

/**
 * What reading a sheet can't decide for sure, or what does not add up in it, and a person should
 * know.
 */
export type SheetFinding = {
  kind: (typeof FINDING_KINDS)[number];
  shiftId: string;
  tillId: string;
  /** The name of the tender or the label of the expense. */
  name: string | null;
  /** How the expense was paid, or the currency of the tender. */
  detail: string | null;
  /** The two figures that do not agree; absent for other findings. */
  figures?: { cashrecMinor: Minor; oursMinor: Minor };
};

/** A register shift is one till in one shift. */
export type RegisterShift = {
  shiftId: string;
  shiftName: string | null;
  tillId: string;
  tillName: string | null;
  /** Times are local wall-clock times, YYYY-MM-DDTHH:MM:SS. */
  openedAt: string | null;
  closedAt: string | null;
  grossSales: SheetAmount | null;
  netSales: SheetAmount | null;
  tickets: number | null;
  /** Mapal calls it the cash fund. */
  float: SheetAmount | null;
  /** Lists the takings per tender; null when the sheet does not list them at all. */
  tenders: SheetTender[] | null;
  /** Expenses are paid out of the till. */
  expenses: SheetEntry[] | null;
  contributions: SheetEntry[] | null;
  withdrawals: SheetEntry[] | null;
  deposits: SheetEntry[] | null;
  pickups: SheetEntry[] | null;
  /** Tips, gift cards and roundings in the till; absent where there are none. */
  special?: SpecialEntry[];
  /** Cashrec's own cash difference is stored apart from the one that we compute. */
  cashDifference: SheetAmount | null;
};

/** `rounded` is true when Cashrec's figure had a fraction of a minor unit. */
export type SheetAmount = { amount: Minor; rounded: boolean };

export type SheetTender = {
  tenderId: string;
  tenderName: string | null;
  kind: TenderKind;
  amount: SheetAmount | null;
  /** Present where it is not the sheet's; the amount is then not provided. */
  currency?: string;
};

/**
 * The list that contains the entry tells its direction; a negative amount cancels another one. The
 * amount is null when the entry is listed without one, and the sum of its list is then unknown.
 */
export type SheetEntry = { label: string | null; amount: SheetAmount | null };

/** Steps of expected cash that exist only where there is something of them. */
export const SPECIAL_TERMS = ["tips", "gift-cards", "rounding"] as const;

/** The amount is positive when money came into the till. */
export type SpecialEntry = SheetEntry & {
  term: (typeof SPECIAL_TERMS)[number];
  /** The tender whose amount includes it; absent where it is in the cash of the till. */
  within?: string;
};
