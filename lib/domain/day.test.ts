import fc from "fast-check";
import { expect, test } from "vitest";
import { computeTotals } from "./day";
import type { Line } from "./line";
import { minor } from "./money";
import { judge } from "./reconciliation/reconcile";

const sides = fc
  .tuple(
    fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }).map(minor)),
    fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }).map(minor)),
    fc.integer({ min: 0, max: 500 }).map(minor),
  )
  .filter(([expected, counted]) => expected !== null || counted !== null);

const lines = fc.array(
  sides.map(([expected, counted, tolerance]): Line => ({
    centreId: "101",
    businessDate: "2026-03-01",
    shiftId: "1",
    tillId: "T1",
    tenderId: "CASH",
    shiftName: null,
    tillName: null,
    tenderName: null,
    tenderKind: null,
    terms: null,
    rounded: false,
    countVersion: null,
    expected,
    counted,
    tolerance,
    verdict: judge({ expected, counted, tolerance }),
    difference: expected === null || counted === null ? null : minor(counted - expected),
    sales: expected,
    approval: tolerance,
    rule: null,
  })),
);

test("short and over are the whole difference, to the cent", () => {
  fc.assert(
    fc.property(lines, (all) => {
      const { expected, counted, short, over } = computeTotals(all);
      expect(short + over).toBe(counted - expected);
      expect(short <= 0 && over >= 0).toBe(true);
    }),
  );
});

test("nothing reported or counted is left out of the totals", () => {
  fc.assert(
    fc.property(lines, (all) => {
      const totals = computeTotals(all);
      const reported = all.reduce((total, line) => total + (line.expected ?? 0), 0);
      const found = all.reduce((total, line) => total + (line.counted ?? 0), 0);
      expect(totals.expected + totals.uncounted).toBe(reported);
      expect(totals.counted + totals.unexpected).toBe(found);
      const verdicts = Object.values(totals.lines).reduce((total, each) => total + each, 0);
      expect(verdicts).toBe(all.length);
    }),
  );
});

test("a day without lines is nothing", () => {
  expect(computeTotals([])).toMatchObject({
    expected: 0,
    short: 0,
    lines: { matched: 0, short: 0 },
  });
});

test("totals that leave the exact integers are refused, also when they come back", () => {
  const lineOf = (expected: number): Line => ({
    centreId: "101",
    businessDate: "2026-03-01",
    shiftId: "1",
    tillId: "T1",
    tenderId: "CASH",
    shiftName: null,
    tillName: null,
    tenderName: null,
    tenderKind: null,
    terms: null,
    rounded: false,
    countVersion: null,
    expected: minor(expected),
    counted: null,
    tolerance: minor(0),
    verdict: "uncounted",
    difference: null,
    sales: null,
    approval: minor(0),
    rule: null,
  });
  const most = Number.MAX_SAFE_INTEGER;
  expect(computeTotals([lineOf(most), lineOf(-1)]).uncounted).toBe(most - 1);
  expect(() => computeTotals([lineOf(most), lineOf(1)])).toThrow("minor units");
  expect(() => computeTotals([lineOf(most), lineOf(1), lineOf(-2)])).toThrow("minor units");
});
