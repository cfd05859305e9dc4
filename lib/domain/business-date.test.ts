import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  businessDatesAt,
  computeBusinessDate,
  computeLatestDate,
  computeUsualDate,
  dayStart,
  countRangeDays,
  lastCountable,
  listDays,
  monthEnd,
  PRESETS,
  computePresetRange,
  weekStart,
} from "./business-date";

const HOUR = 3_600_000;

test("tomorrow is the last date that can be counted, by the clock of the centre", () => {
  const clock = { timeZone: "Europe/Madrid", dayStartsAt: "05:00" };
  expect(lastCountable(Date.parse("2026-12-31T03:59:59Z"), clock)).toBe("2026-12-31");
  expect(lastCountable(Date.parse("2026-12-31T04:00:00Z"), clock)).toBe("2027-01-01");
});

describe("the business date of an instant", () => {
  test.each([
    // instant                zone                    starts   business date
    ["2026-03-01T03:59:59Z", "Europe/Madrid", "05:00", "2026-02-28"],
    ["2026-03-01T04:00:00Z", "Europe/Madrid", "05:00", "2026-03-01"],
    ["2026-03-01T14:59:59Z", "Asia/Tokyo", "00:00", "2026-03-01"],
    ["2026-03-01T15:00:00Z", "Asia/Tokyo", "00:00", "2026-03-02"],
    // Clocks go forward at 02:00: 02:30 does not exist, so the day begins at 03:00.
    ["2026-03-29T00:59:59Z", "Europe/Madrid", "02:30", "2026-03-28"],
    ["2026-03-29T01:00:00Z", "Europe/Madrid", "02:30", "2026-03-29"],
    // Clocks go back at 03:00: 02:30 comes twice, and the day begins at the first.
    ["2026-10-25T00:30:00Z", "Europe/Madrid", "02:30", "2026-10-25"],
    ["2026-10-25T01:10:00Z", "Europe/Madrid", "02:30", "2026-10-25"],
    // These clocks went back at 00:01, over midnight.
    ["2010-11-07T02:30:30Z", "America/St_Johns", "00:00", "2010-11-07"],
    ["2010-11-07T03:00:00Z", "America/St_Johns", "00:00", "2010-11-07"],
    // This date does not exist in that zone.
    ["2011-12-30T16:00:00Z", "Pacific/Apia", "05:00", "2011-12-31"],
  ])("%s in %s starting at %s is %s", (instant, timeZone, dayStartsAt, date) => {
    expect(computeBusinessDate(Date.parse(instant), { timeZone, dayStartsAt })).toBe(date);
  });

  const clocks = fc.record({
    timeZone: fc.constantFrom(
      "Europe/Madrid",
      "Europe/London",
      "Asia/Kathmandu",
      "America/St_Johns",
      "Australia/Lord_Howe",
      "America/Sao_Paulo",
      "Asia/Tokyo",
      "Pacific/Apia",
      "UTC",
    ),
    dayStartsAt: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":")),
  });
  const instants = fc.integer({ min: Date.parse("2005-01-01"), max: Date.parse("2040-01-01") });

  test("never runs backwards, whatever the clocks do", () => {
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 0, max: 30 * HOUR }),
        clocks,
        (at, elapsed, clock) => {
          const [first, second] = [
            computeBusinessDate(at, clock),
            computeBusinessDate(at + elapsed, clock),
          ];
          expect(first <= second).toBe(true);
        },
      ),
    );
  });

  test("lies between the start of its day and the start of the next", () => {
    fc.assert(
      fc.property(instants, clocks, (at, clock) => {
        const date = computeBusinessDate(at, clock);
        expect(dayStart(date, clock)).toBeLessThanOrEqual(at);
        expect(dayStart(addDays(date, 1), clock)).toBeGreaterThan(at);
      }),
    );
  });

  test("a day begins on its own date and lasts about a day", () => {
    const dates = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays("2012-01-02", days));
    fc.assert(
      fc.property(dates, clocks, (date, clock) => {
        const begins = dayStart(date, clock);
        expect(computeBusinessDate(begins, clock)).toBe(date);
        expect(computeBusinessDate(begins - 1, clock)).toBe(addDays(date, -1));
        const hours = (dayStart(addDays(date, 1), clock) - begins) / HOUR;
        expect(hours).toBeGreaterThanOrEqual(22);
        expect(hours).toBeLessThanOrEqual(26);
      }),
    );
  });
});

describe("calendar", () => {
  test("days are added over leap days and years", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(() => addDays("1 March", 1)).toThrow("no business date");
  });

  test("a range lists both of its ends", () => {
    expect(listDays({ from: "2026-02-27", to: "2026-03-01" })).toEqual([
      "2026-02-27",
      "2026-02-28",
      "2026-03-01",
    ]);
    expect(countRangeDays({ from: "2026-03-02", to: "2026-03-01" })).toBe(0);
  });

  test("a week begins on Monday", () => {
    expect(weekStart("2026-11-23")).toBe("2026-11-23");
    expect(weekStart("2026-11-29")).toBe("2026-11-23");
  });

  test.each([
    ["yesterday", "2026-11-23", "2026-11-23"],
    ["week-to-date", "2026-11-23", "2026-11-24"],
    ["month-to-date", "2026-11-01", "2026-11-24"],
    ["year-to-date", "2026-01-01", "2026-11-24"],
    ["last-week", "2026-11-16", "2026-11-22"],
    ["last-month", "2026-10-01", "2026-10-31"],
    ["last-year", "2025-01-01", "2025-12-31"],
  ] as const)("%s is %s to %s", (preset, from, to) => {
    expect(computePresetRange(preset, "2026-11-24")).toEqual({ from, to });
  });

  test("no preset reaches into tomorrow or ends before it starts", () => {
    const dates = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("2000-01-01", days));
    fc.assert(
      fc.property(dates, fc.constantFrom(...PRESETS), (today, preset) => {
        const { from, to } = computePresetRange(preset, today);
        expect(from <= to && to <= today).toBe(true);
      }),
    );
  });
});

test.each([
  ["2026-01-01", "2026-01-31"],
  ["2026-02-15", "2026-02-28"],
  ["2028-02-29", "2028-02-29"],
  ["2026-12-31", "2026-12-31"],
])("the month of %s ends on %s", (date, end) => {
  expect(monthEnd(date)).toBe(end);
});

test("the dates of many clocks are those of each, and the latest is the greatest of them", () => {
  const clocks = fc.record({
    timeZone: fc.constantFrom("Pacific/Auckland", "Europe/Madrid", "America/Los_Angeles"),
    dayStartsAt: fc.constantFrom("00:00", "05:00", "12:00"),
  });
  const instants = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) });
  fc.assert(
    fc.property(instants, fc.array(clocks, { minLength: 1, maxLength: 9 }), (instant, all) => {
      const dates = all.map((clock) => computeBusinessDate(instant, clock));
      expect(all.map(businessDatesAt(instant))).toEqual(dates);
      expect(computeLatestDate(instant, all)).toBe(dates.toSorted().at(-1));
    }),
  );
  expect(computeLatestDate(Date.parse("2026-11-24T23:59:59Z"), [])).toBe("2026-11-24");
});

test("the usual date is that of most centres, however their clocks are listed", () => {
  const clocks = fc.record({
    timeZone: fc.constantFrom("Pacific/Auckland", "Europe/Madrid", "America/Los_Angeles"),
    dayStartsAt: fc.constantFrom("00:00", "05:00", "12:00"),
    centres: fc.integer({ min: 1, max: 4 }),
  });
  const instants = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) });
  fc.assert(
    fc.property(instants, fc.array(clocks, { minLength: 1, maxLength: 9 }), (instant, all) => {
      const usual = computeUsualDate(instant, all);
      const dates = all.flatMap(({ centres, ...clock }) =>
        Array.from({ length: centres }, () => computeBusinessDate(instant, clock)),
      );
      const having = (date: string) => dates.filter((one) => one === date).length;
      for (const date of dates) {
        expect(having(date)).toBeLessThanOrEqual(having(usual));
        if (having(date) === having(usual)) expect(date <= usual).toBe(true);
      }
      const oneByOne = all.flatMap(({ centres, ...clock }) =>
        Array.from({ length: centres }, () => clock),
      );
      expect(computeUsualDate(instant, oneByOne)).toBe(usual);
    }),
  );
  expect(computeUsualDate(Date.parse("2026-11-24T23:59:59Z"), [])).toBe("2026-11-24");
});
