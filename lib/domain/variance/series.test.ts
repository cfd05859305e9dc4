import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../business-date";
import { noSums, type VarianceSums } from "./variance";
import {
  compareNet,
  findConcentration,
  listCurrencies,
  countLines,
  findPeak,
  listCancelling,
  buildSeries,
  chooseStep,
} from "./series";

const FROM = "2026-10-26";

describe("a series", () => {
  test("has a point for each day, known or not, and adds up the net from the left", () => {
    const range = { from: FROM, to: addDays(FROM, 3) };
    const rows = [dated(0, -500), dated(2, 200), { ...dated(2, 900), currency: "GBP" }];
    const points = buildSeries(rows, range, "EUR");
    expect(points.map(({ sums }) => sums.netMinor)).toEqual([-500, 0, 200, 0]);
    expect(points.map(({ known }) => known)).toEqual([true, false, true, false]);
    expect(points.map(({ cumulativeMinor }) => cumulativeMinor)).toEqual([-500, -500, -300, -300]);
  });

  test("of many days goes by weeks from Monday, cut at the ends of the range", () => {
    const range = { from: "2026-01-01", to: "2026-12-31" };
    expect(chooseStep(range)).toBe("week");
    const points = buildSeries([], range, "EUR");
    expect(points).toHaveLength(53);
    expect(points[0]).toMatchObject({ from: "2026-01-01", to: "2026-01-04" });
    expect(points.at(-1)).toMatchObject({ from: "2026-12-28", to: "2026-12-31" });
    expect(buildSeries([], range, "EUR", "day")).toHaveLength(365);
  });

  test("loses no cent, however many days there are", () => {
    const days = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: -9e6, max: 9e6 })));
    fc.assert(
      fc.property(days, fc.integer({ min: 200, max: 300 }), (given, length) => {
        const rows = given.map(([day, net]) => dated(day, net));
        const points = buildSeries(rows, { from: FROM, to: addDays(FROM, length) }, "EUR");
        const net = given.reduce((sum, [, one]) => sum + one, 0);
        expect(points.at(-1)?.cumulativeMinor).toBe(net);
      }),
    );
  });

  test("has its peak furthest from zero, and none where nothing differs", () => {
    const range = { from: FROM, to: addDays(FROM, 3) };
    const points = buildSeries([dated(1, -900), dated(2, 800)], range, "EUR");
    expect(findPeak(points)?.from).toBe(addDays(FROM, 1));
    expect(findPeak(buildSeries([], range, "EUR"))).toBeNull();
  });
});

test.each([
  [-900, -600, { nearness: "further", byMinor: 300, share: 0.5 }],
  [-300, 600, { nearness: "closer", byMinor: 300, share: 0.5 }],
  [-300, 300, { nearness: "same", byMinor: 0, share: 0 }],
  [100, 0, { nearness: "further", byMinor: 100, share: null }],
])("a net of %i after one of %i", (now, then, compared) => {
  expect(compareNet(sums(now), sums(then))).toEqual(compared);
  expect(compareNet(sums(now), undefined)).toBe("unknown");
});

test("a net is not compared with one of far fewer lines", () => {
  const many = { ...sums(-900), uncountedLines: 100 };
  expect(compareNet(many, { ...sums(-10), uncountedLines: 49 })).toBe("few");
  expect(compareNet(many, { ...sums(-900), uncountedLines: 50 })).toMatchObject({ byMinor: 0 });
});

test("lines are counted as compared and as reported", () => {
  const lines = { ...noSums("EUR").lines, matched: 3, "within-tolerance": 1, short: 2, over: 1 };
  const counted = { ...noSums("EUR"), lines, uncountedLines: 2 };
  expect(countLines(counted)).toEqual({ compared: 7, reported: 9 });
});

test("the currency with the most lines comes first", () => {
  const few = { ...noSums("EUR"), countedLines: 2, uncountedLines: 1 };
  expect(listCurrencies([few, { ...noSums("GBP"), countedLines: 9 }])).toEqual(["GBP", "EUR"]);
});

test("three centres that make most of the net are named, where there are more than a few", () => {
  const rows = [-500, -400, -300, -50, -50, 20].map(sums);
  const total = sums(-1_280);
  expect(findConcentration(rows, total)).toEqual({
    rows: [rows[0], rows[1], rows[2]],
    netMinor: -1_200,
    share: 1_200 / 1_280,
  });
  expect(findConcentration(rows.slice(0, 5), total)).toBeNull();
  expect(findConcentration(rows, sums(0))).toBeNull();
  expect(findConcentration([1, 1, 1, 1, 1, 1, 1].map(sums), sums(7))).toBeNull();
});

test("a quiet net that hides much is found, the largest first", () => {
  const lines = { ...noSums("EUR").lines, short: 4, over: 4 };
  const quiet = (gross: number) => ({
    ...sums(-100),
    lines,
    shortMinor: -gross - 100,
    overMinor: gross,
  });
  expect(
    listCancelling([quiet(5_000), sums(-9_000), quiet(9_000)]).map((row) => row.overMinor),
  ).toEqual([9_000, 5_000]);
});

function sums(netMinor: number): VarianceSums {
  const [shortMinor, overMinor] = netMinor < 0 ? [netMinor, 0] : [0, netMinor];
  return { ...noSums("EUR"), netMinor, shortMinor, overMinor };
}

function dated(day: number, netMinor: number) {
  return { ...sums(netMinor), businessDate: addDays(FROM, day) };
}
