import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VERDICTS } from "../line";
import {
  computeCoverage,
  computeGross,
  noSums,
  plusSums,
  computeRatePerThousand,
  computeRatePerTickets,
  sumTickets,
  totalsByCurrency,
  type VarianceSums,
} from "./variance";

const amount = fc.integer({ min: 0, max: 1_000_000 });
const count = fc.nat(50);
const anySums = (currency: fc.Arbitrary<string> = fc.constantFrom("EUR", "GBP", "JPY")) =>
  fc
    .record({
      currency,
      short: amount,
      over: amount,
      sales: fc.option(amount),
      lines: fc.tuple(count, count, count, count, count, count),
    })
    .map(({ currency: code, short, over, sales, lines }): VarianceSums => {
      const verdicts = Object.fromEntries(VERDICTS.map((one, at) => [one, lines[at] ?? 0]));
      const all = lines.reduce((sum, one) => sum + one, 0);
      return {
        ...noSums(code),
        shortMinor: 0 - short,
        overMinor: over,
        netMinor: over - short,
        salesMinor: sales,
        uncountedLines: verdicts.uncounted ?? 0,
        countedLines: all - (verdicts.uncounted ?? 0),
        lines: verdicts as VarianceSums["lines"],
      };
    });

describe("sums", () => {
  test("come to the same in any order, and never mix currencies", () => {
    fc.assert(
      fc.property(fc.array(anySums(), { maxLength: 20 }), fc.nat(), (rows, turn) => {
        const at = rows.length === 0 ? 0 : turn % rows.length;
        const other = [...rows.slice(at), ...rows.slice(0, at)];
        const totals = totalsByCurrency(rows);
        expect(totalsByCurrency(other)).toEqual(totals);
        expect(totals.map(({ currency }) => currency)).toEqual(
          [...new Set(rows.map(({ currency }) => currency))].sort(),
        );
        for (const total of totals) {
          const own = rows.filter(({ currency }) => currency === total.currency);
          expect(total.netMinor).toBe(own.reduce((sum, row) => sum + row.netMinor, 0));
          expect(total.netMinor).toBe(total.shortMinor + total.overMinor);
          expect(total.salesMinor === null).toBe(own.every((row) => row.salesMinor === null));
        }
      }),
    );
    expect(() => plusSums(noSums("EUR"), noSums("GBP"))).toThrow("not added together");
  });

  test("of nothing are nothing, and unknown sales stay unknown", () => {
    expect(totalsByCurrency([])).toEqual([]);
    expect(plusSums(noSums("EUR"), noSums("EUR")).salesMinor).toBeNull();
    expect(plusSums(noSums("EUR"), { ...noSums("EUR"), salesMinor: 0 }).salesMinor).toBe(0);
  });
});

describe("rates", () => {
  test("are finite or null, whatever is known", () => {
    fc.assert(
      fc.property(anySums(), (sums) => {
        const rate = computeRatePerThousand(sums);
        expect(rate === null).toBe(sums.salesMinor === null || sums.salesMinor === 0);
        if (rate !== null) expect(Number.isFinite(rate)).toBe(true);
        const share = computeCoverage(sums);
        if (share !== null) expect(share >= 0 && share <= 1).toBe(true);
        expect(computeGross(sums)).toBeGreaterThanOrEqual(Math.abs(sums.netMinor));
      }),
    );
  });

  test("per 1,000 of sales keep the sign of the net", () => {
    const sums = { ...noSums("EUR"), netMinor: -156_050, salesMinor: 97_531_250 };
    expect(computeRatePerThousand(sums)).toBeCloseTo(-1.6, 6);
    expect(computeRatePerThousand({ ...sums, salesMinor: 0 })).toBeNull();
    expect(computeRatePerThousand({ ...sums, salesMinor: -5 })).toBeNull();
  });

  test("per 100 tickets are unknown where tickets are, and never zero for that", () => {
    const sums = { ...noSums("EUR"), netMinor: -250 };
    expect(computeRatePerTickets({ ...sums, tickets: 50 })).toBe(-500);
    for (const tickets of [null, undefined, 0]) {
      expect(computeRatePerTickets({ ...sums, tickets })).toBeNull();
    }
    expect(
      sumTickets([
        { ...sums, tickets: 2 },
        { ...sums, tickets: 3 },
      ]),
    ).toBe(5);
    expect(
      sumTickets([
        { ...sums, tickets: 2 },
        { ...sums, tickets: null },
      ]),
    ).toBeNull();
    expect(sumTickets([])).toBeNull();
  });

  test("of coverage leave out what was not reported", () => {
    const lines = { ...noSums("EUR").lines, matched: 90, short: 2, unexpected: 7 };
    expect(computeCoverage({ ...noSums("EUR"), lines, uncountedLines: 8 })).toBe(0.92);
    expect(computeCoverage(noSums("EUR"))).toBeNull();
  });
});
