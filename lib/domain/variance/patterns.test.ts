import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../business-date";
import { noSums, type VarianceSums } from "./variance";
import { cancelsOut } from "./cancelling-differences";
import { compareFindings, findPatterns, type WatchDay, type WatchPattern } from "./patterns";

type More = Partial<WatchDay>;

function day(at: number, shortMinor: number, overMinor: number, more: More = {}): WatchDay {
  const lines = { ...noSums("EUR").lines, matched: 8 };
  lines.short = shortMinor < 0 ? 1 : 0;
  lines.over = overMinor > 0 ? 1 : 0;
  const sums: VarianceSums = {
    ...noSums("EUR"),
    shortMinor,
    overMinor,
    netMinor: shortMinor + overMinor,
    lines,
    salesMinor: 100_000,
    countedLines: 10,
  };
  return { ...sums, businessDate: addDays("2026-03-01", at), justUnderLines: 0, ...more };
}
const series = (nets: readonly number[]) =>
  nets.map((net, at) => day(at, Math.min(0, net), Math.max(0, net)));
const patterns = (days: readonly WatchDay[]): WatchPattern[] =>
  findPatterns(days).map(({ pattern }) => pattern);

describe("worth a look", () => {
  const calm = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 300 : -310) + at);

  test("is nothing about usual days, and nothing about few", () => {
    const loud = calm.map((net) => net * 3 + 50);
    expect(patterns(series(loud.map((net, at) => net + (at % 3) * 100)).slice(0, 10))).toEqual([]);
    expect(findPatterns([])).toEqual([]);
  });

  test("is a run that still goes on, and no run that has ended", () => {
    const run = Array.from({ length: 9 }, (_, at) => -330 - (at % 2) * 3);
    const [found] = findPatterns(series([...calm, ...run]));
    expect(found).toMatchObject({ pattern: "run", side: "below", days: 29 });
    expect(found?.count).toBeGreaterThanOrEqual(8);
    expect(
      patterns(
        series([...calm.slice(0, 9), ...run, ...calm.map((net) => (net < 0 ? net - 60 : net))]),
      ),
    ).not.toContain("run");
  });

  test("is a day beyond the band, with its date", () => {
    const found = findPatterns(series([...calm, -90_000])).find((one) => one.pattern === "outside");
    expect(found).toMatchObject({ count: 1, side: "below", since: addDays("2026-03-01", 20) });
  });

  test("is a net that hides what was moved", () => {
    const days = Array.from({ length: 28 }, (_, at) => day(at, -1_470, 1_465));
    expect(patterns(days)).toEqual(["quiet"]);
    expect(patterns(days.slice(0, 13))).toEqual([]);
  });

  test("is a crowd just under the tolerance, in many differences of enough days", () => {
    const lines = { ...noSums("EUR").lines, matched: 8, "within-tolerance": 2 };
    const days = Array.from({ length: 16 }, (_, at) =>
      day(at, -150, 0, { lines, justUnderLines: 1 }),
    );
    expect(findPatterns(days)).toMatchObject([
      { pattern: "just-under", count: 16, outOf: 32, days: 16, side: null, since: "2026-03-01" },
    ]);
    expect(patterns(days.map((one) => ({ ...one, justUnderLines: 0 })))).toEqual([]);
    const long = { "within-tolerance": 30 };
    const crowded = { lines: { ...lines, ...long }, justUnderLines: 25 };
    expect(patterns(days.slice(0, 13).map((one) => ({ ...one, ...crowded })))).toEqual([]);
    expect(patterns(days.slice(0, 14).map((one) => ({ ...one, ...crowded })))).toEqual([
      "just-under",
    ]);
  });

  test("is what nobody counted", () => {
    const days = Array.from({ length: 5 }, (_, at) => day(at, 0, 0, { uncountedLines: 2 }));
    const [found] = findPatterns(days);
    expect(found).toMatchObject({ pattern: "uncounted", count: 10, days: 5, coverage: 0.8 });
  });

  test("is told in one order, whatever it was found in", () => {
    const found = [
      ...findPatterns(series([...calm, -90_000])),
      ...findPatterns(Array.from({ length: 28 }, (_, at) => day(at, -1_470, 1_465))),
    ];
    const order = [...found]
      .reverse()
      .sort(compareFindings)
      .map(({ pattern }) => pattern);
    expect(order.indexOf("outside")).toBeLessThan(order.lastIndexOf("quiet"));
  });
});

test("a net is quiet only beside much that cancels out", () => {
  const sums = (shortMinor: number, overMinor: number, lines = 5): VarianceSums => ({
    ...noSums("EUR"),
    shortMinor,
    overMinor,
    netMinor: shortMinor + overMinor,
    salesMinor: 10_000_000,
    lines: { ...noSums("EUR").lines, short: lines, over: lines },
  });
  expect(cancelsOut(sums(-41_260, 41_140))).toBe(true);
  expect(cancelsOut(sums(-41_260, 21_140))).toBe(false);
  expect(cancelsOut(sums(-41_260, 41_140, 2))).toBe(false);
  expect(cancelsOut(sums(-4_126, 4_114))).toBe(false);
  expect(cancelsOut({ ...sums(-4_126, 4_114), salesMinor: null })).toBe(true);
  expect(cancelsOut(sums(0, 0))).toBe(false);
  fc.assert(
    fc.property(fc.nat(1e6), fc.nat(1e6), (short, over) => {
      if (cancelsOut(sums(0 - short, over))) {
        expect(Math.abs(over - short) * 10).toBeLessThanOrEqual(over + short);
      }
    }),
  );
});
