/**
 * Exact money: text in, minor units out, compared with an oracle that computes with fractions of
 * whole numbers and so can't share a mistake with the parser.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decimalsOf,
  difference,
  formatPlain,
  minor,
  negate,
  parseMoney,
  type ParsedMoney,
  sum,
} from "./money";

describe("parseMoney", () => {
  test.each([
    ["12.10", 2, 1_210, false],
    ["12.1000", 2, 1_210, false],
    ["1e2", 2, 10_000, false],
    ["1.5E-1", 2, 15, false],
    ["12345678901234.56", 2, 1_234_567_890_123_456, false],
    ["0.005", 2, 1, true],
    ["-0.005", 2, -1, true],
    ["0.0049999999999999999999", 2, 0, true],
    ["2.5", 0, 3, true],
    ["-2.5", 0, -3, true],
    ["1.0005", 3, 1_001, true],
    ["-0", 2, 0, false],
    ["-0.004", 2, 0, true],
    ["+7", 2, 700, false],
    ["1e-50", 2, 0, true],
  ])("%s with %s decimals is %s", (text, decimals, amount, rounded) => {
    expect(parseMoney(text, decimals)).toEqual({ amount, rounded });
  });

  test.each(["", ".5", "5.", "1,5", "1 000", "0x1f", "NaN", "1e100", "--1", "1.2.3", "١٢"])(
    "“%s” is no amount",
    (text) => {
      expect(parseMoney(text, 2)).toBeNull();
    },
  );

  test("12345678901234567.89 is more than an integer holds, and is not bent to fit", () => {
    expect(parseMoney("12345678901234567.89", 2)).toBeNull();
    expect(parseMoney("12345678901234567.89", 0)).toBeNull();
    expect(parseMoney("1234567890123456.789", 0)).toEqual({
      amount: 1_234_567_890_123_457,
      rounded: true,
    });
  });

  test("agrees with fractions of whole numbers, rounded half away from zero", () => {
    const numeral = fc
      .tuple(
        fc.constantFrom("", "-", "+"),
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        fc.option(fc.stringMatching(/^\d{1,25}$/), { nil: "" }),
        fc.option(fc.integer({ min: -30, max: 20 }), { nil: null }),
      )
      .map(([sign, whole, fraction, exponent]) => {
        const decimal = `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
        return exponent === null ? decimal : `${decimal}e${exponent}`;
      });
    fc.assert(
      fc.property(numeral, fc.constantFrom(0, 2, 3), (text, decimals) => {
        expect(parseMoney(text, decimals)).toEqual(oracle(text, decimals));
      }),
      { numRuns: 5_000 },
    );
  });

  test("reads back what formatPlain wrote", () => {
    const amount = fc.maxSafeInteger().map(minor);
    fc.assert(
      fc.property(amount, fc.constantFrom("EUR", "JPY", "TND"), (value, currency) => {
        const read = parseMoney(formatPlain(value, currency), decimalsOf(currency));
        expect(read).toEqual({ amount: value, rounded: false });
      }),
    );
  });
});

/** Divides numerator by denominator exactly, with one division and its remainder. */
function oracle(text: string, decimals: number): ParsedMoney | null {
  const [decimal = "", exponent = "0"] = text.split("e");
  const [whole = "", fraction = ""] = decimal.replace(/^[+-]/, "").split(".");
  const power = Number(exponent) + decimals - fraction.length;
  const digits = BigInt(whole + fraction);
  const numerator = power >= 0 ? digits * 10n ** BigInt(power) : digits;
  const denominator = power >= 0 ? 1n : 10n ** BigInt(-power);
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  const size = quotient + (remainder * 2n >= denominator ? 1n : 0n);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  const amount = minor(Number(text.startsWith("-") ? -size : size));
  return { amount, rounded: remainder !== 0n };
}

describe("arithmetic", () => {
  test("a difference keeps its sign: negative is short", () => {
    expect(difference({ counted: minor(900), expected: minor(1_000) })).toBe(-100);
  });

  test("there is no negative zero", () => {
    expect(Object.is(negate(minor(0)), 0)).toBe(true);
    expect(Object.is(minor(-0), 0)).toBe(true);
  });

  test("a sum does not depend on its order", () => {
    const amounts = fc.array(fc.integer({ min: -1e9, max: 1e9 }).map(minor));
    fc.assert(
      fc.property(amounts, (values) => {
        expect(sum(values)).toBe(sum([...values].reverse()));
        expect(sum(values)).toBe(
          Number(values.reduce((total, value) => total + BigInt(value), 0n)),
        );
      }),
    );
  });

  test("what is no whole number of minor units is a mistake of the author", () => {
    expect(() => minor(0.5)).toThrow("minor units");
    expect(() => sum([minor(Number.MAX_SAFE_INTEGER), minor(1)])).toThrow("minor units");
    // The total of these is exact again, and wrong: 2 to the power of 53 swallows the second 1.
    const [most, one] = [minor(Number.MAX_SAFE_INTEGER), minor(1)];
    expect(() => sum([most, one, one, minor(-Number.MAX_SAFE_INTEGER)])).toThrow("minor units");
  });
});

test.each([
  [-5, "EUR", "-0.05"],
  [123_456, "EUR", "1234.56"],
  [-1_234, "JPY", "-1234"],
  [1, "KWD", "0.001"],
  [0, "EUR", "0.00"],
])("%s %s in a file is %s", (amount, currency, text) => {
  expect(formatPlain(minor(amount), currency)).toBe(text);
});
