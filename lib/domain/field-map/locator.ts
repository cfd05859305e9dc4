/**
 * A locator says where one of our fields is found in an object. The list of a field names several,
 * the best first. Locators are plain data, so that a map can be a file, a row of the database or a
 * proposal on a page.
 */
import type { TenderKind } from "../cash-sheet";

/** The value of a key of an element must be one of these, whatever its letter case. */
export type Where = Record<string, readonly (string | number | boolean)[]>;

/** Takes only some elements of a list, such as `lines` whose `lineType` is "PAYMENT". */
type FilteredList = { path: string; where: Where };

/**
 * Takes a value out of the elements of a list. An amount is the sum over all that match, another
 * field the value of the first of them.
 */
type FromList = { in: string; where?: Where | undefined; path: string };

export type Term = string | FromList;

/** An amount that is computed. It is unknown as soon as one of its terms is. */
export type Sum = { plus: readonly Term[]; minus: readonly Term[] };

/** The amount of a tender stands in a field of its own, beside those of other tenders. */
type TenderColumn = {
  path: string | Sum;
  tenderId: string;
  tenderName?: string | undefined;
  kind?: TenderKind | undefined;
};

/**
 * A text is a key in any spelling (`businessDay`, `BusinessDay`, `business_day`), or a path of keys
 * (`shift.id`). A leading "@" makes it valid only inside the object of that kind: "@id" of a till
 * is the id in an element of a list of tills. The path of a list may end in a field in braces: the
 * list is then an object whose keys are the values of that field, as in `payments.{tenderId}`.
 */
export type Locator =
  | string
  | FilteredList
  | FromList
  | Sum
  | { columns: readonly TenderColumn[] }
  | { constant: string | number | boolean };

/** A key of an object can be the value of one of these fields. */
export const KEY_FIELDS = [
  "centreId",
  "businessDate",
  "shiftId",
  "tillId",
  "tenderId",
  "entryLabel",
] as const;
export type KeyField = (typeof KEY_FIELDS)[number];
