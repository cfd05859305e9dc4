/**
 * Formats cells as lines of a CSV file (RFC 4180). Numbers stay numbers; a text that a spreadsheet
 * would take for a formula is defused with an apostrophe, because ids and names come from
 * elsewhere.
 */
import { formatPlain, type Minor } from "../money";
import type { Cell, Column, ReportLine } from "./report";

/**
 * Matches before Excel's own parser would, and also the full-width characters that it takes for the
 * same signs.
 */
const FORMULA = /^[\s\u0000]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;
const QUOTED = /[",\r\n]|^\s|\s$/;
/** Almost every text matches: over millions of cells, one test is faster than two. */
const HARMLESS = /^\w(?:[^",\r\n]*[^\s",])?$/;

export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(cellField).join(",")}\r\n`;
}

/** Formats the row of a line without building cells first. */
export function csvLine(columns: readonly Column[], line: ReportLine): string {
  return `${columns.map((column) => lineField(column, line)).join(",")}\r\n`;
}

export function defuse(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function cellField(cell: Cell): string {
  switch (cell.kind) {
    case "text":
      return textField(cell.text);
    case "date":
      return cell.date;
    case "instant":
      return cell.at ?? "";
    case "integer":
      return integerField(cell.value);
    case "money":
      return moneyField(cell.amount, cell.currency);
  }
}

function lineField(column: Column, line: ReportLine): string {
  switch (column.kind) {
    case "text":
      return textField(column.of(line));
    case "date":
      return column.of(line);
    case "instant":
      return column.of(line) ?? "";
    case "integer":
      return integerField(column.of(line));
    case "money":
      return moneyField(column.of(line), line.currency);
  }
}

function textField(text: string | null): string {
  if (text === null) return "";
  return HARMLESS.test(text) ? text : quote(defuse(text));
}

function integerField(value: number | null): string {
  return value === null ? "" : String(value);
}

function moneyField(amount: Minor | null, currency: string): string {
  return amount === null ? "" : formatPlain(amount, currency);
}

function quote(text: string): string {
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
