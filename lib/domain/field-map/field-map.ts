/**
 * The field map says where each of our fields is found in Cashrec's JSON, as data. Cashrec
 * publishes no field name, so nothing else in the product may know one. See
 * lib/server/cashrec/README.md.
 */

import type { TenderKind } from "../cash-sheet";
import type { Locator } from "./locator";
import type { RequestShape } from "./request-shape";

/**
 * Parsed JSON. A `number` represents only a numeral of at most fifteen significant digits, whose
 * shortest text is that same decimal; the parser gives a longer numeral as its text.
 */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** These fields are lists of inner records. */
export const LIST_FIELDS = [
  "reviews",
  "sheets",
  "shifts",
  "tills",
  "tenders",
  "cards",
  "vouchers",
  "expenses",
  "movements",
  "contributions",
  "withdrawals",
  "deposits",
  "pickups",
] as const;

export const FIELD_NAMES = [
  "centreId",
  "businessDate",
  "currency",
  "status",
  "reviewSection",
  "reviewState",
  "version", // Of two sheets for one centre and date, the one with the later version is read.
  "shiftId",
  "shiftName",
  "openedAt",
  "closedAt",
  "tillId",
  "tillName",
  "grossSales",
  "netSales",
  "tickets",
  "float",
  "cashDifference",
  "cashSales", // This is the figure for the cash taken, where no list of payments names it.
  "tenderId",
  "tenderName",
  "tenderKind",
  "tenderAmount",
  "tenderCurrency", // Where one drawer has cash of several currencies.
  "quantity",
  "unitValue",
  "entryLabel",
  "entryDirection",
  "entryPaidWith",
  "entryAmount",
  ...LIST_FIELDS,
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** A sum can be computed for these fields. */
export const AMOUNT_FIELDS = [
  "grossSales",
  "netSales",
  "float",
  "cashDifference",
  "cashSales",
  "tenderAmount",
  "entryAmount",
] as const satisfies FieldName[];

export const WORD_GROUPS = [
  "cash",
  "card",
  "voucher",
  "bank", // Ways to pay an expense that never touch the till.
  "contribution",
  "withdrawal",
] as const;
export type WordGroup = (typeof WORD_GROUPS)[number];

export const REQUIRED_FIELDS = ["tenders", "tenderAmount"] as const;
export type RequiredField = (typeof REQUIRED_FIELDS)[number];

/** Sections of a register shift with entries. */
export const SECTIONS = [
  "expenses",
  "movements",
  "contributions",
  "withdrawals",
  "deposits",
  "pickups",
] as const;
export type Section = (typeof SECTIONS)[number];

export const DATE_FORMS = [
  "iso", // 2019-01-05, 20190105, or either with a time
  "day-first",
  "month-first",
  "epoch-seconds",
  "epoch-milliseconds",
] as const;

/** Texts of Cashrec that stand for terms of ours, whatever their letter case. */
type FieldValues = {
  tenderKind: Readonly<Record<string, TenderKind>>;
  entryDirection: Readonly<Record<string, "contribution" | "withdrawal">>;
  entryPaidWith: Readonly<Record<string, "till" | "elsewhere">>;
  status: Readonly<Record<string, string>>;
  currency: Readonly<Record<string, string>>;
};

export type FieldMap = {
  /**
   * The path to the list of records, such as "data.items"; null for the only list there is. It may
   * end in a field in braces, as the path of a list may.
   */
  rows: string | null;
  /** Lists the locators of each field, the best first. */
  fields: Record<FieldName, readonly Locator[]>;
  /** Each response with records must have these fields at least once. */
  required: readonly RequiredField[];
  /**
   * Each register shift has these sections. Where one of them is absent its sum is unknown; any
   * other section that is absent has nothing in it.
   */
  always: readonly Section[];
  /**
   * Paths of figures and lists that are known not to be needed, such as `$.data[].dayTotal`.
   * Nobody is asked about them. `[]` stands for the elements of a list, `{}` for those of an
   * object whose keys are data.
   */
  ignored: readonly string[];
  /** These words in ids, names and types reveal what a tender or a movement is. */
  words: Record<WordGroup, readonly string[]>;
  values: FieldValues;
  /** These ids stand for what a sheet does not name. */
  assumed: { shiftId: string; tillId: string; cash: string; card: string; voucher: string };
  amounts: {
    /**
     * Amounts are in units of the currency ("major") or in cents ("minor"); null means the same as
     * "major" where nobody knows, so that whole amounts are asked about.
     */
    scale: "major" | "minor" | null;
    /**
     * Where the mark is given, amounts in texts may have marks between thousands, a sign or code of
     * the currency, and a minus before, behind or as parentheses. Without it they are plain.
     */
    decimalMark: "." | "," | null;
  };
  /** Says how a business date is written. What is unmistakable is read in each of them. */
  dates: (typeof DATE_FORMS)[number];
  /**
   * Says which business date a moment in another zone belongs to: the date in the centre's own zone
   * ("zone-date"), or the day that the centre's start of the day gives it ("business-day"), which
   * suits a shift's opening time. With null such a moment is refused.
   */
  moments: "zone-date" | "business-day" | null;
  request: RequestShape;
};
