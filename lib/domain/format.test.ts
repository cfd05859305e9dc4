import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatBusinessDate,
  formatCount,
  formatDateRange,
  formatDifference,
  formatInstant,
  formatMoney,
  formatRate,
  formatShare,
  formatWeekdayLetters,
} from "./format";

test("rates say their sign and shares their sign of per cent, in the language's own decimals", () => {
  expect(formatRate(-1.625, 2, "en")).toBe("\u22121.63");
  expect(formatRate(1.6, 2, "es")).toBe("+1,60");
  expect(formatRate(-0.001, 2, "en")).toBe("0.00");
  expect(formatShare(0.694, "fr")).toBe("69\u00a0%");
});

describe("money", () => {
  // amount, currency, language, text
  test.each([
    [114635, "EUR", "en", "1,146.35"],
    [114635, "EUR", "es", "1.146,35"],
    [114635, "EUR", "fr", "1\u202f146,35"],
    [-3600, "EUR", "en", "\u221236.00"],
    [0, "EUR", "en", "0.00"],
    [-0, "EUR", "en", "0.00"],
    [1146, "JPY", "en", "1,146"],
    [1234, "KWD", "en", "1.234"],
    [5, "EUR", "xx", "0.05"],
    [Number.MAX_SAFE_INTEGER, "EUR", "en", "90,071,992,547,409.91"],
  ])("%d %s in %s is %s", (amount, currency, language, text) => {
    expect(formatMoney(amount, currency, language)).toBe(text);
  });

  test("a difference says its sign, and zero has none", () => {
    expect(formatDifference(5000, "EUR", "en")).toBe("+50.00");
    expect(formatDifference(-5000, "EUR", "en")).toBe("\u221250.00");
    expect(formatDifference(-0, "EUR", "en")).toBe("0.00");
  });

  test("no digit is lost on the way, whatever the amount", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        const digits = formatMoney(amount, "EUR", "en").replace(/[^0-9]/g, "");
        expect(Number(digits)).toBe(Math.abs(amount));
      }),
    );
  });

  test("counts are grouped", () => {
    expect(formatCount(100000, "en")).toBe("100,000");
    expect(formatCount(-1000, "es")).toBe("\u22121.000");
  });
});

describe("dates", () => {
  test.each([
    ["2026-11-23", "en", "short", "Mon 23 Nov"],
    ["2026-11-23", "en", "short-year", "Mon 23 Nov 2026"],
    ["2026-11-23", "es", "short", "lun 23 nov"],
    ["2026-11-23", "fr", "long", "lundi 23 novembre 2026"],
    ["2026-11-23", "es", "long", "lunes 23 de noviembre de 2026"],
    ["2026-11-01", "en", "range-part", "1 Nov 2026"],
  ] as const)("%s in %s, %s, is %s", (date, language, style, text) => {
    expect(formatBusinessDate(date, language, style)).toBe(text);
  });

  test.each([
    ["2026-11-01", "2026-11-23", "1–23 Nov 2026"],
    ["2026-10-30", "2026-11-02", "30 Oct – 2 Nov 2026"],
    ["2025-12-30", "2026-01-02", "30 Dec 2025 – 2 Jan 2026"],
    ["2026-11-23", "2026-11-23", "23 Nov 2026"],
  ])("%s to %s is %s", (from, to, text) => {
    expect(formatDateRange(from, to, "en")).toBe(text);
  });

  test("a column of days is headed by two letters", () => {
    expect(formatWeekdayLetters("2026-11-23", "fr")).toBe("lu");
  });

  test("an instant is read from the clocks of its zone", () => {
    const iso = "2026-11-23T23:30:00.000Z";
    expect(formatInstant(iso, "en", { style: "time" })).toBe("23:30");
    expect(formatInstant(iso, "en", { timeZone: "Europe/Madrid", style: "short" })).toBe(
      "Tue 24 Nov, 00:30",
    );
  });
});
