import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, countRangeDays } from "../business-date";
import { computeChange, computeComparedRanges, computeWeekday } from "./compare-periods";

test.each([
  // from, to → before, a year before
  ["2026-10-26", "2026-11-22", "2026-09-28/2026-10-25", "2025-10-27/2025-11-23"],
  ["2026-02-01", "2026-02-28", "2026-01-01/2026-01-31", "2025-02-01/2025-02-28"],
  ["2024-02-01", "2024-02-29", "2024-01-01/2024-01-31", "2023-02-01/2023-02-28"],
  ["2025-02-01", "2025-02-28", "2025-01-01/2025-01-31", "2024-02-01/2024-02-29"],
  ["2026-01-01", "2026-03-31", "2025-10-01/2025-12-31", "2025-01-01/2025-03-31"],
  ["2025-01-01", "2025-12-31", "2024-01-01/2024-12-31", "2024-01-01/2024-12-31"],
  ["2026-11-22", "2026-11-22", "2026-11-21/2026-11-21", "2025-11-23/2025-11-23"],
])("%s to %s is compared with %s and %s", (from, to, before, yearBefore) => {
  const ranges = computeComparedRanges({ from, to });
  expect(`${ranges.before.from}/${ranges.before.to}`).toBe(before);
  expect(`${ranges.yearBefore.from}/${ranges.yearBefore.to}`).toBe(yearBefore);
});

test("what comes before ends the day before, and a year before has the same weekdays", () => {
  const starts = fc.nat(5_000).map((days) => addDays("2015-01-01", days));
  fc.assert(
    fc.property(starts, fc.nat(399), (from, more) => {
      const range = { from, to: addDays(from, more) };
      const { before, yearBefore } = computeComparedRanges(range);
      expect(addDays(before.to, 1)).toBe(from);
      if (computeWeekday(yearBefore.from) !== computeWeekday(from)) {
        expect([from.slice(8), yearBefore.from.slice(8)]).toEqual(["01", "01"]);
      } else expect(countRangeDays(yearBefore)).toBeGreaterThan(0);
    }),
  );
});

test("a week begins on Monday", () => {
  expect(computeWeekday("2026-11-23")).toBe(1);
  expect(computeWeekday("2026-11-22")).toBe(7);
});

test("a change is relative to what there was, or unknown", () => {
  expect(computeChange(-150, -100)).toBe(-0.5);
  expect(computeChange(50, -100)).toBe(1.5);
  expect(computeChange(5, 0)).toBeNull();
  expect(computeChange(5, null)).toBeNull();
});
