/**
 * Differences just under their tolerance are stored as days are written, and found by the watch
 * list.
 */
import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { varianceFilterSchema } from "@/lib/contracts/variance";
import { addDays } from "@/lib/domain/business-date";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import { inTransaction, sql } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import { rebuildDays } from "../rebuild/rebuild-days";
import { getWatch } from "./watch";

const AMOUNT = 100_00;
const DATES = Array.from({ length: 16 }, (_, at) => addDays("2026-03-01", at));
const RANGE = { from: "2026-03-01", to: "2026-03-16" };
const CROWDED = { pattern: "just-under", centreId: "301", count: 24, outOf: 32, days: 16 };
let counterId = "";

beforeAll(async () => {
  await testDatabase();
  counterId = (await makeUser()).id;
  // Two euros short are forgiven, and one over.
  await sql(
    `INSERT INTO tolerance_rule (centre_id, tender_id, currency, version, valid_from,
       explain_short_minor, explain_over_minor, explain_short_ppm, explain_over_ppm,
       approve_short_minor, approve_over_minor, approve_short_ppm, approve_over_ppm)
     VALUES ('*', '*', 'EUR', 1, '2000-01-01', 200, 100, 0, 0, 500, 500, 0, 0)`,
  );
  for (const id of ["301", "302"]) {
    await makeCentre({ id });
    await report(id);
  }
  // 95 cents are nearly too much over, and not nearly too much short.
  await count("301", 1, (at) => [-190, at % 2 === 0 ? 95 : -95]);
  await count("302", 1, (at) => [-12 * (at + 1), 6 * (at + 1)]);
});

test("the watch finds them where they are many, in days and in cells", async () => {
  expect(await crowded({})).toMatchObject([CROWDED]);
  expect(await crowded({ tenderId: "CASH" })).toMatchObject([CROWDED]);
  expect(await crowded({ tillId: ["T1", "T2"] })).toMatchObject([CROWDED]);
  expect(await crowded({ tillId: "T1" })).toEqual([]);
  expect(await crowded({ verdict: "short" })).toEqual([]);
  expect(await crowded({ from: "2026-03-04" })).toEqual([]);
});

test("a rebuild finds the same, and mends what is not", async () => {
  const look = (write: boolean) => rebuildDays({ write });
  expect(await look(false)).toMatchObject({ days: 32, outdated: 0, sums: 0 });
  await sql(`UPDATE variance_day SET just_under[1] = NOT just_under[1]
    WHERE business_date = '2026-03-02'`);
  await sql(`UPDATE reconciliation SET just_under_lines = 9
    WHERE (centre_id, business_date) = ('301', '2026-03-03')`);
  expect(await look(true)).toMatchObject({ outdated: 3, sums: 0 });
  expect(await look(false)).toMatchObject({ outdated: 0, sums: 0 });
});

test("an installation that had days before has them filled", async () => {
  const migration = new URL(
    "../../../prisma/migrations/20261125120000_just_under/migration.sql",
    import.meta.url,
  );
  await sql("UPDATE reconciliation SET state = 'closed' WHERE business_date < '2026-03-05'");
  // The index is rebuilt as well.
  await asOwner("ALTER TABLE reconciliation DROP COLUMN just_under_lines");
  await asOwner("CREATE INDEX reconciliation_figures ON reconciliation (business_date, centre_id)");
  await asOwner("ALTER TABLE variance_day DROP COLUMN just_under");
  const sums = () => sql("SELECT count(*) FROM variance_total");
  const before = await sums();
  const text = await readFile(migration, "utf8");
  await asOwner(text);
  expect(await sums()).toEqual(before);
  expect(await crowded({})).toMatchObject([CROWDED]);
  expect(await crowded({ tenderId: "CASH" })).toMatchObject([CROWDED]);
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0, sums: 0 });
});

test("of a past moment are those of then", async () => {
  const [now] = await sql<{ at: Date }>("SELECT clock_timestamp() + '2 ms' AS at");
  await sql("SELECT pg_sleep(0.01)");
  await count("301", 2, () => [0, 0]);
  // The days that are closed keep theirs, and are too few.
  expect(await crowded({})).toEqual([]);
  expect(await crowded({ asOf: now?.at.toISOString() })).toMatchObject([CROWDED]);
});

async function crowded(asked: object) {
  const search = varianceFilterSchema.parse({ ...RANGE, ...asked });
  const { findings } = await getWatch(scopeFor("variance:view", null), search);
  return findings.filter(({ pattern }) => pattern === "just-under");
}

function days(centreId: string) {
  return DATES.map((businessDate) => ({ centreId, businessDate }));
}

async function report(centreId: string): Promise<void> {
  const tills = ["T1", "T2"].map((tillId) => makeShift({ CASH: AMOUNT }, { tillId }));
  const sheet = JSON.stringify(makeSheet(centreId, "2026-03-01", tills));
  await sql(
    `INSERT INTO cash_sheet SELECT $1, d, 1, repeat('0', 64), now() FROM unnest($2::text[]) d`,
    [centreId, DATES],
  );
  await sql(
    `INSERT INTO cash_sheet_version
     SELECT $1, d, 1, repeat('0', 64), '{}', $3::jsonb, 'map', now() FROM unnest($2::text[]) d`,
    [centreId, DATES, sheet],
  );
}

/** `gapsOf` returns what each of the two tills is over or short on a day. */
async function count(centreId: string, version: number, gapsOf: (at: number) => number[]) {
  const gaps = DATES.map((_, at) => gapsOf(at));
  await inTransaction(async (tx) => {
    for (const [at, tillId] of ["T1", "T2"].entries()) {
      await tx.sql(
        `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
           counted_minor, source, counted_by_id)
         SELECT $1, d, '1', $2, 'CASH', $3, ${AMOUNT} + gap, 'api', $4::uuid
           FROM unnest($5::text[], $6::bigint[]) AS k (d, gap)`,
        [centreId, tillId, version, counterId, DATES, gaps.map((one) => one[at] ?? 0)],
      );
    }
    await recomputeDays(tx, days(centreId));
  });
}
