import fc from "fast-check";
import { expect, test } from "vitest";
import { minor } from "../money";
import { computeRoundingBound, findRoundingStep, type RoundingRule } from "./cash-rounding";

const rule = (more: Partial<RoundingRule>): RoundingRule => ({
  centreId: "*",
  currency: "CHF",
  version: 1,
  step: minor(5),
  validFrom: "2026-01-01",
  ...more,
});
const stepOf = (rules: RoundingRule[], businessDate = "2026-03-01", currency = "CHF") =>
  findRoundingStep(rules, { centreId: "201", currency, businessDate });

test("a centre's own rule goes before its currency's, also to say that nothing is rounded", () => {
  expect(stepOf([rule({})])).toBe(5);
  expect(stepOf([rule({}), rule({ centreId: "201", step: null })])).toBe(null);
  expect(stepOf([rule({}), rule({ centreId: "202", step: minor(10) })])).toBe(5);
  expect(stepOf([rule({})], "2026-03-01", "EUR")).toBe(null);
});

test("the latest version whose first day has come is in force", () => {
  const rules = [rule({}), rule({ version: 2, step: minor(10), validFrom: "2026-03-01" })];
  expect([stepOf(rules, "2025-12-31"), stepOf(rules, "2026-02-28"), stepOf(rules)]).toEqual([
    null,
    5,
    10,
  ]);
});

/** Rounds as a cashier does, coin by coin, and either way in the middle. */
function roundByCoins(amount: number, step: number, isUp: boolean): number {
  let below = 0;
  while (below + step <= amount) below += step;
  const rest = amount - below;
  if (rest * 2 === step) return isUp ? below + step : below;
  return rest * 2 > step ? below + step : below;
}

test("whatever is paid, roundings never exceed the bound, and may reach it", () => {
  const payments = fc.array(fc.tuple(fc.nat(3_000), fc.boolean()), { maxLength: 60 });
  fc.assert(
    fc.property(payments, fc.constantFrom(5, 10, 50, 100), (paid, step) => {
      const bound = computeRoundingBound({ step: minor(step), receipts: paid.length });
      const rounded = paid.map(([amount, isUp]) => roundByCoins(amount, step, isUp) - amount);
      const total = rounded.reduce((sum, one) => sum + one, 0);
      expect(Math.abs(total)).toBeLessThanOrEqual(bound);
      const worst = paid.map(() => {
        const half = Math.floor(step / 2);
        return roundByCoins(half, step, false) - half;
      });
      expect(Math.abs(worst.reduce((sum, one) => sum + one, 0))).toBe(bound);
    }),
    { numRuns: 300 },
  );
});
