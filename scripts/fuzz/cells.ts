/** Hostile cells, the same ones in every run, as a report might contain them one day. */
import { minor } from "@/lib/domain/money";
import type { Cell } from "@/lib/domain/report/report";
import { createRandom } from "../figures/report";

export const COLUMNS = 20;

/** The kinds of these columns; all others contain texts. */
const KINDS: Record<number, (roll: Roll) => Cell> = {
  4: (roll) => money(roll, "EUR"),
  5: (roll) => money(roll, "JPY"),
  6: (roll) => money(roll, "KWD"),
  9: (roll) => ({ kind: "integer", value: roll(4) === 0 ? null : roll(2_000_000) - 1_000_000 }),
  12: (roll) => ({ kind: "date", date: randomDate(roll) }),
  13: (roll) => ({ kind: "date", date: randomDate(roll) }),
  16: (roll) => ({
    kind: "instant",
    at: roll(4) === 0 ? null : `${randomDate(roll)}T${two(roll(24))}:${two(roll(60))}:00.000Z`,
  }),
};

type Roll = (below: number) => number;

export function* fuzzedRows(rows: number, seed: number): Generator<Cell[]> {
  const roll = createRandom(seed);
  for (let row = 0; row < rows; row += 1) {
    yield Array.from({ length: COLUMNS }, (_, at) => (KINDS[at] ?? text)(roll));
  }
}

function money(roll: Roll, currency: string): Cell {
  const size = 10 ** (1 + roll(12));
  const amount = roll(8) === 0 ? null : minor(Math.round((roll(2_000_001) / 1e6 - 1) * size));
  return { kind: "money", amount, currency };
}

function randomDate(roll: Roll): string {
  return new Date(Date.UTC(2015 + roll(20), roll(12), 1 + roll(31))).toISOString().slice(0, 10);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

const BEGINNINGS = [
  "=",
  "+",
  "-",
  "@",
  "\t=",
  "\r=",
  "\n=",
  " =",
  "'=",
  "''",
  "\u00A0=",
  "\uFEFF=",
  "\u200B=",
  "\uFF1D",
  "\uFF0B",
  "\uFF0D",
  "\uFF20",
  '"=',
  ";=",
  ",=",
  "|=",
  "=+-@",
  "--",
  "%",
  "#",
  "",
];
const FORMULAS = [
  "1+1",
  "SUM(A1:A9)",
  'HYPERLINK("http://x.test";"y")',
  "cmd|' /C calc'!A0",
  "A1",
  "2*3",
  'WEBSERVICE("http://x.test")',
  "DDE(1;2;3)",
  "{1;2}",
  'IMPORTXML("a";"b")',
  "-1",
  "+5",
];
const NUMBERLIKE = [
  "007",
  "1e5",
  "1,234.50",
  "1.234,50",
  "-12",
  "+34",
  "0x1F",
  "12%",
  "€ 5",
  "$5",
  "1/2",
  "∞",
  "2019-01-05",
  "5.1.2019",
  "1/5/19",
  "12:30",
  "Jan 5",
  "TRUE",
  "FALSE",
  "NaN",
  "#REF!",
  "1E",
];
const PIECES = [
  "é",
  "ß",
  "東京",
  "🏪",
  "👩‍👩‍👧",
  "مرحبا",
  "שלום",
  "\u202E",
  "\u0301",
  "\u0007",
  "\u001B",
  "\u007F",
  '"',
  '""',
  ",",
  ";",
  "\t",
  "\r\n",
  "\n",
  "\r",
  "'",
  "\\",
  "<b>",
  "&amp;",
  "]]>",
  "_x0041_",
  "a",
  "Z",
  " ",
  "  ",
  "0",
  "9",
  "-",
  ".",
  "{",
  "}",
  "$",
  "\uD83D",
  "\uFFFE",
];
const LONG = 6_000;

function text(roll: Roll): Cell {
  const kind = roll(20);
  if (kind === 0) return { kind: "text", text: null };
  if (kind < 5) return { kind: "text", text: pickOne(BEGINNINGS, roll) + pickOne(FORMULAS, roll) };
  if (kind < 8)
    return { kind: "text", text: pickOne(BEGINNINGS, roll) + pickOne(NUMBERLIKE, roll) };
  if (kind < 10) return { kind: "text", text: pickOne(NUMBERLIKE, roll) };
  const length = roll(2_000) === 0 ? LONG + roll(LONG) : 1 + roll(12);
  let made = pickOne(BEGINNINGS, roll);
  for (let piece = 0; piece < length; piece += 1) made += pickOne(PIECES, roll);
  return { kind: "text", text: made };
}

function pickOne(list: readonly string[], roll: Roll): string {
  return list[roll(list.length)] ?? "";
}
