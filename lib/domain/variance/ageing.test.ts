/** Every difference is in one bucket, by its age, and the buckets add up. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, countRangeDays } from "../business-date";
import { addSides } from "./by-reason";
import { buildAgeing } from "./ageing";

const TODAY = "2026-11-25";
const RANGE = { from: "2026-10-26", to: "2026-11-22" };

test("buckets reach as far as the period, and say from which days they are", () => {
  const { rows } = buildAgeing([], RANGE, TODAY);
  expect(rows.map(({ fromDays, toDays, from, to }) => [fromDays, toDays, from, to])).toEqual([
    [3, 7, "2026-11-18", "2026-11-22"],
    [8, 14, "2026-11-11", "2026-11-17"],
    [15, 21, "2026-11-04", "2026-11-10"],
    [22, 28, "2026-10-28", "2026-11-03"],
    [29, null, "2026-10-26", "2026-10-27"],
  ]);
});

test("what is older than the period is told apart, and no row has it", () => {
  const ageing = buildAgeing([day(24, 100), day(40, 700), day(60, 50)], RANGE, TODAY);
  expect(ageing.total).toEqual({ lines: 1, shortMinor: -100, overMinor: 0 });
  expect(ageing.late.lines).toBe(1);
  expect(ageing.earlier).toEqual({
    from: addDays(TODAY, -60),
    to: "2026-10-25",
    lines: 2,
    shortMinor: -750,
    overMinor: 0,
  });
  expect(buildAgeing([day(24, 100)], RANGE, TODAY).earlier).toBeNull();
});

test("for any days, the rows add up to the period and each has the ages that it names", () => {
  const ages = fc.array(fc.record({ age: fc.nat(90), amount: fc.nat(10_000) }), { maxLength: 30 });
  const bounds = fc.record({ until: fc.nat(40), length: fc.integer({ min: 1, max: 60 }) });
  fc.assert(
    fc.property(ages, bounds, (given, { until, length }) => {
      const to = addDays(TODAY, -until);
      const range = { from: addDays(to, 1 - length), to };
      const days = given
        .map(({ age, amount }) => day(age, amount))
        .filter(({ businessDate }) => businessDate <= to);
      const { rows, total, earlier } = buildAgeing(days, range, TODAY);
      expect(addSides(rows)).toEqual(total);
      expect(addSides([total, ...(earlier === null ? [] : [earlier])])).toEqual(addSides(days));
      expect(rows.reduce((sum, row) => sum + countRangeDays(row), 0)).toBe(length);
      for (const { from, to: last, fromDays, toDays } of rows) {
        expect(ageOf(last)).toBeGreaterThanOrEqual(fromDays);
        expect(ageOf(from)).toBeLessThanOrEqual(toDays ?? Infinity);
      }
    }),
  );
});

function ageOf(date: string): number {
  return countRangeDays({ from: date, to: TODAY }) - 1;
}

function day(age: number, amount: number) {
  const businessDate = addDays(TODAY, -age);
  return { businessDate, lines: 1, shortMinor: -amount, overMinor: amount === 0 ? 5 : 0 };
}
