/**
 * Defines the denomination pad of a till: its rows, what the text in each of them means, and what
 * all of it adds up to. An empty row is not entered; it is never taken for zero pieces.
 */
import { formatMoney } from "../format";
import { type Minor, minor } from "../money";
import { readTypedMoney } from "./typed-amount";
import { COUNTED_MINOR_MAX } from "./import-row";

export type PadDenomination = {
  valueMinor: number;
  kind: "note" | "coin";
  /** Pieces in a roll (of notes: a bundle) and in a bag; null when this piece has none. */
  rollOf: number | null;
  bagOf: number | null;
};

export type PadRow = {
  id: string;
  kind: "note" | "coin" | "roll" | "bag";
  /** A roll or a bag contains this kind of piece. */
  of: "note" | "coin";
  valueMinor: number;
  /** One row counts so many pieces at once, which is 1 except for rolls and bags. */
  per: number;
};

/** The texts of a pad are quantities, or the amounts that the pieces are worth together. */
export type PadUnit = "pieces" | "values";

export type PadFault = "not-whole" | "too-many" | "not-a-multiple" | "not-an-amount";
export type PadReading =
  | { kind: "empty" }
  | { kind: "wrong"; fault: PadFault }
  | { kind: "read"; quantity: number; amount: Minor };

export type PadReader = { unit: PadUnit; currency: string; language: string };

export const QUANTITY_MAX = 1_000_000;

/** Lists notes, then coins, then rolls, then bags, each in descending value. */
export function buildPadRows(denominations: readonly PadDenomination[]): PadRow[] {
  const falling = [...denominations].sort((a, b) => b.valueMinor - a.valueMinor);
  const pieces = (kind: "note" | "coin") =>
    falling.filter((each) => each.kind === kind).map((each) => row(each, kind, 1));
  const packs = (kind: "roll" | "bag", of: "rollOf" | "bagOf") =>
    falling.flatMap((each) => {
      const per = each[of];
      return per === null || per < 2 ? [] : [row(each, kind, per)];
    });
  return [
    ...pieces("note"),
    ...pieces("coin"),
    ...packs("roll", "rollOf"),
    ...packs("bag", "bagOf"),
  ];
}

/** Reads the text of one row; spaces around it don't count. */
export function readPadText(row: PadRow, text: string, reader: PadReader): PadReading {
  const typed = text.trim();
  if (typed === "") return { kind: "empty" };
  const piece = row.valueMinor * row.per;
  if (reader.unit === "pieces") {
    if (!/^\d{1,12}$/.test(typed)) return { kind: "wrong", fault: "not-whole" };
    return ofPieces(Number(typed), piece);
  }
  const value = readTypedMoney(typed, reader.language, reader.currency);
  if (!value.ok) return { kind: "wrong", fault: "not-an-amount" };
  if (value.amount < 0 || value.amount % piece !== 0) {
    return { kind: "wrong", fault: "not-a-multiple" };
  }
  return ofPieces(value.amount / piece, piece);
}

/** Writes the same pieces in the other unit; what can't be read stays unchanged. */
export function rewritePadText(row: PadRow, text: string, from: PadReader, to: PadUnit): string {
  const reading = readPadText(row, text, from);
  return reading.kind === "read" ? padText(reading.quantity, row, { ...from, unit: to }) : text;
}

/** Adds or removes one piece. A row that is not entered starts at zero. */
export function stepPadText(row: PadRow, text: string, by: 1 | -1, reader: PadReader): string {
  const reading = readPadText(row, text, reader);
  if (reading.kind === "wrong") return text;
  const current = reading.kind === "read" ? reading.quantity : 0;
  const next = Math.min(QUANTITY_MAX, Math.max(0, current + by));
  return padText(next, row, reader);
}

export type PadSums = {
  /** Maps the id of each row that is entered and can be read to what it means. */
  read: ReadonlyMap<string, { quantity: number; amount: Minor }>;
  wrong: ReadonlyMap<string, PadFault>;
  notes: Minor | null;
  coins: Minor | null;
  packs: Minor | null;
  /** This is the total of all that is entered; it is null while nothing is. */
  total: Minor | null;
  /** One would expect single notes and coins to be entered. */
  pieces: { entered: number; rows: number; missing: PadRow[] };
};

/**
 * A null subtotal means that nothing was entered. `looseMinor` is the rest, counted as one amount.
 */
export function sumPad(
  rows: readonly PadRow[],
  texts: Readonly<Record<string, string>>,
  { looseMinor, ...reader }: PadReader & { looseMinor: number | null },
): PadSums {
  const read = new Map<string, { quantity: number; amount: Minor }>();
  const wrong = new Map<string, PadFault>();
  for (const row of rows) {
    const reading = readPadText(row, texts[row.id] ?? "", reader);
    if (reading.kind === "read") read.set(row.id, reading);
    if (reading.kind === "wrong") wrong.set(row.id, reading.fault);
  }
  const sumOf = (...kinds: PadRow["kind"][]) =>
    addUp(
      rows.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => read.get(id)?.amount ?? null),
    );
  const pieces = rows.filter(({ per }) => per === 1);
  const missing = pieces.filter(({ id }) => !read.has(id) && !wrong.has(id));
  const [notes, coins, packs] = [sumOf("note"), sumOf("coin"), sumOf("roll", "bag")];
  return {
    read,
    wrong,
    notes,
    coins,
    packs,
    total: addUp([notes, coins, packs, looseMinor]),
    pieces: { entered: pieces.length - missing.length, rows: pieces.length, missing },
  };
}

/** Returns the sum of the known amounts, or null when none is known. */
export function addUp(amounts: readonly (number | null)[]): Minor | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : minor(known.reduce((sum, amount) => sum + amount, 0));
}

/**
 * Returns false when no number of these notes and coins has this amount, as 12.34 without 1 c and 2
 * c.
 */
export function canBeMade(amountMinor: number, values: readonly number[]): boolean {
  const step = values.reduce(commonDivisor, 0);
  return step === 0 || amountMinor % step === 0;
}

/** Returns the smallest amount that every sum of these pieces is a multiple of. */
export function computeStep(values: readonly number[]): number {
  return values.reduce(commonDivisor, 0);
}

/** Returns what goes to the bank when a float stays; null when the drawer has less than that. */
export function computeBankAmount(countedMinor: number, leftMinor: number): Minor | null {
  return leftMinor > countedMinor ? null : minor(countedMinor - leftMinor);
}

function row({ valueMinor, kind: of }: PadDenomination, kind: PadRow["kind"], per: number): PadRow {
  const id = kind === of ? String(valueMinor) : `${valueMinor}x${kind}`;
  return { id, kind, of, valueMinor, per };
}

function ofPieces(quantity: number, piece: number): PadReading {
  if (quantity > QUANTITY_MAX || quantity * piece > COUNTED_MINOR_MAX) {
    return { kind: "wrong", fault: "too-many" };
  }
  return { kind: "read", quantity, amount: minor(quantity * piece) };
}

function padText(quantity: number, row: PadRow, { unit, currency, language }: PadReader): string {
  if (unit === "pieces") return String(quantity);
  return formatMoney(quantity * row.valueMinor * row.per, currency, language);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
