import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TERMS } from "../line";
import { type GivenTerm, computeReach, buildSteps } from "./waterfall";

const term = (name: GivenTerm["term"], amountMinor: number | null): GivenTerm => ({
  term: name,
  amountMinor,
  entries: [],
});

describe("the steps of expected cash", () => {
  test("each begins where the one before ended", () => {
    const steps = buildSteps([
      term("float", 20000),
      term("sales", 101220),
      term("expenses", -2750),
    ]);
    expect(steps.map(({ beforeMinor, afterMinor }) => [beforeMinor, afterMinor])).toEqual([
      [0, 20000],
      [20000, 121220],
      [121220, 118470],
    ]);
  });

  test("a term that was not provided leaves the sum as it was, and is not zero", () => {
    const [, deposits] = buildSteps([term("float", 500), term("deposits", null)]);
    expect(deposits).toMatchObject({ amountMinor: null, beforeMinor: 500, afterMinor: 500 });
  });

  test("nothing is known after sales that were not provided", () => {
    const steps = buildSteps([term("float", 500), term("sales", null), term("pickups", -100)]);
    expect(steps.map(({ afterMinor }) => afterMinor)).toEqual([500, null, null]);
  });

  test("nothing is known after an entry without an amount", () => {
    const entries = [{ label: "Ice", amountMinor: null }];
    const expenses = { ...term("expenses", null), entries };
    const steps = buildSteps([term("sales", 500), expenses, term("pickups", -100)]);
    expect(steps.map(({ afterMinor }) => afterMinor)).toEqual([500, null, null]);
  });

  test("with the sales known, the last step stands at the sum of what was provided", () => {
    const amounts = fc.tuple(
      ...TERMS.map((name) =>
        name === "sales"
          ? fc.integer({ min: -1e9, max: 1e9 })
          : fc.option(fc.integer({ min: -1e9, max: 1e9 })),
      ),
    );
    fc.assert(
      fc.property(amounts, (given) => {
        const steps = buildSteps(TERMS.map((name, index) => term(name, given[index] ?? null)));
        const total = given.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
        expect(steps.at(-1)?.afterMinor).toBe(total);
        const { low, high } = computeReach(steps, [null]);
        expect(low).toBeLessThanOrEqual(Math.min(0, total));
        expect(high).toBeGreaterThanOrEqual(Math.max(0, total));
      }),
    );
  });
});
