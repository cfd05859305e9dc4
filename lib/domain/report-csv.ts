/**
 * Cells as lines of a CSV file (RFC 4180). Numbers stay numbers; a text that a spreadsheet would
 * take for a formula is defused with an apostrophe, because ids and names come from elsewhere.
 */
import { formatPlain } from "./money";
import type { Cell } from "./report";

/** Before Excel's own parser, and before the full-width twins that it takes for the same signs. */
const FORMULA = /^[\s\u0000]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;
const QUOTED = /[",\r\n]|^\s|\s$/;

export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map((cell) => quote(plain(cell))).join(",")}\r\n`;
}

export function defuse(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function plain(cell: Cell): string {
  switch (cell.kind) {
    case "text":
      return cell.text === null ? "" : defuse(cell.text);
    case "date":
      return cell.date;
    case "instant":
      return cell.at ?? "";
    case "integer":
      return cell.value === null ? "" : String(cell.value);
    case "money":
      return cell.amount === null ? "" : formatPlain(cell.amount, cell.currency);
  }
}

function quote(text: string): string {
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
