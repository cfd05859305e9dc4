/**
 * PostgreSQL and the domain give an instant the same business date, whatever the clocks do. Each
 * has time zone data of its own, of which one may be newer: where they disagree about the local
 * time, as of Morocco since September 2026, the dates are not compared.
 */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { computeBusinessDate, localTime } from "@/lib/domain/business-date";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = [
  "Europe/Madrid",
  "Europe/London",
  "Asia/Kathmandu",
  "America/New_York",
  "America/St_Johns",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Africa/Casablanca",
  "UTC",
] as const;
const FIRST = Date.parse("2006-01-01T00:00:00Z");
const LAST = Date.parse("2036-01-01T00:00:00Z");

beforeAll(async () => void (await testDatabase()));

type Case = { at: number; timeZone: string; dayStartsAt: string };

type Read = { date: string; local: string };

async function readDates(cases: readonly Case[]): Promise<Read[]> {
  return sql<Read>(
    `SELECT business_date_at(c.at, c.zone, c.starts) AS date,
            to_char(c.at AT TIME ZONE c.zone, 'YYYY-MM-DD"T"HH24:MI:SS') AS local
       FROM unnest($1::timestamptz[], $2::text[], $3::text[])
            WITH ORDINALITY AS c (at, zone, starts, place) ORDER BY c.place`,
    [
      cases.map(({ at }) => new Date(at)),
      cases.map(({ timeZone }) => timeZone),
      cases.map(({ dayStartsAt }) => dayStartsAt),
    ],
  );
}

const dateOf = ({ at, timeZone, dayStartsAt }: Case) =>
  computeBusinessDate(at, { timeZone, dayStartsAt });

const offset = (at: number, zone: string) => Date.parse(`${localTime(at, zone)}Z`) - at;

/** The hours in which a zone changes its clocks. */
function listChanges(zone: string): number[] {
  const list = (from: number, until: number, step: number): number[] => {
    const instants = Array.from({ length: (until - from) / step }, (_, at) => from + at * step);
    return instants.filter((at) => offset(at, zone) !== offset(at + step, zone));
  };
  return list(FIRST, LAST, DAY).flatMap((day) => list(day, day + DAY, HOUR));
}

const anywhere = fc.record({
  at: fc.integer({ min: FIRST, max: LAST }),
  timeZone: fc.constantFrom(...ZONES),
  minute: fc.nat({ max: 24 * 60 - 1 }),
});
const changes = ZONES.flatMap((zone) => listChanges(zone).map((hour) => ({ hour, zone })));
/** A day that starts about when the clocks change, and an instant about then. */
const atChange = fc
  .record({
    change: fc.constantFrom(...changes),
    after: fc.integer({ min: -2 * HOUR, max: 3 * HOUR }),
    minutes: fc.integer({ min: -120, max: 120 }),
  })
  .map(({ change: { hour, zone }, after, minutes }) => {
    const local = Math.floor((hour + offset(hour, zone)) / 60_000) + minutes;
    return { at: hour + after, timeZone: zone, minute: local % (24 * 60) };
  });
const cases = fc.oneof(anywhere, atChange).map(({ minute, at, timeZone }): Case => {
  const parts = [Math.floor(minute / 60), minute % 60];
  const dayStartsAt = parts.map((part) => String(part).padStart(2, "0")).join(":");
  return { at, timeZone, dayStartsAt };
});

type Compared = { one: Case; read: Read };

function isLocalTimeOfBoth(given: { one: Case; read: Read | undefined }): given is Compared {
  const { at, timeZone } = given.one;
  return given.read?.local === localTime(at, timeZone);
}

test("the database computes the business date of the domain", async () => {
  const seen = { all: 0, compared: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(cases, { minLength: 1, maxLength: 300, size: "max" }),
      async (some) => {
        const read = await readDates(some);
        const compared = some.map((one, at) => ({ one, read: read[at] })).filter(isLocalTimeOfBoth);
        const others = compared.filter(({ one, read: { date } }) => date !== dateOf(one));
        expect(others).toEqual([]);
        seen.all += some.length;
        seen.compared += compared.length;
      },
    ),
    { numRuns: 20 },
  );
  expect(seen.compared / seen.all).toBeGreaterThan(0.8);
});

test("a clock that is put back leaves the date as it was", async () => {
  const clock = { timeZone: "Europe/Madrid", dayStartsAt: "02:30" };
  const instants = ["00:29:59", "00:30:00", "01:10:00", "01:30:00"];
  const some = instants.map((time) => ({ at: Date.parse(`2026-10-25T${time}Z`), ...clock }));
  const dates = ["2026-10-24", "2026-10-25", "2026-10-25", "2026-10-25"];
  expect((await readDates(some)).map(({ date }) => date)).toEqual(dates);
});

test("roles on areas and end dates of accounts take it", async () => {
  const [{ view, organisation } = { view: "", organisation: "" }] = await asOwner<{
    view: string;
    organisation: string;
  }>(
    `SELECT pg_get_viewdef('granted_role'::regclass) AS view,
            pg_get_functiondef('organisation_date'::regproc) AS organisation`,
  );
  for (const text of [view, organisation]) {
    expect(text).toContain("business_date_at(now(), c.time_zone, c.day_starts_at)");
    expect(text).not.toContain("interval");
  }
});
