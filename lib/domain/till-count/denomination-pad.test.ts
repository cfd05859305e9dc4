import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  canBeMade,
  type PadDenomination,
  buildPadRows,
  readPadText,
  rewritePadText,
  stepPadText,
  sumPad,
  computeBankAmount,
} from "./denomination-pad";
import { readVoucher, sumVouchers } from "./voucher-pad";

const EURO: PadDenomination[] = [
  ...[50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500].map((valueMinor) => ({
    valueMinor,
    kind: "note" as const,
    rollOf: null,
    bagOf: null,
  })),
  { valueMinor: 200, kind: "coin", rollOf: 25, bagOf: 250 },
  { valueMinor: 1, kind: "coin", rollOf: 50, bagOf: null },
  { valueMinor: 5, kind: "coin", rollOf: 50, bagOf: null },
];
const rows = buildPadRows(EURO);
const pieces = { unit: "pieces", currency: "EUR", language: "en" } as const;
const values = { ...pieces, unit: "values" } as const;
const two = rows.find(({ id }) => id === "200")!;
const rollOfTwo = rows.find(({ id }) => id === "200xroll")!;

test("rows are notes, coins, rolls, bags, each in falling value", () => {
  expect(rows.slice(7).map(({ id, kind, per }) => [id, kind, per])).toEqual([
    ["200", "coin", 1],
    ["5", "coin", 1],
    ["1", "coin", 1],
    ["200xroll", "roll", 25],
    ["5xroll", "roll", 50],
    ["1xroll", "roll", 50],
    ["200xbag", "bag", 250],
  ]);
});

describe("the text of a row", () => {
  // text, unit, what it is
  test.each([
    ["", "pieces", { kind: "empty" }],
    [" 7 ", "pieces", { kind: "read", quantity: 7, amount: 1_400 }],
    ["0", "pieces", { kind: "read", quantity: 0, amount: 0 }],
    ["7.5", "pieces", { kind: "wrong", fault: "not-whole" }],
    ["-1", "pieces", { kind: "wrong", fault: "not-whole" }],
    ["1000001", "pieces", { kind: "wrong", fault: "too-many" }],
    ["14.00", "values", { kind: "read", quantity: 7, amount: 1_400 }],
    ["15", "values", { kind: "wrong", fault: "not-a-multiple" }],
    ["-2", "values", { kind: "wrong", fault: "not-a-multiple" }],
    ["x", "values", { kind: "wrong", fault: "not-an-amount" }],
  ] as const)("%j in %s", (text, unit, reading) => {
    expect(readPadText(two, text, { ...pieces, unit })).toEqual(reading);
  });

  test("of a roll counts all of its pieces", () => {
    expect(readPadText(rollOfTwo, "2", pieces)).toMatchObject({ amount: 10_000 });
    expect(readPadText(rollOfTwo, "100", values)).toMatchObject({ quantity: 2 });
  });

  test("is the same pieces in either unit", () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.nat(10_000), (row, quantity) => {
        const there = rewritePadText(row, String(quantity), pieces, "values");
        expect(rewritePadText(row, there, values, "pieces")).toBe(String(quantity));
      }),
    );
  });

  test("moves by one piece and never below none", () => {
    expect(stepPadText(two, "", 1, pieces)).toBe("1");
    expect(stepPadText(two, "", -1, pieces)).toBe("0");
    expect(stepPadText(two, "4.00", 1, values)).toBe("6.00");
    expect(stepPadText(two, "x", 1, pieces)).toBe("x");
  });
});

describe("the sums of a pad", () => {
  test("are absent while nothing is entered", () => {
    const sums = sumPad(rows, {}, { ...pieces, looseMinor: null });
    expect(sums).toMatchObject({ notes: null, coins: null, packs: null, total: null });
    expect(sums.pieces).toMatchObject({ entered: 0, rows: 10 });
  });

  test("leave out what is wrong, and name what is missing", () => {
    const texts = { "5000": "1", "200": "3", "5": "x", "200xroll": "1" };
    const sums = sumPad(rows, texts, { ...pieces, looseMinor: 7 });
    expect(sums).toMatchObject({ notes: 5_000, coins: 600, packs: 5_000, total: 10_607 });
    expect([...sums.wrong]).toEqual([["5", "not-whole"]]);
    expect(sums.pieces.missing.map(({ id }) => id)).toContain("1");
    expect(sums.pieces.entered).toBe(3);
  });

  test("are the pieces times their value, however they are spread", () => {
    const quantities = fc.array(fc.nat(500), { minLength: rows.length, maxLength: rows.length });
    fc.assert(
      fc.property(quantities, (some) => {
        const texts = Object.fromEntries(rows.map(({ id }, at) => [id, String(some[at])]));
        const sum = rows.reduce(
          (all, { valueMinor, per }, at) => all + valueMinor * per * (some[at] ?? 0),
          0,
        );
        expect(sumPad(rows, texts, { ...pieces, looseMinor: null }).total).toBe(sum);
      }),
    );
  });
});

test("an amount that the pieces can't make is noticed", () => {
  expect(canBeMade(1_234, [500, 10, 5])).toBe(false);
  expect(canBeMade(1_235, [500, 10, 5])).toBe(true);
  expect(canBeMade(1_234, [])).toBe(true);
});

test("what goes to the bank is what is left above the float", () => {
  expect(computeBankAmount(96_085, 20_000)).toBe(76_085);
  expect(computeBankAmount(20_000, 20_000)).toBe(0);
  expect(computeBankAmount(19_999, 20_000)).toBeNull();
});

// value, currency, language, name
describe("vouchers", () => {
  const euro = { currency: "EUR", language: "en" };

  // unit, quantity, what the line is
  test.each([
    ["", " ", { kind: "empty" }],
    ["11", "3", { kind: "read", valueMinor: 1_100, quantity: 3, amount: 3_300 }],
    ["0", "3", { kind: "wrong", fault: "unit" }],
    ["11", "", { kind: "wrong", fault: "quantity" }],
    ["11", "1000001", { kind: "wrong", fault: "too-many" }],
  ])("of %j, %j times", (unit, quantity, reading) => {
    expect(readVoucher({ unit, quantity }, euro)).toEqual(reading);
  });

  test("of one value are added up wherever they stand", () => {
    const lines = [
      { unit: "11", quantity: "3" },
      { unit: "7.50", quantity: "2" },
      { unit: "11.00", quantity: "1" },
    ];
    expect(sumVouchers(lines, euro)).toEqual({
      items: [
        { valueMinor: 1_100, quantity: 4 },
        { valueMinor: 750, quantity: 2 },
      ],
      total: 5_900,
      wrong: false,
    });
    expect(sumVouchers([], euro)).toEqual({ items: [], total: null, wrong: false });
  });
});
