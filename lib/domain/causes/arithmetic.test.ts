import { describe, expect, test } from "vitest";
import type { Cause, CauseFacts } from "./cause";
import { formatArithmetic, classifyFit } from "./arithmetic";

/** `CauseFacts` describes the facts of each kind; the lines are whole examples. */
const sum = (
  kind: Cause["kind"],
  [expected, counted]: [number, number],
  facts: CauseFacts,
  language = "en",
) =>
  formatArithmetic(
    { kind, reason: kind, score: 0.5, facts },
    {
      expectedMinor: expected,
      countedMinor: counted,
      currency: "EUR",
      differenceMinor: counted - expected,
    },
    language,
  );

describe("the sum of a likely cause", () => {
  test.each([
    ["float-left-out", [1098_70, 948_70], { amountMinor: 150_00 }, "948.70 + 150.00 = 1,098.70"],
    ["float-counted-twice", [400_00, 550_00], { amountMinor: 150_00 }, "550.00 − 150.00 = 400.00"],
    [
      ...(["float-not-as-agreed", [400_00, 450_00]] as const),
      { amountMinor: 200_00, otherMinor: 150_00 },
      "200.00 − 150.00 = 50.00",
    ],
    [
      ...(["digits-swapped", [984_70, 948_70]] as const),
      { amountMinor: 984_70, otherMinor: 948_70, quantity: 9, unitMinor: 4_00, label: "84" },
      "984.70 − 948.70 = 36.00 = 9 × 4.00",
    ],
    [
      ...(["decimal-slip", [984_70, 9847_00]] as const),
      { amountMinor: 984_70, otherMinor: 9847_00, quantity: 10 },
      "9,847.00 ÷ 10 = 984.70",
    ],
    [
      ...(["decimal-slip", [984_73, 98_47]] as const),
      { amountMinor: 984_73, otherMinor: 98_47, quantity: 10 },
      "98.47 × 10 ≈ 984.73",
    ],
    [
      ...(["wrong-tender", [100_00, 75_50]] as const),
      { amountMinor: 24_50, otherMinor: 24_50, tenderId: "CARD" },
      "−24.50 + 24.50 = 0.00",
    ],
    [
      ...(["wrong-day", [100_00, 124_60]] as const),
      { amountMinor: 24_50, otherMinor: -24_50, restMinor: 10 },
      "+24.60 − 24.50 = +0.10",
    ],
    [
      ...(["note-miscounted", [400_00, 300_00]] as const),
      { amountMinor: 100_00, quantity: 2, unitMinor: 50_00 },
      "2 × 50.00 = 100.00",
    ],
    [
      ...(["expense-missing", [984_70, 948_70]] as const),
      { amountMinor: 36_00, label: "Ice" },
      "984.70 − 36.00 = 948.70",
    ],
    [
      ...(["movement-not-made", [400_00, 450_20]] as const),
      { amountMinor: 50_00, restMinor: 20 },
      "400.00 + 50.00 = 450.00",
    ],
  ] as const)("%s of %j", (kind, [expected, counted], facts, text) => {
    expect(sum(kind, [expected, counted], facts)).toBe(text);
  });

  test("is written as the reader's language writes amounts", () => {
    const text = sum("float-left-out", [1098_70, 948_70], { amountMinor: 150_00 }, "es");
    expect(text).toBe("948,70 + 150,00 = 1.098,70");
  });
});

test("belief has three words", () => {
  const labels = [1, 0.92, 0.9199, 0.5, 0.4999, 0.1].map(classifyFit);
  expect(labels).toEqual(["strong", "strong", "likely", "likely", "possible", "possible"]);
});
