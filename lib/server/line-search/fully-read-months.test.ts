/** Days are counted as their sheets are, whichever months a job has noted as read. */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { addDays } from "@/lib/domain/business-date";
import { makeCentreId } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { rebuildDays } from "../rebuild/rebuild-days";
import { noteFullyReadMonths } from "./fully-read-months";
import { countReadDays, findReading } from "./reading";

const FIRST = "2026-01-20";
/** The days of all centres end in a month that has not ended. */
const DAYS = 110;
let centres: string[];

beforeAll(async () => {
  await testDatabase();
  centres = [await makeCentreId(), await makeCentreId(), await makeCentreId()];
  const [whole = "", gaps = ""] = centres;
  await read(whole, "2026-01-20", "2026-05-05");
  await read(gaps, "2026-02-01", "2026-03-30");
  await read(gaps, "2026-04-01", "2026-04-30");
});

async function read(centreId: string, from: string, to: string): Promise<void> {
  await sql(
    `INSERT INTO cash_sheet (centre_id, business_date, version, read_at)
     SELECT $1, date::date::text, 0, now()
       FROM generate_series($2::date, $3::date, '1 day') AS date`,
    [centreId, from, to],
  );
}

/** The other way looks at every sheet. */
async function compare(): Promise<void> {
  const spans = fc.record({
    centreIds: fc.oneof(fc.constant(null), fc.subarray(centres)),
    start: fc.integer({ min: 0, max: DAYS }),
    length: fc.integer({ min: -1, max: DAYS }),
  });
  await fc.assert(
    fc.asyncProperty(spans, async ({ centreIds, start, length }) => {
      const from = addDays(FIRST, start);
      const span = { centreIds, from, to: addDays(from, length) };
      expect(await findReading(span)).toMatchObject(await countReadDays(span));
    }),
    { numRuns: 60 },
  );
}

test("a month is noted once every day of a centre was read, and nothing else changes", async () => {
  await compare();
  expect(await noteFullyReadMonths()).toBe(5);
  await compare();
  const [, gaps = "", none = ""] = centres;
  await read(gaps, "2026-03-31", "2026-03-31");
  await read(none, "2026-05-01", "2026-05-30");
  expect(await noteFullyReadMonths()).toBe(1);
  await compare();
  expect(await noteFullyReadMonths()).toBe(0);
  const noted = await sql<{ months: string }>(
    `SELECT string_agg(month, ' ' ORDER BY month) AS months FROM fully_read_month
      GROUP BY centre_id ORDER BY centre_id`,
  );
  expect(noted.map(({ months }) => months).toSorted()).toEqual([
    "2026-02 2026-03 2026-04",
    "2026-02 2026-03 2026-04",
  ]);
});

test("a rebuild finds a month that is noted and was not read whole, and deletes the note", async () => {
  const [whole = ""] = centres;
  const look = async (write: boolean) => (await rebuildDays({ write })).months;
  expect(await look(false)).toBe(0);
  await sql("INSERT INTO fully_read_month VALUES ($1, '2026-01'), ($1, '2025-12')", [whole]);
  expect(await look(false)).toBe(2);
  expect(await look(true)).toBe(2);
  expect(await look(false)).toBe(0);
  await compare();
});
