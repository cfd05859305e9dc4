import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minor } from "../money";
import {
  type Level,
  computeLimit,
  computeLimits,
  NO_LIMIT,
  proposeCashLevels,
  createToleranceLookup,
  type ToleranceRule,
} from "./tolerance";

const NOTHING: Level = { short: NO_LIMIT, over: NO_LIMIT };
const level = (amount: number, ppm = 0): Level => {
  const limit = { amount: minor(amount), ppm };
  return { short: limit, over: limit };
};
const rule = (
  centreId: string,
  tenderId: string,
  amount: number,
  more: Partial<ToleranceRule> = {},
): ToleranceRule => ({
  centreId,
  tenderId,
  currency: "EUR",
  version: 1,
  validFrom: "2026-01-01",
  explain: level(amount),
  approve: NOTHING,
  monthly: null,
  withdrawn: false,
  ...more,
});

const CASH = {
  centreId: "101",
  tenderId: "CASH",
  tenderKind: "cash" as const,
  currency: "EUR",
  businessDate: "2026-03-01",
};
const amountOf = (rules: ToleranceRule[], question = CASH) =>
  createToleranceLookup(rules)(question)?.explain.short.amount ?? null;

describe("the tolerance in force", () => {
  test("is nothing until a rule says otherwise", () => {
    expect(amountOf([])).toBeNull();
    expect(amountOf([rule("102", "*", 500)])).toBeNull();
    expect(amountOf([rule("*", "*", 500, { currency: "JPY" })])).toBeNull();
    expect(computeLimits(null, { difference: minor(5), sales: null })).toEqual({
      explain: 0,
      approve: 0,
    });
  });

  test("comes from the most specific scope", () => {
    const rules = [
      rule("*", "*", 100),
      rule("*", "kind:cash", 150),
      rule("*", "CASH", 200),
      rule("101", "*", 300),
      rule("101", "kind:cash", 350),
      rule("101", "CASH", 400),
    ];
    const results = rules.map((_, index) => amountOf(rules.slice(0, index + 1)));
    expect(results).toEqual([100, 150, 200, 300, 350, 400]);
  });

  test("begins on the rule's first day and is superseded by the next version", () => {
    const rules = [
      rule("*", "*", 100),
      rule("*", "*", 200, { version: 2, validFrom: "2026-02-01" }),
      rule("*", "*", 300, { version: 3, validFrom: "2026-04-01" }),
    ];
    const on = (businessDate: string) => amountOf(rules, { ...CASH, businessDate });
    expect([on("2025-12-31"), on("2026-01-31"), on("2026-02-01"), on("2026-04-01")]).toEqual([
      null,
      100,
      200,
      300,
    ]);
  });

  test("what was said last wins, even where an older rule begins later", () => {
    const rules = [
      rule("*", "*", 100, { version: 1, validFrom: "2026-02-20" }),
      rule("*", "*", 200, { version: 2, validFrom: "2026-02-01" }),
    ];
    expect(amountOf(rules)).toBe(200);
  });

  test("falls back to the wider scope once a rule is withdrawn", () => {
    const withdrawn = { version: 2, validFrom: "2026-02-01", withdrawn: true };
    const rules = [rule("*", "*", 100), rule("101", "*", 300), rule("101", "*", 0, withdrawn)];
    expect(amountOf(rules)).toBe(100);
    expect(amountOf(rules, { ...CASH, businessDate: "2026-01-31" })).toBe(300);
  });

  test("does not depend on the order of the rules", () => {
    const rules = fc.uniqueArray(
      fc
        .record({
          centreId: fc.constantFrom("*", "101", "102"),
          tenderId: fc.constantFrom("*", "kind:cash", "CASH", "CARD"),
          version: fc.integer({ min: 1, max: 4 }),
          amount: fc.integer({ min: 0, max: 1_000 }),
          validFrom: fc.constantFrom("2026-01-01", "2026-03-01", "2026-03-02"),
          withdrawn: fc.boolean(),
        })
        .map(({ centreId, tenderId, amount, ...more }) => rule(centreId, tenderId, amount, more)),
      { selector: (each) => `${each.centreId} ${each.tenderId} ${each.version}` },
    );
    fc.assert(
      fc.property(rules, (all) => {
        expect(amountOf(all)).toBe(amountOf(all.toReversed()));
      }),
    );
  });
});

describe("a limit", () => {
  test.each([
    // amount  ppm      sales       limit
    [200, 1_000, 100_000, 200],
    [200, 1_000, 300_000, 300],
    [200, 1_000, -300_000, 300],
    [0, 1_000, 999, 0],
    [200, 0, 9_999_999, 200],
    [200, 1_000, null, 200],
    [0, 1_000_000, 9_007_199_254_740_991, 9_007_199_254_740_991],
  ])("of %s or %s millionths of %s is %s", (amount, ppm, sales, limit) => {
    const asked = sales === null ? null : minor(sales);
    expect(computeLimit({ amount: minor(amount), ppm }, asked)).toBe(limit);
  });

  test("is short's own for a short, over's own for an over, on both levels", () => {
    const sides = {
      explain: { short: { amount: minor(1), ppm: 0 }, over: { amount: minor(2), ppm: 0 } },
      approve: { short: { amount: minor(3), ppm: 0 }, over: { amount: minor(4), ppm: 0 } },
    };
    const both = rule("*", "*", 0, sides);
    const of = (difference: number | null) =>
      computeLimits(both, {
        difference: difference === null ? null : minor(difference),
        sales: null,
      });
    expect([of(-9), of(9), of(null)]).toEqual([
      { explain: 1, approve: 3 },
      { explain: 2, approve: 4 },
      { explain: 1, approve: 3 },
    ]);
  });

  test("is proposed for cash in units that the currency has", () => {
    const of = (currency: string) => {
      const { explain, approve } = proposeCashLevels(currency);
      return [explain.short.amount, approve.over.amount, approve.short.ppm];
    };
    expect(["EUR", "JPY", "KWD"].map(of)).toEqual([
      [2_00, 5_00, 5_000],
      [200, 500, 5_000],
      [2_000, 5_000, 5_000],
    ]);
  });

  test("below 0 is a programming error", () => {
    expect(() => createToleranceLookup([rule("*", "*", -1)])).toThrow("never negative");
  });
});
