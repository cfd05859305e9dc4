/**
 * Reads one row of a till count file. A cell that can't be read is a fault that names its row,
 * column and value; it is never taken for zero, and a row is never half read.
 */
import { formatLineKey, type LineKey } from "../keys";
import { decimalsOf, type Minor, parseMoney } from "../money";

export const COUNT_COLUMNS = [
  "centre_id",
  "business_date",
  "shift_id",
  "till_id",
  "tender_id",
  "counted",
] as const;
type CountColumn = (typeof COUNT_COLUMNS)[number];

export const IMPORT_BYTES_MAX = 32 * 1024 * 1024;

/** A file that is refused as a whole has one of these as the `reason` of the problem. */
export const FILE_REFUSALS = [
  "workbook",
  "old-workbook",
  "pdf",
  "compressed",
  "utf-16",
  "not-text",
  "not-utf-8",
  "empty",
  "no-rows",
  "too-large",
  "too-many-rows",
] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];

export type Separator = "," | ";";
/** Columns are indices from 0; `width` is the number of cells that a row has. */
export type Heading = {
  columnIndices: Record<CountColumn, number>;
  width: number;
  ignored: string[];
};

export const FAULT_CODES = [
  "missing-column",
  "repeated-column",
  "cells",
  "quotes",
  "empty",
  "not-an-id",
  "not-a-date",
  "too-far-ahead",
  "unknown-centre",
  "not-an-amount",
  "decimal-comma",
  "too-many-decimals",
  "too-large",
  "repeated",
  "day-not-open",
] as const;
type FaultCode = (typeof FAULT_CODES)[number];

/** `value` is the text of the cell, or what the code needs to explain itself. */
export type RowFault = {
  /** The row number in a spreadsheet: the heading is row 1. */
  row: number;
  column: CountColumn | null;
  code: FaultCode;
  value: string;
};

export type CountRow = LineKey & { row: number; counted: Minor; currency: string };

export const COUNTED_MINOR_MAX = 1_000_000_000_000;
const VALUE_CHARACTERS_MAX = 40;
const ID = /^[\p{L}\p{N}][\p{L}\p{N} ._:/-]{0,63}$/u;
const DATE = /^(2[01]\d{2})-(\d{2})-(\d{2})$/;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const AMOUNT = /^-?\d{1,16}(?:[.,]\d{1,6})?$/;

/** The names are the documented ones, in any order and case; further columns are ignored. */
export function readHeading(cells: readonly string[]): Heading | RowFault[] {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const faults = COUNT_COLUMNS.flatMap((column): RowFault[] => {
    const found = names.filter((name) => name === column).length;
    if (found === 1) return [];
    return [
      { row: 1, column, code: found === 0 ? "missing-column" : "repeated-column", value: "" },
    ];
  });
  if (faults.length > 0) return faults;
  const rowNumbers = COUNT_COLUMNS.map((column) => [column, names.indexOf(column)] as const);
  return {
    columnIndices: Object.fromEntries(rowNumbers) as Record<CountColumn, number>,
    width: cells.length,
    ignored: names.filter((name) => !COUNT_COLUMNS.includes(name as CountColumn)),
  };
}

/** What a row must fit; `lastDate` is the last business date that can be counted there. */
export type FileCentre = { currency: string; lastDate: string };

type RowInput = {
  row: number;
  cells: readonly string[];
  heading: Heading;
  separator: Separator;
  /** Returns null for a centre that does not exist, or is not the reader's: the two look alike. */
  centreOf: (centreId: string) => FileCentre | null;
};

export function readCountRow(input: RowInput): CountRow | RowFault[] {
  const { row, cells, heading, separator } = input;
  if (cells.length !== heading.width) {
    return [{ row, column: null, code: "cells", value: `${cells.length} / ${heading.width}` }];
  }
  const cell = (column: CountColumn) => (cells[heading.columnIndices[column]] ?? "").trim();
  const faults: RowFault[] = [];
  const refuse = (column: CountColumn, code: FaultCode) => {
    faults.push({ row, column, code, value: cell(column).slice(0, VALUE_CHARACTERS_MAX) });
  };
  for (const column of ["centre_id", "shift_id", "till_id", "tender_id"] as const) {
    if (cell(column) === "") refuse(column, "empty");
    else if (!ID.test(cell(column))) refuse(column, "not-an-id");
  }
  const businessDate = cell("business_date");
  if (!isCalendarDay(businessDate)) {
    refuse("business_date", businessDate === "" ? "empty" : "not-a-date");
  }
  const centreId = cell("centre_id");
  const centre = input.centreOf(centreId);
  if (centre === null && ID.test(centreId)) refuse("centre_id", "unknown-centre");
  if (centre !== null && isCalendarDay(businessDate) && businessDate > centre.lastDate) {
    refuse("business_date", "too-far-ahead");
  }
  const currency = centre?.currency ?? null;
  // Even without its currency an amount can be recognised as invalid.
  const counted = readAmount(cell("counted"), separator, currency);
  if (typeof counted === "string") refuse("counted", counted);
  if (faults.length > 0 || typeof counted === "string" || currency === null) return faults;
  return {
    row,
    centreId,
    businessDate,
    currency,
    counted,
    shiftId: cell("shift_id"),
    tillId: cell("till_id"),
    tenderId: cell("tender_id"),
  };
}

/** Remembers each key's row in `seen`; the second row of a key is a fault that names the first. */
export function findRepeated(seen: Map<string, number>, count: CountRow): RowFault | null {
  const id = formatLineKey(count);
  const first = seen.get(id);
  if (first === undefined) {
    seen.set(id, count.row);
    return null;
  }
  return { row: count.row, column: null, code: "repeated", value: String(first) };
}

export function isEmptyRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

/** Formats the fault in English, for readers of the API's response. */
export function formatFault({ code, column, value }: RowFault): string {
  switch (code) {
    case "missing-column":
      return `The heading has no column ${column ?? ""}. It needs ${COUNT_COLUMNS.join(", ")}.`;
    case "repeated-column":
      return `The heading names ${column ?? ""} more than once.`;
    case "cells":
      return `The row and the heading have different numbers of cells (${value}).`;
    case "quotes":
      return "A quotation mark opens a cell here and never closes it.";
    case "empty":
      return "The cell is empty. Leave out rows that were not counted.";
    case "not-an-id":
      return `“${value}” is not an id: use 1 to 64 letters, digits, or . _ : / -`;
    case "not-a-date":
      return `“${value}” is not a date. Write it as 2026-11-23.`;
    case "too-far-ahead":
      return `“${value}” lies after tomorrow in this centre. Check the year.`;
    case "unknown-centre":
      return `There is no such centre among yours: “${value}”.`;
    case "not-an-amount":
      return `“${value}” is not an amount. Write it as 1146.35.`;
    case "decimal-comma":
      return `“${value}”: where commas separate the columns, write the amount with a point.`;
    case "too-many-decimals":
      return `“${value}” has more decimals than the currency of the centre.`;
    case "too-large":
      return `“${value}” is larger than any count may be.`;
    case "repeated":
      return `Row ${value} already has this centre, date, shift, till and tender.`;
    case "day-not-open":
      return `This day is ${value}: its counts no longer change unless it is reopened.`;
  }
}

function readAmount(text: string, separator: Separator, currency: string | null) {
  if (text === "") return "empty";
  if (!AMOUNT.test(text)) return "not-an-amount";
  if (text.includes(",") && separator === ",") return "decimal-comma";
  const decimals = currency === null ? null : decimalsOf(currency);
  const fraction = /[.,](\d+)$/.exec(text)?.[1] ?? "";
  if (decimals !== null && fraction.length > decimals) return "too-many-decimals";
  const parsed = parseMoney(text.replace(",", "."), decimals ?? 0);
  if (parsed === null || Math.abs(parsed.amount) > COUNTED_MINOR_MAX) return "too-large";
  return parsed.amount;
}

function isCalendarDay(text: string): boolean {
  const match = DATE.exec(text);
  if (match === null) return false;
  const [, year, month, day] = match.map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}
