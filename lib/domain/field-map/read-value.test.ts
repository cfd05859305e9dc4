/** Single values, and the fast path for amounts compared with the exact one. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  readAmount,
  readCount,
  readCurrency,
  readDate,
  readProduct,
  readWallClock,
} from "./read-value";
import { parseMoney } from "../money";

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
    expect(readAmount(value, decimals)).toEqual({ amount: minor, rounded });
  });

  test.each([["12,10"], ["12.10 €"], ["0x10"], [true], [Infinity], [NaN], ["1e15"], [1e15]])(
    "%s is none",
    (value) => {
      expect(readAmount(value, 2)).toBeUndefined();
    },
  );

  test("an empty text is an amount that is not provided", () => {
    expect(readAmount("  ", 2)).toBeNull();
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
        expect(readAmount(Number(text), decimals)).toEqual(parseMoney(text, decimals));
      }),
      { numRuns: 5_000 },
    );
  });

  test("a product is exact and rounded once", () => {
    expect(readProduct(3, "0.335", 2)).toEqual({ amount: 101, rounded: true });
    expect(readProduct("-2", 5.5, 2)).toEqual({ amount: -1_100, rounded: false });
    expect(readProduct("two", 5.5, 2)).toBeUndefined();
  });
});

test.each([
  ["2019-01-05", "iso", "2019-01-05"],
  ["2019-01-05T05:30:00", "iso", "2019-01-05"],
  ["2019-01-05T00:00:00Z", "iso", "2019-01-05"],
  ["2019-01-04T23:00:00Z", "iso", undefined],
  [20190105, "iso", "2019-01-05"],
  ["2019-02-29", "iso", undefined],
  ["2020-02-29", "iso", "2020-02-29"],
  ["05/01/2019", "iso", undefined],
  ["05/01/2019", "day-first", "2019-01-05"],
  ["5.1.2019", "month-first", "2019-05-01"],
] as const)("the date %s (%s) is %s", (value, order, date) => {
  expect(readDate(value, order)).toBe(date);
});

test("a wall clock is local time and nothing else", () => {
  expect(readWallClock("2019-01-05T10:00")).toBe("2019-01-05T10:00:00");
  expect(readWallClock("2019-01-05 10:00:30.123+01:00")).toBe("2019-01-05T10:00:30");
  expect(readWallClock("2019-01-05T10:00:00Z")).toBeNull();
  expect(readWallClock(5)).toBeNull();
});

test("counts and currencies", () => {
  expect([readCount(3), readCount("4"), readCount(-1), readCount(1.5)]).toEqual([3, 4, null, null]);
  expect(["eur", "€", 978].map(readCurrency)).toEqual(["EUR", null, null]);
});
