import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../business-date";
import { minor } from "../money";
import { noSums, type VarianceSums } from "./variance";
import { cancelsOut } from "./cancelling-differences";
import type { ControlDay } from "./control-chart";
import {
  compareFindings,
  findPatterns,
  type WatchPattern,
  walkPatterns,
  type WatchSeries,
} from "./patterns";

type More = Partial<Omit<WatchSeries, "total">> & { sums?: Partial<VarianceSums> };

function watched(nets: readonly number[], { sums, ...more }: More = {}): WatchSeries {
  const series = nets.map((netMinor, at): ControlDay => {
    return { businessDate: addDays("2026-03-02", at), netMinor };
  });
  const lines = { ...noSums("EUR").lines, matched: 8 * nets.length };
  return {
    total: { ...noSums("EUR"), lines, countedLines: 10 * nets.length, ...sums },
    justUnderLines: 0,
    days: nets.length,
    since: series[0]?.businessDate ?? null,
    until: series.at(-1)?.businessDate ?? null,
    series,
    ...more,
  };
}
const patterns = (...all: WatchSeries[]): WatchPattern[] =>
  findPatterns(all).map(({ pattern }) => pattern);

/** Differences of five weeks without any pattern. */
const CALM = Array.from({ length: 35 }, (_, at) => ((at * 137) % 61) * 20 - 600);
/** The last twelve days are lower. */
const LOWER = CALM.map((net, at) => (at < 23 ? net : net - 2_000));

describe("worth a look", () => {
  test("is nothing about usual days, and nothing about few", () => {
    expect(patterns(watched(CALM))).toEqual([]);
    expect(patterns(watched(LOWER.slice(23)))).toEqual([]);
    expect(findPatterns([])).toEqual([]);
  });

  test("is a level that changed, with its side and the day since when", () => {
    const of = watched(LOWER);
    expect(findPatterns([watched(CALM), of])).toMatchObject([
      { of, pattern: "drift", side: "below", count: 12, days: 35, since: "2026-03-25" },
    ]);
    const higher = watched(LOWER.map((net) => 0 - net));
    expect(findPatterns([higher])).toMatchObject([{ pattern: "drift", side: "above" }]);
  });

  test("is no single day, however far away it is", () => {
    expect(patterns(watched([...CALM.slice(0, 34), -900_000]))).toEqual([]);
  });

  test("is less, the more centres were looked at", () => {
    const slightly = watched(CALM.map((net, at) => (at < 23 ? net : net - 700)));
    expect(patterns(slightly)).toEqual(["drift"]);
    const others = Array.from({ length: 999 }, () => watched(CALM));
    expect(patterns(slightly, ...others)).toEqual([]);
  });

  test("is a net that hides what was moved", () => {
    const lines = { ...noSums("EUR").lines, matched: 224, short: 28, over: 28 };
    const sums = { lines, shortMinor: minor(-41_160), overMinor: minor(41_020) };
    const quiet = { sums: { ...sums, netMinor: minor(-140), salesMinor: minor(2_800_000) } };
    const nets = CALM.slice(0, 28);
    expect(patterns(watched(nets, quiet))).toEqual(["quiet"]);
    expect(patterns(watched(nets.slice(0, 13), quiet))).toEqual([]);
  });

  test("is a crowd just under the tolerance, in many differences of enough days", () => {
    const sums = { lines: { ...noSums("EUR").lines, matched: 128, "within-tolerance": 32 } };
    const nets = CALM.slice(0, 16);
    expect(findPatterns([watched(nets, { sums, justUnderLines: 16 })])).toMatchObject([
      { pattern: "just-under", count: 16, outOf: 32, days: 16, side: null, since: "2026-03-02" },
    ]);
    expect(patterns(watched(nets, { sums }))).toEqual([]);
    expect(patterns(watched(nets.slice(0, 13), { sums, justUnderLines: 16 }))).toEqual([]);
  });

  test("is what nobody counted", () => {
    const sums = { uncountedLines: 10, countedLines: 40 };
    expect(findPatterns([watched(CALM.slice(0, 5), { sums })])).toMatchObject([
      { pattern: "uncounted", count: 10, days: 5, coverage: 0.8 },
    ]);
  });

  test("is told in one order, whatever it was found in", () => {
    const uncounted = watched(CALM, { sums: { uncountedLines: 90, countedLines: 400 } });
    const found = findPatterns([uncounted, watched(LOWER)]).toReversed();
    const order = found.toSorted(compareFindings).map(({ pattern }) => pattern);
    expect(order).toEqual(["drift", "uncounted"]);
  });
});

test("each series is compared, judged and described in steps of its own", () => {
  const all = Array.from({ length: 20 }, () => watched(CALM));
  expect([...walkPatterns(all)]).toHaveLength(3 * all.length);
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
