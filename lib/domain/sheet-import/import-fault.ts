/** Why a file of cash sheets is refused, and where in it. */

export const SHEET_FAULTS = [
  "not-text", // It is not UTF-8, or has characters that no text has.
  "not-json",
  "quotes", // Quotation marks in a CSV file are not closed.
  "heading", // The first row of a CSV file has an empty or repeated name.
  "cells", // A row has another number of cells than the heading.
  "form", // The field map can't read it.
  "no-sheets",
  "unknown-centre",
  "too-far-ahead",
  "repeated", // Another file has the same centre and date.
  "from-cashrec", // Cashrec itself has reported this centre and date.
] as const;

export type SheetFault = {
  code: (typeof SHEET_FAULTS)[number];
  /** The row of a CSV file as a spreadsheet numbers it: the heading is row 1. */
  row: number | null;
  /** A path in the JSON, or the name of a column. */
  path: string | null;
  /** What the code needs to explain itself. */
  value: string;
};

const REASONS: Record<SheetFault["code"], string> = {
  "not-text": "The file is not text in UTF-8.",
  "not-json": "The file is not whole, valid JSON.",
  quotes: "A quotation mark is not closed.",
  heading: "The heading has an empty or repeated name.",
  cells: "The row has another number of cells than the heading.",
  form: "The field map can't read it",
  "no-sheets": "The file has no cash sheet.",
  "unknown-centre": "There is no such centre, or it is not yours",
  "too-far-ahead": "This business date has not come yet",
  repeated: "The same centre and date is in another file too",
  "from-cashrec": "Cashrec itself has reported this day, and a file does not replace it",
};

export function formatSheetFault({ code, value }: SheetFault): string {
  return value === "" ? REASONS[code] : `${REASONS[code]}: ${value}`;
}
