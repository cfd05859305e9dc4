import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sumSelection } from "./selection";

const line = (differenceMinor: number | null, currency = "EUR") => ({ currency, differenceMinor });

describe("the sum of the selected lines", () => {
  test("a short and an over of the same size cancel out", () => {
    expect(sumSelection([line(-3600), line(3600)])).toEqual([
      {
        currency: "EUR",
        lines: 2,
        incomparable: 0,
        short: -3600,
        over: 3600,
        net: 0,
        cancelsOut: true,
      },
    ]);
  });

  test("two matched lines are not said to cancel out", () => {
    expect(sumSelection([line(0), line(0)])[0]?.cancelsOut).toBe(false);
  });

  test("a line with one side counts as a line and not as zero", () => {
    const [sum] = sumSelection([line(null), line(-500)]);
    expect(sum).toMatchObject({ lines: 2, incomparable: 1, short: -500, net: -500 });
  });

  test("currencies stay apart, in order of their names", () => {
    const sums = sumSelection([line(-100, "JPY"), line(100, "EUR")]);
    expect(sums.map(({ currency, net }) => [currency, net])).toEqual([
      ["EUR", 100],
      ["JPY", -100],
    ]);
  });

  test("nothing selected is no sum", () => {
    expect(sumSelection([])).toEqual([]);
  });

  test("net is the sum of all differences, and short and over keep their signs", () => {
    const amounts = fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1 });
    fc.assert(
      fc.property(amounts, (differences) => {
        const [sum] = sumSelection(differences.map((value) => line(value)));
        const total = differences.reduce((a, b) => a + b, 0);
        expect(sum?.net).toBe(total === 0 ? 0 : total);
        expect(sum?.short).toBeLessThanOrEqual(0);
        expect(sum?.over).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
