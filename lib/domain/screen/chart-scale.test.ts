import { expect, test } from "vitest";
import { computeAxisWidth, computeTicks, formatTick } from "./chart-scale";

test.each([
  [-43_125, 16_400, 6, [-50_000, -40_000, -30_000, -20_000, -10_000, 0, 10_000, 20_000]],
  [0, 0, 4, [0]],
  [120, 900, 4, [0, 500, 1_000]],
  [-5, -1, 2, [-5, 0]],
  [-156_050, 0, 3, [-200_000, -100_000, 0]],
])("from %i to %i in about %i steps", (low, high, count, ticks) => {
  expect(computeTicks([low, high], count)).toEqual(ticks);
});

test("whole units are written without decimals, anything finer as money", () => {
  expect(formatTick(20_000, "EUR", "en")).toBe("+200");
  expect(formatTick(-150_000, "EUR", "es")).toBe("−1.500");
  expect(formatTick(0, "EUR", "fr")).toBe("0");
  expect(formatTick(50, "EUR", "en")).toBe("+0.50");
  expect(formatTick(-500, "JPY", "en")).toBe("−500");
});

test("the axis has space for the longest amount, and is as wide for all usual ones", () => {
  const euros = { currency: "EUR", language: "en" };
  expect(computeAxisWidth([-40_000, 0, 40_000], euros)).toBe(52);
  expect(computeAxisWidth([], euros)).toBe(52);
  expect(computeAxisWidth([-200_000_000, 0], euros)).toBe("−2,000,000".length * 7 + 8);
  expect(computeAxisWidth([-50, 0], euros)).toBe(52);
});
