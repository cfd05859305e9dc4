import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../business-date";
import {
  CONTROL_DAYS_MIN,
  buildControlChart,
  type ControlRule,
  computeMedian,
} from "./control-chart";
import { computeRuns, computeTrends } from "./control-chart-runs";

/** These are the daily differences of a till in four weeks, in cents. */
const PORTO = [
  -120, 250, -480, 310, -150, -620, 200, -340, -90, 420, -260, -380, 180, -510, 60, -230, 340, -410,
  -180, -4650, -290, 150, -470, -330, -240, -550, -310, -420,
];

const daysOf = (amounts: readonly number[]) =>
  amounts.map((netMinor, at) => ({ businessDate: addDays("2026-10-26", at), netMinor }));
const amounts = fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 60 });

function listDates(series: readonly number[], rule: ControlRule): string[] {
  return buildControlChart(daysOf(series))
    .points.filter(({ breaks }) => breaks.some((one) => one.rule === rule))
    .map(({ businessDate }) => businessDate);
}

describe("the band", () => {
  test("marks the one wild day of a month, and is not widened by it", () => {
    const { band } = buildControlChart(daysOf(PORTO));
    expect(band?.middleMinor).toBe(-250);
    expect(listDates(PORTO, "outside")).toEqual(["2026-11-14"]);
    const tame = buildControlChart(daysOf(PORTO.map((one) => Math.max(one, -1_000)))).band;
    expect(tame?.lowMinor).toBe(band?.lowMinor);
  });

  test("is not drawn from too few days, and nothing is broken then", () => {
    const few = daysOf(PORTO.slice(0, CONTROL_DAYS_MIN - 1));
    const chart = buildControlChart([
      ...few.slice(1),
      { businessDate: "2026-12-31", netMinor: 9e6 },
    ]);
    expect(chart.band).toBeNull();
    expect(chart.points.every(({ breaks }) => breaks.length === 0)).toBe(true);
  });

  test("of days that are nearly all the same comes from the others", () => {
    const series = [...Array.from({ length: 20 }, () => 0), 500, -400, 9_000];
    expect(buildControlChart(daysOf(series)).band?.highMinor).toBeGreaterThan(500);
    expect(listDates(series, "outside")).toEqual([addDays("2026-10-26", 22)]);
    expect(
      listDates(
        Array.from({ length: 30 }, () => 0),
        "outside",
      ),
    ).toEqual([]);
  });

  test("is never narrower than the tolerance, and then a day within it is usual", () => {
    const { band } = buildControlChart(daysOf(PORTO), 5_000);
    expect([band?.lowMinor, band?.middleMinor, band?.highMinor]).toEqual([-5_250, -250, 4_750]);
    const { points } = buildControlChart(daysOf(PORTO), 5_000);
    expect(points.flatMap(({ breaks }) => breaks)).toEqual([]);
  });

  test("says nothing where more than a quarter of the days lie outside", () => {
    const exact = Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? 1 : -1));
    const wild = (days: number) => [...exact, ...Array.from({ length: days }, () => 9_000)];
    expect(buildControlChart(daysOf(wild(10))).band).not.toBeNull();
    const chart = buildControlChart(daysOf(wild(11)));
    expect(chart.band).toBeNull();
    expect(chart.points.every(({ breaks }) => breaks.length === 0)).toBe(true);
  });

  test("turns with the signs and moves with the amounts", () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: -5_000, max: 5_000 }), (series, shift) => {
        const plain = buildControlChart(daysOf(series)).band;
        const turned = buildControlChart(daysOf(series.map((one) => 0 - one))).band;
        const moved = buildControlChart(daysOf(series.map((one) => one + shift))).band;
        if (plain === null) {
          expect([turned, moved]).toEqual([null, null]);
          return;
        }
        expect(0 - (turned?.lowMinor ?? NaN)).toBeCloseTo(plain.highMinor, 4);
        expect((moved?.lowMinor ?? NaN) - shift).toBeCloseTo(plain.lowMinor, 4);
        expect(plain.lowMinor <= plain.middleMinor).toBe(true);
        expect(plain.ewmaLowMinor >= plain.lowMinor).toBe(true);
      }),
    );
  });
});

describe("rules", () => {
  test("eight days on one side are a run, seven are none", () => {
    const calm = [-1, 1, -2, 2, -1, 1, -2, 2, -1, 1, -2, 2, -1, 1, -1, 1];
    const run = (days: number) => [
      ...calm,
      ...Array.from({ length: days }, (_, at) => -3 - (at % 2)),
    ];
    expect(listDates(run(7), "run")).toEqual([]);
    const eighth = buildControlChart(daysOf(run(8))).points.at(-1);
    expect(eighth?.breaks.find(({ rule }) => rule === "run")).toEqual({
      rule: "run",
      side: "below",
      days: 8,
      beyondMinor: null,
      since: addDays("2026-10-26", 16),
    });
  });

  test("six days in one direction are a trend", () => {
    const series = [...PORTO.slice(0, 14), -600, -300, -100, 50, 90, 120];
    const last = buildControlChart(daysOf(series)).points.at(-1);
    expect(last?.breaks.find(({ rule }) => rule === "trend")).toMatchObject({
      side: "above",
      days: 6,
      since: addDays("2026-10-26", 14),
    });
  });

  test("a small lasting shift is a drift, one wild day is none", () => {
    const usual = Array.from({ length: 60 }, (_, at) => ((at * 37) % 21) - 10);
    const shifted = Array.from({ length: 15 }, (_, at) => ((at * 37) % 21) + 4);
    expect(listDates([...usual, ...shifted], "ewma").length).toBeGreaterThan(0);
    const wild = [...usual.slice(0, 20), 10_000, ...usual.slice(20)];
    expect(listDates(wild, "ewma")).toEqual([]);
    expect(listDates(wild, "outside")).toHaveLength(1);
  });

  test("runs and directions are counted from their first day", () => {
    expect(computeRuns([5, 6, 0, -1, -2, 3], 0)).toEqual([1, 2, 0, -1, -2, 1]);
    expect(computeTrends([1, 2, 3, 3, 2, 1, 5])).toEqual([0, 2, 3, 0, -2, -3, 2]);
  });

  test("every break tells what a sentence needs", () => {
    fc.assert(
      fc.property(amounts, (series) => {
        const days = daysOf(series);
        const { points } = buildControlChart(days);
        expect(points.map(({ netMinor }) => netMinor)).toEqual(series);
        for (const { businessDate, breaks } of points) {
          for (const one of breaks) {
            expect(one.since <= businessDate).toBe(true);
            expect(one.days).toBe(
              days.filter(
                (day) => day.businessDate >= one.since && day.businessDate <= businessDate,
              ).length,
            );
            expect((one.beyondMinor ?? 1) > 0).toBe(true);
          }
        }
      }),
    );
  });
});

test("a median lies in the middle", () => {
  expect(computeMedian([])).toBeNull();
  expect(computeMedian([3, 1, 2])).toBe(2);
  expect(computeMedian([4, 1, 2, 3])).toBe(2.5);
});
