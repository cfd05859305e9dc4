import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, countRangeDays, listDays } from "./business-date";
import {
  CADENCES,
  listDueDays,
  type PlannedPart,
  planParts,
  splitPart,
  listUncovered,
} from "./sync-plan";

const limits = fc.record({
  centresMax: fc.integer({ min: 1, max: 7 }),
  daysMax: fc.integer({ min: 1, max: 40 }),
  centreDaysMax: fc.integer({ min: 1, max: 90 }),
});
const asks = fc.record({
  centreIds: fc.array(fc.integer({ min: 100, max: 130 }).map(String), { minLength: 1 }),
  from: fc.integer({ min: 0, max: 500 }).map((days) => addDays("2024-01-01", days)),
  days: fc.integer({ min: 1, max: 70 }),
});
const rangeOf = ({ from, days }: { from: string; days: number }) => ({
  from,
  to: addDays(from, days - 1),
});

describe("the plan of a pass", () => {
  test("covers every centre-day once and keeps within its bounds", () => {
    fc.assert(
      fc.property(asks, limits, (asked, bounds) => {
        const parts = planParts({ centreIds: asked.centreIds, ...rangeOf(asked) }, bounds);
        const days = parts.flatMap(centreDays);
        expect(new Set(days).size).toBe(days.length);
        expect(days.length).toBe(new Set(asked.centreIds).size * asked.days);
        for (const part of parts) {
          expect(part.centreIds.length).toBeLessThanOrEqual(bounds.centresMax);
          expect(countRangeDays(part)).toBeLessThanOrEqual(bounds.daysMax);
          expect(part.centreIds.length * countRangeDays(part)).toBeLessThanOrEqual(
            bounds.centreDaysMax,
          );
        }
      }),
    );
  });

  test("begins with the newest days", () => {
    const parts = planParts(
      { centreIds: ["101"], from: "2026-01-01", to: "2026-03-05" },
      { centresMax: 10, daysMax: 31, centreDaysMax: 500 },
    );
    expect(parts.map(({ from, to }) => [from, to])).toEqual([
      ["2026-02-03", "2026-03-05"],
      ["2026-01-03", "2026-02-02"],
      ["2026-01-01", "2026-01-02"],
    ]);
  });

  test("a part that failed is taken apart until one centre-day is left", () => {
    fc.assert(
      fc.property(asks, (asked) => {
        const whole = { centreIds: [...new Set(asked.centreIds)], ...rangeOf(asked) };
        const leaves = split(whole);
        expect(leaves.every((part) => centreDays(part).length === 1)).toBe(true);
        expect(leaves.flatMap(centreDays).sort()).toEqual(centreDays(whole).sort());
      }),
      { numRuns: 20 },
    );
  });

  test("what is planned already is not asked for again", () => {
    fc.assert(
      fc.property(asks, limits, (asked, bounds) => {
        const whole = { centreIds: [...new Set(asked.centreIds)], ...rangeOf(asked) };
        const parts = planParts(whole, bounds);
        expect(listUncovered(whole, parts)).toEqual([]);
        const longer = { ...whole, to: addDays(whole.to, 1) };
        expect(listUncovered(longer, parts)).toEqual(whole.centreIds);
      }),
    );
  });
});

describe("the cadence", () => {
  const centres = [
    { id: "101", timeZone: "Europe/Madrid", dayStartsAt: "05:00" },
    { id: "114", timeZone: "Asia/Tokyo", dayStartsAt: "05:00" },
  ];
  const now = Date.parse("2026-11-24T22:00:00Z");

  test("reads today and yesterday by each centre's own clock", () => {
    expect(listDueDays("recent", centres, now)).toEqual([
      { centreIds: ["101"], from: "2026-11-23", to: "2026-11-24" },
      { centreIds: ["114"], from: "2026-11-24", to: "2026-11-25" },
    ]);
  });

  test("leaves no day between the cadences", () => {
    const days = CADENCES.flatMap((cadence) => listDueDays(cadence, centres.slice(0, 1), now));
    expect(days.flatMap(listDays).sort()).toEqual(
      listDays({ from: "2026-10-20", to: "2026-11-24" }),
    );
  });
});

function centreDays({ centreIds, ...range }: PlannedPart): string[] {
  return centreIds.flatMap((centreId) => listDays(range).map((day) => `${centreId} ${day}`));
}

function split(part: PlannedPart): PlannedPart[] {
  const smaller = splitPart(part);
  return smaller === null ? [part] : smaller.flatMap(split);
}
