import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMoney, LANGUAGES } from "../format";
import { COUNTED_MINOR_MAX } from "./import-row";
import { readTypedMoney } from "./typed-amount";

test.each([
  // typed, language, currency, minor units
  ["1,146.35", "en", "EUR", 114_635],
  ["1146.35", "en", "EUR", 114_635],
  ["1,146", "en", "EUR", 114_600],
  ["1.146,35", "es", "EUR", 114_635],
  ["1146,35", "es", "EUR", 114_635],
  ["1.146", "es", "EUR", 114_600],
  ["1 146,35", "fr", "EUR", 114_635],
  ["1\u202f146,35", "fr", "EUR", 114_635],
  ["1\u00a0146,35", "fr", "EUR", 114_635],
  ["1146,3", "fr", "EUR", 114_630],
  ["\u22125.50", "en", "EUR", -550],
  ["-5,50", "es", "EUR", -550],
  [" 0 ", "en", "EUR", 0],
  ["12,000", "en", "JPY", 12_000],
  ["12000", "fr", "JPY", 12_000],
  ["1,146.350", "en", "KWD", 1_146_350],
  ["1.5", "en", "KWD", 1_500],
])("%s in %s of %s is %i", (typed, language, currency, amount) => {
  expect(readTypedMoney(typed, language, currency)).toEqual({ ok: true, amount });
});

test.each([
  // typed, language, currency, why it is refused
  ["", "en", "EUR", "empty"],
  ["12,50", "en", "EUR", "other-mark"],
  ["12.50", "es", "EUR", "other-mark"],
  ["12.50", "fr", "EUR", "other-mark"],
  ["1,146.35", "es", "EUR", "other-mark"],
  ["1.146,35", "en", "EUR", "other-mark"],
  ["1,146", "en", "KWD", "ambiguous"],
  ["1.146", "es", "KWD", "ambiguous"],
  ["12.505", "en", "EUR", "too-many-decimals"],
  ["12.5", "en", "JPY", "too-many-decimals"],
  ["99999999999", "en", "EUR", "too-large"],
  ["12.", "en", "EUR", "not-an-amount"],
  [".5", "en", "EUR", "not-an-amount"],
  ["1e3", "en", "EUR", "not-an-amount"],
  ["€5", "en", "EUR", "not-an-amount"],
  ["11,46", "en", "JPY", "other-mark"],
  ["1,1466", "en", "EUR", "not-an-amount"],
  ["--5", "en", "EUR", "not-an-amount"],
  ["12+3", "en", "EUR", "not-an-amount"],
])("%s in %s of %s is refused: %s", (typed, language, currency, fault) => {
  expect(readTypedMoney(typed, language, currency)).toEqual({ ok: false, fault });
});

describe("what the screen shows can be typed back", () => {
  const amounts = fc.integer({ min: -COUNTED_MINOR_MAX, max: COUNTED_MINOR_MAX });

  test.each(LANGUAGES)("in %s", (language) => {
    fc.assert(
      fc.property(amounts, fc.constantFrom("EUR", "JPY", "KWD", "GBP"), (amount, currency) => {
        const shown = formatMoney(amount, currency, language);
        expect(readTypedMoney(shown, language, currency)).toEqual({ ok: true, amount });
      }),
    );
  });

  test("and no text is read as an amount that it is not", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...LANGUAGES), (text, language) => {
        const read = readTypedMoney(text, language, "EUR");
        if (read.ok) expect(text).toMatch(/\d/);
      }),
    );
  });
});
