import "server-only";

/**
 * Writes cells, rows and styles of a workbook as XML (ECMA-376, part 1). A text is a text whatever
 * it begins with: it is stored as an inline string in a cell of the format "text", so that a
 * spreadsheet neither runs it nor reads a number into it, not even when somebody edits it.
 */
import { decimalsOf, formatPlain } from "@/lib/domain/money";
import type { Cell } from "@/lib/domain/report/report";

/** Excel has this limit; a longer text is cut with an ellipsis. */
const TEXT_CHARS_MAX = 32_767;

const TEXT = 1;
const DATE = 2;
const INTEGER = 3;
/** This style has no decimals; each further decimal is one further style. */
const MONEY = 4;
const INSTANT = 8;
const RATE = 9;
const SHARE = 10;
const STYLES = 11;
/** The same styles follow in bold, and then the heads of columns. */
const BOLD = STYLES;
const HEAD_STYLE = 2 * STYLES;
const FIGURE_HEAD_STYLE = HEAD_STYLE + 1;

/** A workbook has the cells of a report, and plain numbers besides. */
export type SheetCell =
  | Cell
  | { kind: "rate"; value: number | null }
  /** 0.25 reads as 25 %. */
  | { kind: "share"; value: number | null };

export type RowLook = { bold?: boolean; level?: 1 };

export function rowXml(
  cells: readonly SheetCell[],
  row: number,
  { bold = false, level }: RowLook = {},
): string {
  const shift = bold ? BOLD : 0;
  let xml = level === undefined ? `<row r="${row}">` : `<row r="${row}" outlineLevel="${level}">`;
  // Most cells of a report are empty, and none of them needs its position.
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at];
    const content = cell === undefined ? "" : cellXml(cell, shift);
    if (content !== "") xml += `<c r="${columnLetters(at)}${row}"${content}</c>`;
  }
  return `${xml}</row>`;
}

type Head = { head: string; isFigure?: boolean };

export function headXml(heads: readonly Head[], row: number): string {
  const cells = heads.map(({ head, isFigure = false }, at) => {
    const content = textXml(head, isFigure ? FIGURE_HEAD_STYLE : HEAD_STYLE);
    return `<c r="${columnLetters(at)}${row}"${content}</c>`;
  });
  return `<row r="${row}">${cells.join("")}</row>`;
}

/** Writes what follows the position of a cell; of an empty cell nothing. */
function cellXml(cell: SheetCell, shift: number): string {
  switch (cell.kind) {
    case "text":
      return cell.text === null || cell.text === "" ? "" : textXml(cell.text, TEXT + shift);
    case "date":
      return numberXml(String(serialOf(`${cell.date}T00:00:00Z`)), DATE + shift);
    case "instant":
      return cell.at === null ? "" : numberXml(String(serialOf(cell.at)), INSTANT + shift);
    case "integer":
      return cell.value === null ? "" : numberXml(String(cell.value), INTEGER + shift);
    case "rate":
      return cell.value === null ? "" : numberXml(String(cell.value), RATE + shift);
    case "share":
      return cell.value === null ? "" : numberXml(String(cell.value), SHARE + shift);
    case "money":
      if (cell.amount === null) return "";
      return numberXml(
        formatPlain(cell.amount, cell.currency),
        MONEY + decimalsOf(cell.currency) + shift,
      );
  }
}

function textXml(text: string, style: number): string {
  const space = LOSES_SPACE.test(text) ? ' xml:space="preserve"' : "";
  return ` s="${style}" t="inlineStr"><is><t${space}>${escapeText(text)}</t></is>`;
}

/** Of other texts a spreadsheet keeps every space anyway. */
const LOSES_SPACE = /^\s|[\t\n\r]|\s\s|\s$/;

function numberXml(digits: string, style: number): string {
  return ` s="${style}"><v>${digits}</v>`;
}

const SPECIAL = /[&<>"\r]|_x[0-9A-Fa-f]{4}_|[^\t\n\r\x20-\uFFFD]|[\uD800-\uDFFF]/;
const SPECIALS = /[&<>"\r]|_(?=x[0-9A-Fa-f]{4}_)|[^\t\n\r\x20-\uD7FF\uE000-\uFFFD]/gu;
const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
  // Excel reads `_x0041_` as a character, so the underscore before it is escaped.
  _: "_x005F_",
};

/** Replaces characters that XML can't contain by the replacement character. */
export function escapeText(text: string): string {
  const whole = text.length <= TEXT_CHARS_MAX ? text : `${text.slice(0, TEXT_CHARS_MAX - 1)}…`;
  if (!SPECIAL.test(whole)) return whole;
  // With the flag "u", a surrogate pair is one character of length 2; an unpaired surrogate has
  // length 1.
  return whole.replace(
    SPECIALS,
    (found) => ENTITIES[found] ?? (found.length === 2 ? found : "\uFFFD"),
  );
}

const DAY_MS = 86_400_000;
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** Counts the days since the epoch of spreadsheets, in UTC. */
function serialOf(instant: string): number {
  return (Date.parse(instant) - DAY_ZERO) / DAY_MS;
}

const LETTERS: string[] = [];

/** Formats `A`, `B`, … `Z`, `AA`. */
export function columnLetters(at: number): string {
  return (LETTERS[at] ??=
    (at < 26 ? "" : columnLetters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26)));
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/**
 * The styles are in the order of the numbers above. Format 49 is "text", 4 is "#,##0.00" and 10
 * "0.00%". Dates stand at the left, as the texts beside them do, and amounts keep a space from the
 * text at their right.
 */
export function stylesXml(): string {
  const formats = [
    "yyyy\\-mm\\-dd",
    "#,##0_)",
    "#,##0.0_)",
    "#,##0.00_)",
    "#,##0.000_)",
    "yyyy\\-mm\\-dd\\ hh:mm",
  ];
  const used = [0, 49, 164, 165, 165, 166, 167, 168, 169, 4, 10];
  const left = [164, 169];
  const xf = (font: number, border: number, id: number, side: string | null) =>
    `<xf numFmtId="${id}" fontId="${font}" fillId="0" borderId="${border}" xfId="0" ` +
    `applyNumberFormat="1" applyFont="1" applyBorder="1"` +
    (side === null ? "/>" : ` applyAlignment="1"><alignment horizontal="${side}"/></xf>`);
  const cells = (font: number) =>
    used.map((id) => xf(font, 0, id, left.includes(id) ? "left" : null));
  const heads = [xf(1, 1, 49, null), xf(1, 1, 49, "right")];
  const all = [...cells(0), ...cells(1), ...heads];
  const numFmts = formats.map(
    (code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escapeText(code)}"/>`,
  );
  const face = `<sz val="11"/><name val="Calibri"/><family val="2"/>`;
  const thin = `<bottom style="thin"><color auto="1"/></bottom>`;
  const edge = `<border><left/><right/><top/>${thin}</border>`;
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="${MAIN}">` +
    `<numFmts count="${formats.length}">${numFmts.join("")}</numFmts>` +
    `<fonts count="2"><font>${face}</font><font><b/>${face}</font></fonts>` +
    `<fills count="2"><fill><patternFill patternType="none"/></fill>` +
    `<fill><patternFill patternType="gray125"/></fill></fills>` +
    `<borders count="2"><border><left/><right/><top/><bottom/></border>${edge}</borders>` +
    `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
    `<cellXfs count="${all.length}">${all.join("")}</cellXfs>` +
    `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>` +
    `</styleSheet>`
  );
}
