/** Amounts in every way of writing, and the fast path compared with the exact one. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMoney } from "../money";
import { type AmountForm, readAmount, readProduct } from "./read-amount";

const plain = (decimals: number): AmountForm => ({ decimals, decimalMark: null, currency: "EUR" });

describe("amounts", () => {
  test.each([
    [12.1, 2, 1_210, false],
    ["12.1000", 2, 1_210, false],
    ["1e2", 2, 10_000, false],
    [0.005, 2, 1, true],
    [-0.005, 2, -1, true],
    [1.005, 2, 101, true],
    [-0, 2, 0, false],
    [1234, 0, 1_234, false],
    [1.2345, 3, 1_235, true],
  ])("%s with %s decimals", (value, decimals, minor, rounded) => {
    expect(readAmount(value, plain(decimals))).toEqual({ amount: minor, rounded });
  });

  test.each([["12,10"], ["12.10 €"], ["0x10"], [true], [Infinity], [NaN], ["1e15"], [1e15]])(
    "%s is none",
    (value) => {
      expect(readAmount(value, plain(2))).toBeUndefined();
    },
  );

  test("an empty text is an amount that is not provided", () => {
    expect(readAmount("  ", plain(2))).toBeNull();
  });

  test("a number reads as its text does, for every decimal that a double keeps", () => {
    const numeral = fc
      .tuple(fc.boolean(), fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
      .map(([below, digits, decimals]) => {
        const text = String(digits).padStart(decimals + 1, "0");
        const point = text.length - decimals;
        const fraction = decimals === 0 ? "" : `.${text.slice(point)}`;
        return `${below ? "-" : ""}${text.slice(0, point)}${fraction}`;
      });
    fc.assert(
      fc.property(numeral, fc.constantFrom(0, 2, 3), (text, decimals) => {
        expect(readAmount(Number(text), plain(decimals))).toEqual(parseMoney(text, decimals));
      }),
      { numRuns: 5_000 },
    );
  });

  test("a product is exact and rounded once", () => {
    expect(readProduct(3, "0.335", plain(2))).toEqual({ amount: 101, rounded: true });
    expect(readProduct("-2", 5.5, plain(2))).toEqual({ amount: -1_100, rounded: false });
    expect(readProduct("two", 5.5, plain(2))).toBeUndefined();
  });
});

describe("amounts as people write them", () => {
  const written = (decimalMark: "." | ",", currency = "EUR") => ({
    decimals: 2,
    decimalMark,
    currency,
  });
  test.each([
    ["1.234,56 €", ",", 123_456],
    ["1 234,56", ",", 123_456],
    ["1\u202f234,56\u00a0€", ",", 123_456],
    ["1'234.56", ".", 123_456],
    ["€1,234.56", ".", 123_456],
    ["EUR 1,234.56", ".", 123_456],
    ["12,00- EUR", ",", -1_200],
    ["-€12.00", ".", -1_200],
    ["€ -12.00", ".", -1_200],
    ["\u221212,5", ",", -1_250],
    ["(12.00)", ".", -1_200],
    ["(€ 12.00)", ".", -1_200],
    ["12.00-", ".", -1_200],
    ["1.234", ",", 123_400],
    ["1,234", ".", 123_400],
    ["7", ",", 700],
    [12.5, ",", 1_250],
  ] as const)("%s with the mark %s", (text, mark, amount) => {
    expect(readAmount(text, written(mark))).toEqual({ amount, rounded: false });
  });

  test.each([
    ["1.23", ","], // It would be another amount with the other mark.
    ["1,23", "."],
    ["12.34.56", "."],
    ["1,2345", "."],
    ["1.234.56", "."],
    ["12,", ","],
    ["(-12.00)", "."],
    ["--12.00", "."],
    ["12.00 USD", "."], // The sheet is in euros.
    ["12.00 zł", "."],
    ["12.00 kg", "."],
    ["€ 12.00 EUR", "."],
    ["1e3", "."],
    ["12 of 14", "."],
  ] as const)("%s with the mark %s is none", (text, mark) => {
    expect(readAmount(text, written(mark))).toBeUndefined();
  });

  test("lakhs have marks of their own", () => {
    expect(readAmount("₹ 1,00,234.50", written(".", "INR"))?.amount).toBe(10_023_450);
  });

  test("cents are whole, and the smallest unit of any currency", () => {
    const cents = { decimals: 0, decimalMark: null, currency: "EUR" };
    expect(readAmount(1_234, cents)).toEqual({ amount: 1_234, rounded: false });
    expect(readAmount("1234.5", cents)).toEqual({ amount: 1_235, rounded: true });
  });
});
