/**
 * Notes and coins in circulation, with the rolls and bags that banks usually issue. What is not
 * usual, or not known for sure, is omitted: an organisation may configure its own.
 */
import type { Denomination } from "./denomination";
import { decimalsOf } from "../money";

/** Returns the pieces in descending value, or null when nothing is known of the currency. */
export function findKnownDenominations(currency: string): Denomination[] | null {
  const pieces = PIECES[currency];
  if (pieces === undefined) return null;
  const unit = 10 ** decimalsOf(currency);
  const notes = pieces.notes.map((value): Denomination => {
    return { valueMinor: Math.round(value * unit), kind: "note", rollOf: null, bagOf: null };
  });
  const coins = pieces.coins.map((value): Denomination => {
    const { rolls = {}, bags = {} } = pieces;
    return {
      valueMinor: Math.round(value * unit),
      kind: "coin",
      rollOf: rolls[value] ?? null,
      bagOf: bags[value] ?? null,
    };
  });
  return [...notes, ...coins];
}

/** Lists the codes in alphabetical order. */
export function listKnownCurrencies(): string[] {
  return Object.keys(PIECES).sort();
}

type PiecesOf = Record<number, number>;
/** Values are in whole units, not minor ones, so that the table reads like the money. */
type Pieces = {
  notes: readonly number[];
  coins: readonly number[];
  rolls?: PiecesOf;
  bags?: PiecesOf;
};

/** Where a note and a coin of one value circulate together, the more common one is listed. */
const PIECES: Record<string, Pieces> = {
  AED: { notes: [1000, 500, 200, 100, 50, 20, 10, 5], coins: [1, 0.5, 0.25] },
  AUD: { notes: [100, 50, 20, 10, 5], coins: [2, 1, 0.5, 0.2, 0.1, 0.05] },
  BHD: { notes: [20, 10, 5, 1, 0.5], coins: [0.1, 0.05, 0.025, 0.01, 0.005] },
  BRL: { notes: [200, 100, 50, 20, 10, 5, 2], coins: [1, 0.5, 0.25, 0.1, 0.05] },
  CAD: {
    notes: [100, 50, 20, 10, 5],
    coins: [2, 1, 0.25, 0.1, 0.05],
    rolls: { 2: 25, 1: 25, 0.25: 40, 0.1: 50, 0.05: 40 },
  },
  CHF: {
    notes: [1000, 200, 100, 50, 20, 10],
    coins: [5, 2, 1, 0.5, 0.2, 0.1, 0.05],
    rolls: { 5: 25, 2: 50, 1: 50, 0.5: 50, 0.2: 50, 0.1: 50, 0.05: 50 },
  },
  CLP: { notes: [20_000, 10_000, 5_000, 2_000, 1_000], coins: [500, 100, 50, 10] },
  CNY: { notes: [100, 50, 20, 10, 5], coins: [1, 0.5, 0.1] },
  COP: {
    notes: [100_000, 50_000, 20_000, 10_000, 5_000, 2_000],
    coins: [1_000, 500, 200, 100, 50],
  },
  CZK: { notes: [5_000, 2_000, 1_000, 500, 200, 100], coins: [50, 20, 10, 5, 2, 1] },
  // The note of 1,000 ceased to be legal tender on 31 May 2025.
  DKK: { notes: [500, 200, 100, 50], coins: [20, 10, 5, 2, 1, 0.5] },
  EUR: {
    notes: [500, 200, 100, 50, 20, 10, 5],
    coins: [2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01],
    rolls: { 2: 25, 1: 25, 0.5: 40, 0.2: 40, 0.1: 40, 0.05: 50, 0.02: 50, 0.01: 50 },
  },
  // British banks take coins in bags, not in rolls.
  GBP: {
    notes: [50, 20, 10, 5],
    coins: [2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01],
    bags: { 2: 10, 1: 20, 0.5: 20, 0.2: 50, 0.1: 50, 0.05: 100, 0.02: 50, 0.01: 100 },
  },
  HKD: { notes: [1000, 500, 100, 50, 20, 10], coins: [5, 2, 1, 0.5, 0.2, 0.1] },
  HUF: { notes: [20_000, 10_000, 5_000, 2_000, 1_000, 500], coins: [200, 100, 50, 20, 10, 5] },
  ILS: { notes: [200, 100, 50, 20], coins: [10, 5, 2, 1, 0.5, 0.1] },
  INR: { notes: [500, 200, 100, 50, 20, 10], coins: [5, 2, 1] },
  ISK: { notes: [10_000, 5_000, 2_000, 1_000, 500], coins: [100, 50, 10, 5, 1] },
  JPY: {
    notes: [10_000, 5_000, 2_000, 1_000],
    coins: [500, 100, 50, 10, 5, 1],
    rolls: { 500: 50, 100: 50, 50: 50, 10: 50, 5: 50, 1: 50 },
  },
  KRW: { notes: [50_000, 10_000, 5_000, 1_000], coins: [500, 100, 50, 10] },
  KWD: { notes: [20, 10, 5, 1, 0.5, 0.25], coins: [0.1, 0.05, 0.02, 0.01, 0.005] },
  MAD: { notes: [200, 100, 50, 20], coins: [10, 5, 2, 1, 0.5, 0.2, 0.1] },
  MXN: { notes: [1000, 500, 200, 100, 50, 20], coins: [10, 5, 2, 1, 0.5, 0.2, 0.1] },
  MYR: { notes: [100, 50, 20, 10, 5, 1], coins: [0.5, 0.2, 0.1, 0.05] },
  NOK: { notes: [1000, 500, 200, 100, 50], coins: [20, 10, 5, 1] },
  NZD: { notes: [100, 50, 20, 10, 5], coins: [2, 1, 0.5, 0.2, 0.1] },
  PEN: { notes: [200, 100, 50, 20, 10], coins: [5, 2, 1, 0.5, 0.2, 0.1] },
  PLN: { notes: [500, 200, 100, 50, 20, 10], coins: [5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01] },
  RON: { notes: [500, 200, 100, 50, 20, 10, 5, 1], coins: [0.5, 0.1, 0.05, 0.01] },
  SEK: { notes: [1000, 500, 200, 100, 50, 20], coins: [10, 5, 2, 1] },
  SGD: { notes: [100, 50, 10, 5, 2], coins: [1, 0.5, 0.2, 0.1, 0.05] },
  THB: { notes: [1000, 500, 100, 50, 20], coins: [10, 5, 2, 1, 0.5, 0.25] },
  USD: {
    notes: [100, 50, 20, 10, 5, 2, 1],
    coins: [0.5, 0.25, 0.1, 0.05, 0.01],
    rolls: { 0.5: 20, 0.25: 40, 0.1: 50, 0.05: 40, 0.01: 50 },
    bags: { 0.5: 2_000, 0.25: 4_000, 0.1: 10_000, 0.05: 4_000, 0.01: 5_000 },
  },
  ZAR: { notes: [200, 100, 50, 20, 10], coins: [5, 2, 1, 0.5, 0.2, 0.1] },
};
