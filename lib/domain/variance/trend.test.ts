/** What "getting worse" means, for any amounts, and how seldom it appears where nothing changed. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addTrendSums, computeTrend, TREND_MEASURES, type TrendSums } from "./trend";

const OPTIONS = { measure: "gross", days: 28, toleranceMinor: 500 } as const;

const sums = fc.record({
  shortMinor: fc.integer({ min: -500_000, max: 0 }),
  overMinor: fc.nat(500_000),
  salesMinor: fc.option(fc.integer({ min: 1, max: 10_000_000 })),
  compared: fc.integer({ min: 0, max: 300 }),
});
const series = fc.record({
  current: sums,
  before: sums,
  history: fc.array(fc.option(sums), { maxLength: 60 }),
});
const measures = fc.constantFrom(...TREND_MEASURES);

describe("for any sums,", () => {
  test("nothing is said where either period is unknown or far smaller", () => {
    fc.assert(
      fc.property(series, measures, (given, measure) => {
        const { change, share, direction, now } = computeTrend(given, { ...OPTIONS, measure });
        const [a, b] = [given.current.compared, given.before.compared];
        if (a === 0) expect(now).toBeNull();
        if (a === 0 || b === 0 || a < b * 0.75 || b < a * 0.75) expect(change).toBeNull();
        if (change === null) expect([share, direction]).toEqual([null, "unknown"]);
      }),
    );
  });

  test("the range is ordered, holds the middle, and needs eight whole sums", () => {
    fc.assert(
      fc.property(series, measures, (given, measure) => {
        const { range, position, now } = computeTrend(given, { ...OPTIONS, measure });
        const known = given.history.filter((week) => week !== null && week.compared > 0);
        if (known.length < 11) expect(range).toBeNull();
        if (range === null) {
          expect(position).toBeNull();
          return;
        }
        expect(range.low).toBeLessThanOrEqual(range.high);
        if (measure !== "net") expect(range.low).toBeGreaterThanOrEqual(0);
        if (now !== null && position === "inside") {
          expect(now >= range.low && now <= range.high).toBe(true);
        }
      }),
    );
  });

  test("more shortage is never better, and less never worse", () => {
    const order = ["better", "steady", "worse"];
    fc.assert(
      fc.property(series, fc.nat(100_000), (given, more) => {
        const { current } = given;
        const { direction } = computeTrend(given, OPTIONS);
        const worse = computeTrend(
          { ...given, current: { ...current, shortMinor: current.shortMinor - more } },
          OPTIONS,
        );
        expect(worse.direction === "unknown").toBe(direction === "unknown");
        expect(order.indexOf(worse.direction)).toBeGreaterThanOrEqual(order.indexOf(direction));
      }),
    );
  });

  test("another currency's unit changes no word: all amounts a hundred times as large", () => {
    const times = (one: TrendSums): TrendSums => ({
      ...one,
      shortMinor: one.shortMinor * 100,
      overMinor: one.overMinor * 100,
      salesMinor: one.salesMinor === null ? null : one.salesMinor * 100,
    });
    fc.assert(
      fc.property(series, measures, (given, measure) => {
        const plain = computeTrend(given, { ...OPTIONS, measure });
        const large = computeTrend(
          {
            current: times(given.current),
            before: times(given.before),
            history: given.history.map((week) => (week === null ? null : times(week))),
          },
          { measure, days: 28, toleranceMinor: 50_000 },
        );
        if (measure === "rate") return; // Its unit is a share, which scaling leaves unchanged.
        expect([large.direction, large.position]).toEqual([plain.direction, plain.position]);
      }),
    );
  });
});

test("a change counts from 15 % on, and beyond the tolerance of a line", () => {
  const of = (now: number, before: number) =>
    computeTrend({ current: gross(now), before: gross(before), history: [] }, OPTIONS);
  expect(of(82_400, 40_255)).toMatchObject({ direction: "worse", change: 42_145, position: null });
  expect(of(16_955, 16_425)).toMatchObject({ direction: "steady", change: 530 });
  expect(of(6_125, 7_215)).toMatchObject({ direction: "better", change: -1_090 });
  // Three times as much, and still less than one line may differ.
  expect(of(600, 200)).toMatchObject({ direction: "steady", change: 400, share: 2 });
  expect(of(600, 0)).toMatchObject({ direction: "worse", change: 600, share: null });
});

test("a net is as bad below zero as above it", () => {
  const net = (amount: number) => ({ ...gross(0), shortMinor: amount, overMinor: 0 });
  const { change, direction, now } = computeTrend(
    { current: net(-9_000), before: { ...gross(0), overMinor: 4_000 }, history: [] },
    { ...OPTIONS, measure: "net" },
  );
  expect({ now, change, direction }).toEqual({ now: -9_000, change: 5_000, direction: "worse" });
});

test("a month is compared with sums of four weeks, scaled to its days", () => {
  const history = Array.from({ length: 52 }, () => gross(7_000));
  const { range } = computeTrend(
    { current: gross(30_000), before: gross(30_000), history },
    { ...OPTIONS, days: 30, toleranceMinor: 0 },
  );
  expect(range?.low).toBeCloseTo(30_000);
  expect(range?.high).toBeCloseTo(30_000);
});

test("of healthy centres about a tenth lies above, and of leaking ones nearly all", () => {
  const share = (leakMinor: number) => {
    const chance = seededChance();
    const weeks = (count: number, leak = 0) =>
      Array.from({ length: count }, () => week(chance, leak));
    const centres = Array.from({ length: 400 }, () => {
      const history = weeks(52);
      const trend = computeTrend(
        {
          current: addTrendSums(weeks(4, leakMinor)),
          before: addTrendSums(history.slice(0, 4)),
          history,
        },
        OPTIONS,
      );
      return trend.position === "above";
    });
    return centres.filter(Boolean).length / centres.length;
  };
  expect(share(0)).toBeGreaterThan(0.05);
  expect(share(0)).toBeLessThan(0.18);
  expect(share(800)).toBeGreaterThan(0.9);
});

/** A week of seven days with a difference of up to 12.00 on most of them. */
function week(chance: () => number, leakMinor: number): TrendSums {
  const days = Array.from({ length: 7 }, () => {
    const amount = Math.round((chance() - 0.5) * 2_400) - leakMinor;
    return { ...gross(0), shortMinor: Math.min(0, amount), overMinor: Math.max(0, amount) };
  });
  return addTrendSums(days);
}

/** A linear congruential generator: the same centres in every run. */
function seededChance(): () => number {
  let state = 7;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

function gross(amount: number): TrendSums {
  return { shortMinor: -amount, overMinor: 0, salesMinor: 1_000_000, compared: 40 };
}
