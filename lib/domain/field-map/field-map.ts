/**
 * The field map says where each of our fields is found in Cashrec's JSON, as data. Cashrec
 * publishes no field name, so nothing else in the product may know one. See
 * lib/server/cashrec/README.md.
 */

/**
 * Parsed JSON. A `number` represents only a numeral of at most fifteen significant digits, whose
 * shortest text is that same decimal; the parser gives a longer numeral as its text.
 */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export const FIELD_NAMES = [
  "centreId",
  "businessDate",
  "currency",
  "status",
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
  // These are lists of inner records:
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
export type FieldName = (typeof FIELD_NAMES)[number];

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

export type FieldMap = {
  /** The path to the list of records, such as "data.items"; null for the only list there is. */
  rows: string | null;
  /**
   * Lists the aliases of each field, the best first: a key in any spelling (`businessDay`,
   * `BusinessDay`, `business_day`), or a path of keys (`shift.id`). A leading "@" makes an alias
   * valid only inside the object of that kind: "@id" of a till is the id in an element of a list of
   * tills.
   */
  fields: Record<FieldName, readonly string[]>;
  /** Each response with records must have these fields at least once. */
  required: readonly RequiredField[];
  /**
   * Each register shift has these sections. Where one of them is absent its sum is unknown; any
   * other section that is absent has nothing in it.
   */
  always: readonly Section[];
  /** These words in ids, names and types reveal what a tender or a movement is. */
  words: Record<WordGroup, readonly string[]>;
  /** These ids stand for what a sheet does not name. */
  assumed: { shiftId: string; tillId: string; cash: string; card: string; voucher: string };
  /** Says how a business date is written when it is not YYYY-MM-DD. */
  dates: "iso" | "day-first" | "month-first";
};
