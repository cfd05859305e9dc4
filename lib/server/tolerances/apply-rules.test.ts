import { beforeAll, expect, test } from "vitest";
import { changeToleranceInput } from "@/lib/contracts/tolerance";
import { addDays } from "@/lib/domain/business-date";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import { inTransaction, sql } from "../db/sql";
import { startJobs, stopJobs } from "../worker/runner";
import { rebuildDays } from "../rebuild/rebuild-days";
import { recomputeDays } from "../recompute/recompute-days";
import { changeTolerance } from "./commands";
import { applyRules, judgeOpenDays, takeStep } from "../recompute/open-days";
import { readProgress } from "./progress";

const FIRST = "2025-01-01";
const DAYS = 450;
let centreId = "";

beforeAll(async () => {
  await testDatabase();
  centreId = (await makeCentre()).id;
  await sql(
    `INSERT INTO cash_sheet
     SELECT $1, to_char($2::date + n, 'YYYY-MM-DD'), 1, repeat('a', 64), now()
       FROM generate_series(0, $3 - 1) AS n`,
    [centreId, FIRST, DAYS],
  );
  const sheet = makeSheet(centreId, FIRST, [makeShift({ CARD: 1_000 })]);
  await sql(
    `INSERT INTO cash_sheet_version
     SELECT centre_id, business_date, 1, hash, '{}', $2::jsonb, 'map', now()
       FROM cash_sheet WHERE centre_id = $1`,
    [centreId, JSON.stringify(sheet)],
  );
  const days = Array.from({ length: DAYS }, (_, index) => addDays(FIRST, index));
  await inTransaction((tx) =>
    recomputeDays(
      tx,
      days.map((businessDate) => ({ centreId, businessDate })),
    ),
  );
});

let version = 0;
const change = (amountMinor: number, validFrom = FIRST) => {
  const level = { short: { amountMinor, ppm: 0 }, over: { amountMinor, ppm: 0 } };
  const input = changeToleranceInput.parse({
    centreId,
    tenderId: "*",
    currency: "EUR",
    explain: level,
    approve: level,
    monthlyMinor: null,
    validFrom,
    basedOnVersion: version,
  });
  version += 1;
  return changeTolerance(scopeFor("tolerance:change", [centreId]), input);
};
const progress = () => readProgress(scopeFor("tolerance:view", [centreId]));

async function daysUnder(amount: number): Promise<number> {
  const [row] = await sql<{ days: number }>(
    `SELECT count(*)::int AS days FROM reconciliation_line
      WHERE tolerance_minor = $1 AND business_date < $2`,
    // The running job queue may add lines of today's sheet, which are excluded.
    [amount, addDays(FIRST, DAYS)],
  );
  return row?.days ?? 0;
}

test("few days are judged with the rule, many after it, in steps that can be left", async () => {
  const few = await change(1_00, addDays(FIRST, DAYS - 200));
  expect(few.days).toEqual({ total: 200, later: false });
  expect(await daysUnder(1_00)).toBe(200);

  const many = await change(2_00);
  expect(many.days).toEqual({ total: DAYS, later: true });
  expect([await daysUnder(2_00), await progress()]).toEqual([0, { done: 0, total: DAYS }]);

  await inTransaction(takeStep);
  expect([await daysUnder(2_00), await progress()]).toEqual([200, { done: 200, total: DAYS }]);
  const failing = inTransaction(async (tx) => {
    await takeStep(tx);
    throw new Error("the process dies here");
  });
  await expect(failing).rejects.toThrow("dies here");
  expect(await daysUnder(2_00), "a step that fails did nothing").toBe(200);
  const check = await rebuildDays({ write: false });
  expect(check, "as a backup of now is checked").toMatchObject({ outdated: 0, unjudged: 250 });

  await Promise.all([applyRules(), applyRules()]);
  expect([await daysUnder(2_00), await progress()]).toEqual([DAYS, { done: 0, total: 0 }]);
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
});

test("a rule that changes meanwhile begins the walk anew, from the earlier date", async () => {
  await change(3_00);
  await inTransaction(takeStep);
  const next = await change(4_00, addDays(FIRST, 100));
  expect(next.days).toEqual({ total: DAYS, later: true });
  expect(await progress()).toEqual({ done: 0, total: DAYS });
  await applyRules();
  expect([await daysUnder(3_00), await daysUnder(4_00)]).toEqual([100, DAYS - 100]);
});

test("rules that change during the walk, and days written meanwhile, miss nothing", async () => {
  const write = (day: number) => {
    const key = { centreId, businessDate: addDays(FIRST, day) };
    return inTransaction((tx) => recomputeDays(tx, [key]));
  };
  for (let turn = 1; turn <= 5; turn += 1) {
    const writes = [1, 150, 300, 449].map(write);
    await Promise.all([applyRules(), change(10_00 + turn), applyRules(), ...writes]);
  }
  await applyRules();
  expect(await daysUnder(10_05)).toBe(DAYS);
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
});

test("the queue takes it up by itself", async () => {
  await startJobs();
  try {
    await change(5_00);
    await expect.poll(() => daysUnder(5_00), { timeout: 15_000 }).toBe(DAYS);
    await expect.poll(progress, { timeout: 5_000 }).toEqual({ done: 0, total: 0 });
  } finally {
    await stopJobs();
  }
}, 40_000);

test("progress is of the centres of the reader, and nothing is told of those of others", async () => {
  const { id: other } = await makeCentre();
  const own = { centreId: other, businessDate: addDays(FIRST, 3) };
  await sql(
    `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
       counted_minor, source, counted_by_id)
     SELECT $1, $2, '1', 'T1', 'CARD', 1, 1, 'api', $3`,
    [other, own.businessDate, (await makeUser()).id],
  );
  await inTransaction((tx) => recomputeDays(tx, [own]));
  await inTransaction((tx) =>
    judgeOpenDays(tx, { at: "*", centreIds: null, currency: null, from: FIRST }),
  );
  const of = (centreIds: string[] | null) => readProgress(scopeFor("tolerance:view", centreIds));
  const [both, here, there] = [await of(null), await of([centreId]), await of([other])];
  expect(here.total, "and the days of today that the queue has added").toBeGreaterThanOrEqual(DAYS);
  expect(there).toEqual({ done: 0, total: 1 });
  expect(both).toEqual({ done: 0, total: here.total + there.total });
  expect(await of([(await makeCentre()).id])).toEqual({ done: 0, total: 0 });
  await inTransaction(takeStep);
  const done = [await of(null), await of([centreId]), await of([other])].map((one) => one.done);
  expect(done[0]).toBe(200);
  expect((done[1] ?? 0) + (done[2] ?? 0)).toBe(200);
  await applyRules();
});
