/** Which days are computed again for a past moment; every other one is read as it is stored. */
import { beforeAll, describe, expect, test } from "vitest";
import { pageSearchSchema } from "@/lib/contracts/search";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { takeStep } from "@/lib/testing/day-history";
import { inSnapshot, sql } from "../db/sql";
import { listLines } from "../reconciliations/queries";
import { readAsOf } from "./moment";
import { noteChangedDays } from "./states";

const AT = "2026-03-10T12:00:00.000Z";
const BEFORE = "2026-03-10T11:58:00.000Z";
const AFTER = "2026-03-10T12:00:10.000Z";
const EARLY = "2026-03-10T11:00:00.000Z";
const BEFORE_ALL = "2026-03-10T10:00:00.000Z";
let centreId = "";

beforeAll(async () => {
  await testDatabase();
  centreId = (await makeCentre()).id;
});

describe("a day is computed again", () => {
  test("when its row was written since", async () => {
    expect(await listChanged({ date: "2026-03-01", changedAt: AFTER })).toBe(true);
    expect(await listChanged({ date: "2026-03-02" })).toBe(false);
  });

  test("when a sheet is from a clock that was ahead, however it was read", async () => {
    const written = "2026-03-10T11:59:30.000Z";
    const ahead = { changedAt: written, sheet: { version: 1, fetchedAt: AFTER } };
    expect(await listChanged({ date: "2026-03-03", ...ahead })).toBe(true);
    const asked = { readAt: AFTER, sheet: { version: 1, fetchedAt: BEFORE } };
    expect(await listChanged({ date: "2026-03-04", ...asked })).toBe(false);
    const late = { readAt: AFTER, sheet: { version: 1, fetchedAt: AFTER } };
    expect(await listChanged({ date: "2026-03-05", ...late })).toBe(true);
  });

  test("when it is signed and another sheet came, whenever that was", async () => {
    const sheet = { version: 2, fetchedAt: BEFORE };
    expect(await listChanged({ date: "2026-03-06", state: "closed", sheet })).toBe(true);
    const same = { version: 1, fetchedAt: BEFORE };
    expect(await listChanged({ date: "2026-03-07", state: "closed", sheet: same })).toBe(false);
  });

  test("when it is open and a rule is still being applied to such days", async () => {
    const walk = { at: "*", currency: null, from: "2026-03-09", after: null, done: 0, total: 1 };
    await sql("INSERT INTO setting (name, value) VALUES ('tolerance-days:*/', $1::jsonb)", [
      JSON.stringify(walk),
    ]);
    expect(await listChanged({ date: "2026-03-08" })).toBe(false);
    expect(await listChanged({ date: "2026-03-09" })).toBe(true);
    expect(await listChanged({ date: "2026-03-10", state: "closed" })).toBe(false);
    await sql("DELETE FROM setting WHERE name = 'tolerance-days:*/'");
    expect(await listChanged({ date: "2026-03-11" })).toBe(false);
  });
});

test("nothing was known of a day that was read, counted or opened later", async () => {
  const TEN_PAST = "2026-03-10T12:10:00.000Z";
  const { id: userId } = await makeUser();
  const find = async (date: string, firstReadAt: string) => {
    const sheet = { version: 1, fetchedAt: firstReadAt };
    await store({ date, changedAt: TEN_PAST, firstReadAt, readAt: firstReadAt, sheet });
    return noteDay(date);
  };
  const computed = [{ unknown: false, stands: false }];
  expect(await find("2026-02-01", TEN_PAST)).toEqual([{ unknown: true, stands: false }]);
  // The clock of whoever read it may have been ahead.
  expect(await find("2026-02-02", AFTER)).toEqual(computed);
  await sql(
    `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
       counted_minor, source, counted_by_id, counted_at)
     VALUES ($1, '2026-02-03', '1', 'T1', 'CASH', 1, 1, 'api', $2, $3)`,
    [centreId, userId, BEFORE],
  );
  expect(await find("2026-02-03", TEN_PAST)).toEqual(computed);
  await sql(
    `INSERT INTO opening_count (centre_id, business_date, shift_id, till_id, version,
       counted_minor, counted_by_id, counted_at)
     VALUES ($1, '2026-02-04', '1', 'T1', 1, 1, $2, $3)`,
    [centreId, userId, BEFORE],
  );
  expect(await find("2026-02-04", TEN_PAST)).toEqual(computed);
});

test("whoever writes a day notes when, and never earlier than before", async () => {
  await store({ date: "2026-03-12" });
  const touch = `UPDATE reconciliation SET version = version + 1
    WHERE centre_id = $1 AND business_date = '2026-03-12'
    RETURNING changed_at > now() - interval '1 hour' AS recent,
              changed_at > now() + interval '1 minute' AS future`;
  expect(await sql(touch, [centreId])).toEqual([{ recent: true, future: false }]);
  await sql(
    `UPDATE reconciliation SET changed_at = now() + interval '1 hour'
      WHERE centre_id = $1 AND business_date = '2026-03-12'`,
    [centreId],
  );
  expect(await sql(touch, [centreId])).toEqual([{ recent: true, future: true }]);
});

test("more days can be read than computed", async () => {
  await sql(
    `INSERT INTO reconciliation (centre_id, business_date, currency, sheet_version,
       expected_minor, counted_minor, short_minor, over_minor, uncounted_minor,
       unexpected_minor, matched_lines,
       within_tolerance_lines, short_lines, over_lines, uncounted_lines, unexpected_lines,
       revision, changed_at)
     SELECT 'many' || n, '2025-01-01', 'EUR', 0, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, $1
       FROM generate_series(1, 20001) n`,
    [AT],
  );
  const { id: userId } = await makeUser();
  await sql(
    `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
       counted_minor, source, counted_by_id, counted_at)
     SELECT 'many' || n, '2025-01-01', '1', 'T1', 'CASH', version, 1, 'api', $1, counted_at
       FROM generate_series(1, 20001) n,
            (VALUES (1, $2::timestamptz), (2, $3::timestamptz)) AS k (version, counted_at)`,
    [userId, EARLY, AT],
  );
  const readMany = (asOf: string) => {
    const search = { from: "2025-01-01", to: "2025-01-01", asOf };
    return listLines(scopeFor("reconciliation:view", null), pageSearchSchema.parse(search));
  };
  await expect(readMany(BEFORE)).rejects.toThrow("more than 20000 centre-days have changed");
  const { totals } = await readMany(AFTER);
  expect(totals).toMatchObject([{ dayCount: 20_001, shortMinor: -20_001 }]);
  // Of a day of which nothing was known there is nothing to compute.
  expect(await readMany(BEFORE_ALL)).toMatchObject({ lines: [], totals: [], days: [] });
});

test("stored lines are those of unchanged days, and of no day beyond the span", async () => {
  const { id: userId } = await makeUser();
  const dayOf = async (businessDate: string, of?: string) => {
    const day = { centreId: of ?? (await makeCentre()).id, businessDate };
    await takeStep({ day, userId }, { kind: "sheet", sales: 100_00 });
    return day;
  };
  const day = await dayOf("2026-03-01");
  const other = await dayOf("2026-03-01");
  await dayOf("2026-03-02", day.centreId);
  const [row] = await sql<{ at: Date }>("SELECT now() + interval '5 ms' AS at");
  await sql("SELECT pg_sleep(0.01)");
  await takeStep({ day, userId }, { kind: "count", amount: 100_00 });
  // No command does that: it shows which lines are read.
  await sql("UPDATE reconciliation_line SET till_name = 'Stored'");
  const centreIds = [day.centreId, other.centreId];
  const span = { centreIds, from: "2026-03-01", to: "2026-03-01", readerId: null };
  const work = () =>
    sql(
      `SELECT d.centre_id AS "centreId", d.uncounted_lines AS uncounted, l.till_name AS "tillName"
         FROM reconciliation d JOIN reconciliation_line l USING (centre_id, business_date)
        ORDER BY l.till_name`,
    );
  expect(await readAsOf(row?.at.toISOString(), span, work)).toEqual([
    { centreId: other.centreId, uncounted: 1, tillName: "Stored" },
    { centreId: day.centreId, uncounted: 1, tillName: "Till 1" },
  ]);
});

type Given = {
  date: string;
  state?: string;
  changedAt?: string;
  readAt?: string;
  firstReadAt?: string;
  sheet?: { version: number; fetchedAt: string };
};

async function listChanged(given: Given): Promise<boolean> {
  await store(given);
  return (await noteDay(given.date)).length === 1;
}

async function noteDay(date: string): Promise<{ unknown: boolean; stands: boolean }[]> {
  const span = { centreIds: [centreId], from: date, to: date, readerId: null };
  return inSnapshot(async (tx) => {
    await noteChangedDays(tx.sql, { asOf: AT, span });
    return tx.sql('SELECT is_unknown AS "unknown", stands FROM changed_day');
  });
}

/** The lines of the day were made from the first version of its sheet. */
async function store({ date, state = "open", changedAt = BEFORE, ...given }: Given): Promise<void> {
  const { sheet = { version: 1, fetchedAt: BEFORE }, readAt = BEFORE } = given;
  const { firstReadAt = BEFORE } = given;
  const { version, fetchedAt } = sheet;
  await sql(
    `INSERT INTO reconciliation (centre_id, business_date, currency, sheet_version, state,
       changed_at, expected_minor, counted_minor, short_minor, over_minor, uncounted_minor,
       unexpected_minor, matched_lines, within_tolerance_lines, short_lines, over_lines,
       uncounted_lines, unexpected_lines, revision)
     VALUES ($1, $2, 'EUR', 1, $3, $4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)`,
    [centreId, date, state, changedAt],
  );
  await sql(
    `INSERT INTO cash_sheet (centre_id, business_date, version, hash, read_at, first_read_at)
     VALUES ($1, $2, $3, repeat('a', 64), $4, $5)`,
    [centreId, date, version, readAt, firstReadAt],
  );
  await sql(
    `INSERT INTO cash_sheet_version (centre_id, business_date, version, hash, payload, sheet,
       field_map_hash, fetched_at) VALUES ($1, $2, $3, repeat('a', 64), '{}', '{}', 'map', $4)`,
    [centreId, date, version, fetchedAt],
  );
}
