import "server-only";

/**
 * Simulates what a person at a till would have written down: mostly what is there, and sometimes
 * one of the usual mistakes. The same line always gets the same result.
 */
import { decimalsOf } from "@/lib/domain/money";
import { COINS } from "../sandbox/items";
import { Seed } from "../sandbox/seed";

export type DemoLine = {
  centreId: string;
  businessDate: string;
  shiftId: string;
  tillId: string;
  tenderId: string;
  tenderKind: string | null;
  currency: string;
  expectedMinor: number;
  /** This is the float of a cash line; it is null where the sheet names none. */
  floatMinor: number | null;
};

export type DemoCount = DemoLine & { countedMinor: number };

const WRONG_TENDER_CHANCE = 0.02;
const TODAY_COUNTED_CHANCE = 0.12;
const DAY_FORGOTTEN_CHANCE = 0.015;

/** Returns the counts of one till in one shift; lines that are omitted are not counted. */
export function countTill(lines: readonly DemoLine[], { isToday }: { isToday: boolean }) {
  const [first] = lines;
  if (first === undefined) return [];
  const day = new Seed("demo day", first.centreId, first.businessDate);
  const till = new Seed(
    "demo till",
    first.centreId,
    first.businessDate,
    first.shiftId,
    first.tillId,
  );
  if (isToday && !till.happens("counted", TODAY_COUNTED_CHANCE)) return [];
  if (!isToday && day.happens("forgotten", DAY_FORGOTTEN_CHANCE)) return [];
  const counts = lines.flatMap((line) => countLine(line, till));
  return till.happens("wrong tender", WRONG_TENDER_CHANCE) ? confuse(counts, till) : counts;
}

function countLine(line: DemoLine, till: Seed): DemoCount[] {
  const counted = line.tenderKind === "cash" ? countCash(line, till) : countOther(line, till);
  return counted === null ? [] : [{ ...line, countedMinor: counted }];
}

/** Of a thousand cash lines some 800 match. */
function countCash(line: DemoLine, till: Seed): number | null {
  const counted = countDrawer(line, till);
  // Without small coins, nobody counts what is less than one.
  const coin = COINS[line.currency] ?? 1;
  return counted === null ? null : Math.round(counted / coin) * coin;
}

function countDrawer({ expectedMinor, floatMinor, currency, tenderId }: DemoLine, till: Seed) {
  const chance = till.unit(`cash ${tenderId}`);
  const note = decimalsOf(currency) === 0 ? 1_000 : till.pick("note", [10_00, 20_00, 50_00]);
  if (chance < 0.025) return null;
  if (chance < 0.045 && floatMinor !== null) return Math.max(0, expectedMinor - floatMinor);
  if (chance < 0.065) return swapDigits(expectedMinor, till);
  if (chance < 0.095) return Math.max(0, expectedMinor - note);
  if (chance < 0.105) return expectedMinor + note;
  if (chance < 0.2) return Math.max(0, expectedMinor + smallChange(currency, till));
  return expectedMinor;
}

function countOther({ expectedMinor, tenderId }: DemoLine, till: Seed): number | null {
  const chance = till.unit(`other ${tenderId}`);
  if (chance < 0.015) return null;
  return chance < 0.03 ? swapDigits(expectedMinor, till) : expectedMinor;
}

/** A few coins are missing, or less often too many. */
function smallChange(currency: string, till: Seed): number {
  const coin = decimalsOf(currency) === 0 ? 10 : 5;
  const coins = till.whole("coins", 1, 70);
  return till.happens("too many", 0.4) ? coins * coin : -coins * coin;
}

/** 1,270 stands for 1,720: the difference is a multiple of nine. */
function swapDigits(amount: number, till: Seed): number {
  const digits = [...String(amount)];
  const positions = digits.flatMap((digit, position) => {
    const next = digits[position + 1];
    return next !== undefined && next !== digit && !(position === 0 && next === "0")
      ? [position]
      : [];
  });
  const [first, ...others] = positions;
  if (amount <= 0 || first === undefined) return amount;
  const lineIndex = till.pick("swapped", [first, ...others]);
  [digits[lineIndex], digits[lineIndex + 1]] = [
    digits[lineIndex + 1] ?? "",
    digits[lineIndex] ?? "",
  ];
  return Number(digits.join(""));
}

/** A card sale was rung up as cash, so that one tender lacks what the other has too much. */
function confuse(counts: readonly DemoCount[], till: Seed): DemoCount[] {
  const cash = counts.find(({ tenderKind }) => tenderKind === "cash");
  const card = counts.find(({ tenderKind }) => tenderKind === "card");
  if (cash === undefined || card === undefined) return [...counts];
  const most = Math.floor(Math.min(cash.countedMinor, card.countedMinor) / 3);
  if (most < 1) return [...counts];
  const amount = till.whole("confused", Math.ceil(most / 10), most);
  return counts.map((count) => {
    if (count === cash) return { ...count, countedMinor: count.countedMinor - amount };
    if (count === card) return { ...count, countedMinor: count.countedMinor + amount };
    return count;
  });
}
