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
/**
 * A spreadsheet of another country splits a text at its own separator, in spite of quotation marks
 * when the file has others, and what comes after is then the beginning of a cell.
 */
const FORMULA_WITHIN: Record<CsvSeparator, RegExp> = {
  comma: /((?:;|(?<=[^])\t)\s*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g,
  semicolon: /((?:,|(?<=[^])\t)\s*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g,
  tab: /([,;]\s*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g,
};
const QUOTED = /[",\r\n]|^\s|\s$/;
/** Almost every text matches: over millions of cells, one test is faster than two. */
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const HARMLESS = /^\w(?:[^",;\t\r\n]*[^\s",;])?$/;

export const CSV_SEPARATORS = { comma: ",", semicolon: ";", tab: "\t" } as const;
export type CsvSeparator = keyof typeof CSV_SEPARATORS;
const CSV_DECIMALS = { point: ".", comma: "," } as const;
export type CsvDecimal = keyof typeof CSV_DECIMALS;

/** Spreadsheets expect the separators of the reader's country; programs rely on the default. */
export type CsvFormat = { separator: CsvSeparator; decimal: CsvDecimal };
const ROW_END = "\r\n";

export const PLAIN_CSV: CsvFormat = { separator: "comma", decimal: "point" };

export function csvRow(cells: readonly Cell[], format = PLAIN_CSV): string {
  const fields = cells.map((cell) => cellField(cell, format));
  return `${fields.join(CSV_SEPARATORS[format.separator])}${ROW_END}`;
}

/** Formats the row of a line without building cells or a list of fields first. */
export function csvLine(columns: readonly Column[], line: ReportLine, format = PLAIN_CSV): string {
  let row = "";
  for (const column of columns) {
    if (column !== columns[0]) row += CSV_SEPARATORS[format.separator];
    row += lineField(column, line, format);
  }
  return `${row}${ROW_END}`;
}

export function defuse(text: string, separator: CsvSeparator = "comma"): string {
  const within = text.replace(FORMULA_WITHIN[separator], "$1'");
  return FORMULA.test(within) ? `'${within}` : within;
}

function cellField(cell: Cell, format: CsvFormat): string {
  switch (cell.kind) {
    case "text":
      return textField(cell.text, format);
    case "date":
      return cell.date;
    case "instant":
      return cell.at ?? "";
    case "integer":
      return integerField(cell.value);
    case "money":
      return moneyField(cell.amount, cell.currency, format);
  }
}

function lineField(column: Column, line: ReportLine, format: CsvFormat): string {
  switch (column.kind) {
    case "text":
      return textField(column.of(line), format);
    case "date":
      return column.of(line);
    case "instant":
      return column.of(line) ?? "";
    case "integer":
      return integerField(column.of(line));
    case "money":
      return moneyField(column.of(line), line.currency, format);
  }
}

function textField(text: string | null, { separator }: CsvFormat): string {
  if (text === null) return "";
  return HARMLESS.test(text) ? text : quote(defuse(text, separator), separator);
}

function integerField(value: number | null): string {
  return value === null ? "" : String(value);
}

/** An amount with a decimal comma is quoted where commas separate fields. */
function moneyField(
  amount: Minor | null,
  currency: string,
  { separator, decimal }: CsvFormat,
): string {
  if (amount === null) return "";
  const plain = formatPlain(amount, currency);
  if (decimal === "point") return plain;
  const written = plain.replace(".", CSV_DECIMALS.comma);
  return quote(written, separator);
}

function quote(text: string, separator: CsvSeparator): string {
  const isQuoted =
    separator === "comma"
      ? QUOTED.test(text)
      : text.includes(CSV_SEPARATORS[separator]) || /["\r\n]|^\s|\s$/.test(text);
  return isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
}
