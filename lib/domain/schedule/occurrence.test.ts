import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeNextOccurrence, type Timing } from "./occurrence";

const iso = (instant: number) => new Date(instant).toISOString();
const next = (timing: Timing, after: string, zone: string) => {
  const { date, at } = computeNextOccurrence(timing, Date.parse(after), zone);
  return { date, at: iso(at) };
};

describe("a change of clocks", () => {
  const daily = { cadence: "daily", atTime: "02:30" } as const;

  test("that skips the time makes it due at the moment after the gap, on that date once", () => {
    const first = next(daily, "2026-03-28T12:00:00Z", "Europe/Madrid");
    expect(first).toEqual({ date: "2026-03-29", at: "2026-03-29T01:00:00.000Z" });
    expect(next(daily, first.at, "Europe/Madrid")).toEqual({
      date: "2026-03-30",
      at: "2026-03-30T00:30:00.000Z",
    });
  });

  test("that shows the time twice makes it due the first time, and not the second", () => {
    const first = next(daily, "2026-10-24T12:00:00Z", "Europe/Madrid");
    expect(first).toEqual({ date: "2026-10-25", at: "2026-10-25T00:30:00.000Z" });
    expect(next(daily, first.at, "Europe/Madrid")).toEqual({
      date: "2026-10-26",
      at: "2026-10-26T01:30:00.000Z",
    });
  });

  test("leaves the wall clock of other times as it was, on both sides", () => {
    const morning = { cadence: "daily", atTime: "07:00" } as const;
    expect(next(morning, "2026-03-28T07:00:00Z", "Europe/London").at).toBe(
      "2026-03-29T06:00:00.000Z",
    );
    expect(next(morning, "2026-10-24T07:00:00Z", "Europe/London").at).toBe(
      "2026-10-25T07:00:00.000Z",
    );
  });
});

test("the 31st is the last day of a shorter month", () => {
  const timing = { cadence: "monthly", day: 31, atTime: "06:00" } as const;
  expect(next(timing, "2026-01-31T12:00:00Z", "UTC").date).toBe("2026-02-28");
  expect(next(timing, "2026-02-28T12:00:00Z", "UTC").date).toBe("2026-03-31");
});

/** Zones with summer time, half hours, a change at midnight, and a date that was skipped. */
const CLOCK_CHANGES = [
  ["Europe/Madrid", "2026-03-29"],
  ["Europe/Madrid", "2026-10-25"],
  ["America/New_York", "2026-11-01"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Africa/Cairo", "2026-04-24"],
  ["America/Havana", "2026-11-01"],
  ["Pacific/Apia", "2011-12-30"],
  ["Asia/Kathmandu", "2026-06-01"],
] as const;

const MINUTE = 60_000;
/** Every clock that is tested changes on a multiple of five minutes. */
const STEP = 5 * MINUTE;

const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 11 }))
  .map(([hour, part]) => `${two(hour)}:${two(part * 5)}`);
const timings: fc.Arbitrary<Timing> = fc.oneof(
  times.map((atTime) => ({ cadence: "daily" as const, atTime })),
  fc
    .tuple(times, fc.integer({ min: 1, max: 7 }))
    .map(([atTime, weekday]) => ({ cadence: "weekly" as const, weekday, atTime })),
  fc
    .tuple(times, fc.integer({ min: 1, max: 31 }))
    .map(([atTime, day]) => ({ cadence: "monthly" as const, day, atTime })),
);

test("occurrences are those that a walk along the wall clock meets", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CLOCK_CHANGES),
      timings,
      fc.integer({ min: -12 * 24, max: 36 }),
      ([zone, changed], timing, hours) => {
        const after = Date.parse(`${changed}T00:00:00Z`) + hours * 60 * MINUTE;
        const met = walk(timing, after, zone);
        const computed = computeNextOccurrence(timing, after, zone);
        if (met === null) expect(computed.at).toBeGreaterThan(after + WALK_MS);
        else expect(computed).toEqual(met);
      },
    ),
    { numRuns: 25 },
  );
});

const WALK_MS = 10 * 24 * 60 * MINUTE;

/** It knows nothing of offsets: it reads a clock again and again, and notes each new time once. */
function walk(timing: Timing, after: number, zone: string) {
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  });
  const read = (at: number) => {
    const [, day, month, year, time] =
      /^(\d\d)\/(\d\d)\/(\d{4}), (\d\d:\d\d)$/.exec(clock.format(at)) ?? [];
    return `${year}-${month}-${day}T${time}`;
  };
  let latest = read(after - 3 * 24 * 60 * MINUTE);
  for (let at = after - 3 * 24 * 60 * MINUTE; at <= after + WALK_MS; at += STEP) {
    const wall = read(at);
    if (wall <= latest) continue;
    for (const date of datesBetween(latest, wall)) {
      const due = `${date}T${timing.atTime}`;
      const isMet = latest < due && due <= wall && isWanted(timing, date);
      if (isMet && at > after) return { date, at };
    }
    latest = wall;
  }
  return null;
}

function datesBetween(from: string, to: string): string[] {
  const dates: string[] = [];
  for (let at = Date.parse(`${from.slice(0, 10)}T12:00:00Z`); ; at += 24 * 60 * MINUTE) {
    const date = iso(at).slice(0, 10);
    if (date > to.slice(0, 10)) return dates;
    dates.push(date);
  }
}

function isWanted(timing: Timing, date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  if (timing.cadence === "daily") return true;
  if (timing.cadence === "monthly") {
    const isLast = new Date(Date.UTC(year, month - 1, day + 1)).getUTCDate() === 1;
    return day === timing.day || (isLast && day < timing.day);
  }
  const name = new Date(Date.UTC(year, month - 1, day)).toUTCString().slice(0, 3);
  return ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][timing.weekday - 1] === name;
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}
