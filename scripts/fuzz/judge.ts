/** Tells whether a cell of the opened file is what was written. */
import { formatPlain } from "@/lib/domain/money";
import type { Cell } from "@/lib/domain/report/report";
import { defuse } from "@/lib/domain/report/csv";
import type { OpenedCell } from "./office";

export type Format = "csv" | "xlsx";

/** Returns null when nothing is wrong. */
export function wrongIn(format: Format, cell: Cell, found: OpenedCell): string | null {
  switch (cell.kind) {
    case "text":
      return wrongText(format, cell.text ?? "", found);
    case "integer":
      return wrongNumber(cell.value === null ? null : String(cell.value), found);
    case "money":
      return wrongNumber(
        cell.amount === null ? null : formatPlain(cell.amount, cell.currency),
        found,
      );
    case "date":
      return found.type === "date" && found.value === cell.date ? null : "a date became another";
    case "instant":
      return wrongInstant(format, cell.at, found);
  }
}

/**
 * In CSV, a text that looks like a number, a date or a boolean may be taken for one: the format has
 * no types, and an apostrophe before every id would disturb programs that read the file.
 */
function wrongText(format: Format, text: string, found: OpenedCell): string | null {
  if (text === "") return found.type === null ? null : "nothing became something";
  if (found.type !== "string") {
    if (format === "csv" && !/^\s*[=+\-@]/.test(text)) return null;
    // A text that consists only of what XML can't contain becomes empty.
    if (found.type === null && comparable(text) === "") return null;
    return "a text became something else";
  }
  const expected = expectedText(format, text);
  // LibreOffice ends such a long text with paragraphs of its own.
  const lineEnd = expected.length > PARAGRAPH_CHARS_MAX ? "" : "\n";
  const same = comparable(found.text, lineEnd) === comparable(expected, lineEnd);
  return same ? null : "a text became another";
}

const PARAGRAPH_CHARS_MAX = 15_000;

/** Ignores control characters, halves of characters, and line ends. */
function comparable(text: string, lineEnd = ""): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFD-\uFFFF]/g, "")
    .replaceAll(/[\uD800-\uDFFF]/gu, "")
    .replaceAll(/[\r\n]+/g, lineEnd);
}

/** Excel's limit for a cell, at which a workbook ends a text with an ellipsis. */
const CELL_CHARS_MAX = 32_767;

function expectedText(format: Format, text: string): string {
  if (format === "csv") return defuse(text);
  return text.length > CELL_CHARS_MAX ? `${text.slice(0, CELL_CHARS_MAX - 1)}…` : text;
}

function wrongNumber(digits: string | null, found: OpenedCell): string | null {
  if (digits === null) return found.type === null ? null : "nothing became something";
  if (found.type !== "float" && found.type !== "currency") return "a number became something else";
  return Number(found.value) === Number(digits) ? null : "a number became another";
}

const MINUTE_CHARS = "2019-01-05T06:42".length;

/** In CSV, an instant may be opened as a text or as an instant. */
function wrongInstant(format: Format, at: string | null, found: OpenedCell): string | null {
  if (at === null) return found.type === null ? null : "nothing became something";
  if (format === "csv") return null;
  // At midnight the opened file has the date alone.
  const value = found.value.length < MINUTE_CHARS ? `${found.value}T00:00` : found.value;
  const same = value.slice(0, MINUTE_CHARS) === at.slice(0, MINUTE_CHARS);
  return found.type === "date" && same ? null : "a moment became another";
}
