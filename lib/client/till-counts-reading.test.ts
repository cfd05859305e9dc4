import { describe, expect, test } from "vitest";
import { recordOpeningSchema } from "../contracts/count-settings";
import { recordTillCountSchema } from "../contracts/till-count";
import { buildPadRows } from "../domain/till-count/denomination-pad";
import { type Draft, newDraft, OPENING } from "./till-counts-draft";
import { countBodyOf, type DraftReader, openingBodyOf, readDraft } from "./till-counts-reading";

const NOW = new Date("2026-11-24T16:00:00Z");
const POSITION = {
  centreId: "101",
  businessDate: "2026-11-24",
  shiftId: "1",
  tillId: "T1",
  tenderId: "CASH",
};
const READER: DraftReader = {
  rows: buildPadRows([
    { valueMinor: 5_000, kind: "note", rollOf: null, bagOf: null },
    { valueMinor: 200, kind: "coin", rollOf: 25, bagOf: null },
    { valueMinor: 5, kind: "coin", rollOf: null, bagOf: null },
  ]),
  currency: "EUR",
  language: "en",
  floatToLeaveMinor: null,
};
const withFloat = { ...READER, floatToLeaveMinor: 20_000 };

function draft(change: Partial<Draft>): Draft {
  return { ...newDraft("pieces", 0, NOW), ...change };
}

describe("a draft of pieces", () => {
  test("is handed in with the rows that are entered, zeros too", () => {
    const typed = draft({ texts: { "5000": "2", "5": "0", "200xroll": "1" }, loose: "0.85" });
    const body = countBodyOf(POSITION, typed, READER, new Date(NOW.getTime() + 61_000));
    expect(body).toEqual({
      ...POSITION,
      denominations: [
        { valueMinor: 5_000, quantity: 2 },
        { valueMinor: 5, quantity: 0 },
        { valueMinor: 200, quantity: 1, per: 25 },
      ],
      looseMinor: 85,
      seconds: 61,
      basedOnVersion: 0,
    });
    expect(recordTillCountSchema.safeParse(body).success).toBe(true);
  });

  test("with nothing but a bulk amount is a total", () => {
    expect(countBodyOf(POSITION, draft({ loose: "12" }), READER, NOW)).toMatchObject({
      countedMinor: 1_200,
    });
  });

  test("is not handed in empty, nor while something in it is wrong", () => {
    expect(countBodyOf(POSITION, draft({}), READER, NOW)).toBeNull();
    expect(
      countBodyOf(POSITION, draft({ texts: { "5": "x", "200": "1" } }), READER, NOW),
    ).toBeNull();
    expect(
      countBodyOf(POSITION, draft({ texts: { "5": "1" }, loose: "x" }), READER, NOW),
    ).toBeNull();
  });
});

describe("the float that stays", () => {
  // counted, typed, left, to the bank, too much
  test.each([
    ["300", null, 20_000, 10_000, false],
    ["150", null, 15_000, 0, false],
    ["300", "250", 25_000, 5_000, false],
    ["300", "", null, null, false],
    ["300", "301", 30_100, null, true],
  ])("of %s counted, with %j typed", (total, floatLeft, left, bank, tooMuch) => {
    const reading = readDraft(draft({ way: "total", total, floatLeft }), withFloat);
    expect(reading.floatLeft).toMatchObject({ amount: left, tooMuch });
    expect(reading).toMatchObject({ toBank: bank, wrong: tooMuch });
  });

  test("is unknown while nothing is counted", () => {
    expect(readDraft(draft({}), withFloat)).toMatchObject({ toBank: null, wrong: false });
  });
});

test("an amount that the pieces can't make is noticed and handed in all the same", () => {
  const typed = draft({ way: "total", total: "12.34" });
  expect(readDraft(typed, READER).oddAmount).toBe(true);
  expect(countBodyOf(POSITION, typed, READER, NOW)).toMatchObject({ countedMinor: 1_234 });
});

test("vouchers are quantities of their unit values", () => {
  const typed = draft({ way: "vouchers", vouchers: [{ unit: "11", quantity: "3" }] });
  expect(countBodyOf(POSITION, typed, { ...READER, rows: [] }, NOW)).toMatchObject({
    denominations: [{ valueMinor: 1_100, quantity: 3 }],
  });
});

test("an opening is of the till, not of a tender, and never below nothing", () => {
  const position = { ...POSITION, tenderId: OPENING };
  const body = openingBodyOf(position, draft({ texts: { "200": "5" } }), READER);
  expect(recordOpeningSchema.parse(body)).toEqual(body);
  expect(body).not.toHaveProperty("tenderId");
  expect(openingBodyOf(position, draft({ way: "total", total: "-1" }), READER)).toBeNull();
});
