/**
 * Random histories of one day whose superseded sheets are thinned: at every moment at which
 * somebody acted, and now, the day is shown as before; at any other it is as before or refused.
 */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { pageSearchSchema } from "@/lib/contracts/search";
import type { DayKey } from "@/lib/domain/keys";
import { THINNED_MOMENT } from "@/lib/domain/retention";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { anyStep, showDetail, type Step, takeStep } from "@/lib/testing/day-history";
import { listThinned, thinSheets } from "@/lib/testing/thin-sheets";
import { isAppError } from "../app-error";
import { sql } from "../db/sql";
import { rebuildDays } from "../rebuild/rebuild-days";
import { listLines } from "../reconciliations/queries";

const DATE = "2026-03-01";
const HISTORIES = 4;
const STEPS_MAX = 10;
const MINUTE_MS = 60_000;
const STARTED_MS = Date.now() - 100 * 24 * 60 * MINUTE_MS;
let userId = "";
const seen = { equal: 0, refused: 0, thinned: 0 };

beforeAll(async () => {
  await testDatabase();
  userId = (await makeUser()).id;
});

/** A gap that is short for the time that a reading may take, or long for it. */
const timed = fc.record({
  step: anyStep,
  gapMs: fc.oneof(fc.integer({ min: 10, max: 4 * MINUTE_MS }), fc.constant(45 * MINUTE_MS)),
});
type Timed = { step: Step; gapMs: number };

const step = (kind: "no-sheet" | "review" | "acceptance" | "reopening"): Timed => {
  return { step: { kind }, gapMs: 45 * MINUTE_MS };
};
const sheet = (sales: number): Timed => {
  return { step: { kind: "sheet", sales }, gapMs: 45 * MINUTE_MS };
};
/** The signed sheet, the accepted one and the last before it disappeared are needed for good. */
const SIGNED = [
  sheet(100_00),
  sheet(110_00),
  sheet(120_00),
  step("review"),
  sheet(100_00),
  sheet(110_00),
  step("acceptance"),
  sheet(120_00),
  sheet(100_00),
  step("reopening"),
  sheet(110_00),
  sheet(100_00),
  step("no-sheet"),
];

test("whoever acted is shown what they saw, and nobody is shown anything else", async () => {
  const histories = fc.array(timed, { minLength: 4, maxLength: STEPS_MAX });
  await fc.assert(fc.asyncProperty(histories, holds), {
    numRuns: HISTORIES,
    examples: [[SIGNED]],
  });
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(2);
}, 300_000);

type Moment = { at: string; acted: boolean };

async function holds(history: readonly Timed[]): Promise<void> {
  const day = { centreId: (await makeCentre()).id, businessDate: DATE };
  const moments = await live(day, history);
  const before = await Promise.all(moments.map(({ at }) => showDetail(day, at)));
  const now = await showDetail(day);
  const rebuilt = await rebuildDays({ write: false });
  await thinSheets(2);
  seen.thinned += (await listThinned(day)).length;
  expect(await showDetail(day)).toEqual(now);
  expect(await rebuildDays({ write: false })).toEqual(rebuilt);
  for (const [index, { at, acted }] of moments.entries()) {
    const shown = await showOrRefuse(day, at);
    const isThinned = await findThinnedAt(day, at);
    expect(isThinned && acted, `somebody acted at ${at}`).toBe(false);
    expect(shown, at).toEqual(isThinned ? refusalOf(day) : before[index]);
    if (isThinned) seen.refused += 1;
    else seen.equal += 1;
  }
}

/** An act has its own moment, and any other step the middle of the time until the next one. */
async function live(day: DayKey, history: readonly Timed[]): Promise<Moment[]> {
  const moments: Moment[] = [];
  let at = STARTED_MS;
  for (const { step: one, gapMs } of history) {
    const before = await countActs(day);
    await takeStep({ day, userId, at: new Date(at) }, one);
    const acted = (await countActs(day)) > before;
    const shownAt = acted ? at : at + Math.floor(gapMs / 2);
    moments.push({ at: new Date(shownAt).toISOString(), acted });
    at += gapMs;
  }
  return moments;
}

async function countActs({ centreId, businessDate }: DayKey): Promise<number> {
  const [row] = await sql<{ acts: number }>(
    `SELECT (SELECT count(*) FROM till_count WHERE centre_id = $1 AND business_date = $2)::int
          + (SELECT count(*) FROM move WHERE centre_id = $1 AND business_date = $2)::int AS acts`,
    [centreId, businessDate],
  );
  return row?.acts ?? 0;
}

async function findThinnedAt({ centreId, businessDate }: DayKey, at: string): Promise<boolean> {
  const [row] = await sql<{ thinned: boolean }>(
    `SELECT hash IS NOT NULL AND payload IS NULL AS thinned FROM cash_sheet_version
      WHERE centre_id = $1 AND business_date = $2 AND fetched_at <= $3::timestamptz
      ORDER BY version DESC LIMIT 1`,
    [centreId, businessDate, at],
  );
  return row?.thinned ?? false;
}

async function showOrRefuse(day: DayKey, at: string) {
  try {
    return await showDetail(day, at);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { code: error.code, reason: error.details.reason, ...error.details.extra };
  }
}

const refusalOf = (day: DayKey) => ({ code: "REFUSED", reason: THINNED_MOMENT, ...day, days: 1 });

test("the problem names the first day of the span, and how many there are", async () => {
  const keys: DayKey[] = [];
  for (const businessDate of ["2026-03-02", "2026-03-03", "2026-03-04"]) {
    const day = { centreId: (await makeCentre()).id, businessDate };
    keys.push(day);
    for (const [index, sales] of [100_00, 110_00, 120_00].entries()) {
      const at = new Date(STARTED_MS + index * 60 * MINUTE_MS);
      await takeStep({ day, userId, at }, { kind: "sheet", sales });
    }
  }
  const search = (from: string) =>
    pageSearchSchema.parse({
      from,
      to: "2026-03-04",
      asOf: new Date(STARTED_MS + MINUTE_MS).toISOString(),
    });
  const scope = scopeFor("reconciliation:view", null);
  const shown = await listLines(scope, search("2026-03-02"));
  await thinSheets();
  const { lines, days } = shown;
  expect([lines.length, days.length]).toEqual([3, 3]);
  const refused = listLines(scope, search("2026-03-03"));
  await expect(refused).rejects.toThrow(/on 2026-03-03, and of 1 more centre-days,.* the present,/);
  await expect(refused).rejects.toMatchObject({
    code: "REFUSED",
    details: { reason: THINNED_MOMENT, extra: { ...keys[1], days: 2 } },
  });
  const later = { ...search("2026-03-02"), asOf: new Date().toISOString() };
  const current = await listLines(scope, later);
  expect(current.lines.map(({ expectedMinor }) => expectedMinor)).toEqual([120_00, 120_00, 120_00]);
});
