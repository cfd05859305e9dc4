import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minor } from "./money";
import { toleranceOf, type ToleranceRule } from "./tolerance";

const rule = (
  centreId: string,
  tenderId: string,
  amount: number,
  { version = 1, validFrom = "2026-01-01" } = {},
): ToleranceRule => ({ centreId, tenderId, amount: minor(amount), version, validFrom });

const CASH = { centreId: "101", tenderId: "CASH", businessDate: "2026-03-01" };

describe("the tolerance in force", () => {
  test("is nothing until a rule says otherwise", () => {
    expect(toleranceOf([])(CASH)).toBe(0);
    expect(toleranceOf([rule("102", "*", 500)])(CASH)).toBe(0);
  });

  test("comes from the most specific scope", () => {
    const rules = [
      rule("*", "*", 100),
      rule("*", "CASH", 200),
      rule("101", "*", 300),
      rule("101", "CASH", 400),
    ];
    const answers = rules.map((_, index) => toleranceOf(rules.slice(0, index + 1))(CASH));
    expect(answers).toEqual([100, 200, 300, 400]);
  });

  test("begins on the rule's first day and is superseded by the next version", () => {
    const rules = [
      rule("*", "*", 100),
      rule("*", "*", 200, { version: 2, validFrom: "2026-02-01" }),
      rule("*", "*", 300, { version: 3, validFrom: "2026-04-01" }),
    ];
    const on = (businessDate: string) => toleranceOf(rules)({ ...CASH, businessDate });
    expect([on("2025-12-31"), on("2026-01-31"), on("2026-02-01"), on("2026-04-01")]).toEqual([
      ...[0, 100, 200, 300],
    ]);
  });

  test("what was said last wins, even where an older rule begins later", () => {
    const rules = [
      rule("*", "*", 100, { version: 1, validFrom: "2026-02-20" }),
      rule("*", "*", 200, { version: 2, validFrom: "2026-02-01" }),
    ];
    expect(toleranceOf(rules)(CASH)).toBe(200);
  });

  test("does not depend on the order of the rules", () => {
    const rules = fc.uniqueArray(
      fc.record({
        centreId: fc.constantFrom("*", "101", "102"),
        tenderId: fc.constantFrom("*", "CASH", "CARD"),
        version: fc.integer({ min: 1, max: 4 }),
        amount: fc.integer({ min: 0, max: 1_000 }).map(minor),
        validFrom: fc.constantFrom("2026-01-01", "2026-03-01", "2026-03-02"),
      }),
      { selector: (each) => `${each.centreId} ${each.tenderId} ${each.version}` },
    );
    fc.assert(
      fc.property(rules, (all) => {
        expect(toleranceOf(all)(CASH)).toBe(toleranceOf(all.toReversed())(CASH));
      }),
    );
  });
});
