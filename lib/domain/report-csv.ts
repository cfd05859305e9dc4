/**
 * Cells as lines of a CSV file (RFC 4180). Numbers stay numbers; a text that a spreadsheet would
 * take for a formula is defused with an apostrophe, because ids and names come from elsewhere.
 */
import { formatPlain } from "./money";
import type { Cell } from "./report";

/** Before Excel's own parser, and before the full-width twins that it takes for the same signs. */
const FORMULA = /^[\s\u0000]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;
const QUOTED = /[",\r\n]|^\s|\s$/;
/** What nearly every text is: one look instead of two, of millions. */
const HARMLESS = /^\w(?:[^",\r\n]*[^\s",])?$/;

export function csvRow(cells: readonly Cell[]): string {
  let row = "";
  for (let at = 0; at < cells.length; at += 1) {
    if (at > 0) row += ",";
    row += written(cells[at] as Cell);
  }
  return `${row}\r\n`;
}

export function defuse(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function written(cell: Cell): string {
  switch (cell.kind) {
    case "text":
      if (cell.text === null) return "";
      return HARMLESS.test(cell.text) ? cell.text : quote(defuse(cell.text));
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
