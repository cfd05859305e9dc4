import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { addDays, listDays } from "@/lib/domain/business-date";
import { makeCentre } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, standIn } from "@/lib/testing/sheet-source";
import { AppError } from "../app-error";
import { inTransaction, sql } from "../db/sql";
import { forgetOldFailed, listFailures } from "./failed-readings";
import { planSync } from "./request";
import { runSync } from "./run";

const START = "2026-03-01";

beforeAll(testDatabase);

type Range = { from: string; to: string };

async function pass(centreIds: string[], range: Range, isAway: boolean): Promise<void> {
  const asked = { centreIds, ...range, requestedById: null };
  const id = await inTransaction((tx) => planSync(tx.sql, asked));
  const fail = async () => {
    if (isAway) throw new AppError("UPSTREAM_UNAVAILABLE", "Cashrec did not respond.");
    return Promise.resolve();
  };
  await runSync(id, { client: standIn(makeSheet, fail) });
}

async function makeCentres(count: number): Promise<string[]> {
  const centres = await Promise.all(Array.from({ length: count }, () => makeCentre()));
  return centres.map(({ id }) => id).toSorted();
}

test("a long outage is one row for each centre and range, since its first pass", async () => {
  const centreIds = await makeCentres(3);
  const range = { from: START, to: addDays(START, 1) };
  for (let passes = 0; passes < 4; passes += 1) await pass(centreIds, range, true);
  const rows = await sql<{ parts: number; times: number; lasts: boolean }>(
    `SELECT (SELECT count(*)::int FROM sync_part p
              WHERE r.centre_id = ANY (p.centre_ids) AND p.state = 'failed') AS parts,
            (SELECT count(*)::int FROM sync_part p
              WHERE r.centre_id = ANY (p.centre_ids)
                AND p.ended_at IN (r.failing_since, r.failed_at)) AS times,
            failed_at > failing_since AS lasts
       FROM failed_reading r WHERE centre_id = ANY ($1)`,
    [centreIds],
  );
  expect(rows).toEqual(centreIds.map(() => ({ parts: 4, times: 2, lasts: true })));
  const failures = await listFailures(centreIds, range.from, range.to);
  expect(failures.map(({ centreId }) => centreId)).toEqual(centreIds);
  await pass(centreIds, { from: START, to: START }, false);
  expect(await listFailures(centreIds, START, START)).toEqual([]);
  expect(await listFailures(centreIds, range.from, range.to)).toHaveLength(3);
  await pass(centreIds, range, false);
  expect(await sql("SELECT FROM failed_reading WHERE centre_id = ANY ($1)", [centreIds])).toEqual(
    [],
  );
});

test("what fails while another pass reads the same days still matters", async () => {
  const [centreId = ""] = await makeCentres(1);
  await pass([centreId], { from: START, to: START }, true);
  await sql("UPDATE failed_reading SET failed_at = now() + interval '1 minute'");
  await pass([centreId], { from: START, to: START }, false);
  expect(await listFailures([centreId], START, START)).toHaveLength(1);
  await sql("DELETE FROM failed_reading");
});

test("what failed long ago is no news, and is deleted", async () => {
  const [centreId = ""] = await makeCentres(1);
  await pass([centreId], { from: START, to: START }, true);
  await sql("UPDATE failed_reading SET failed_at = failed_at - interval '31 days'");
  expect(await listFailures([centreId], START, START)).toEqual([]);
  await forgetOldFailed();
  expect(await sql("SELECT FROM failed_reading")).toEqual([]);
});

test("after any passes, a failure is the latest of which a day was not read since", async () => {
  const day = fc.integer({ min: 0, max: 4 });
  const passes = fc.array(
    fc.record({
      first: day,
      length: day,
      centres: fc.integer({ min: 1, max: 3 }),
      away: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(passes, day, day, async (steps, first, length) => {
      const centreIds = await makeCentres(2);
      for (const step of steps) {
        const asked = centreIds.filter((_, index) => (step.centres & (1 << index)) !== 0);
        await pass(asked, rangeOf(step.first, step.length), step.away);
      }
      const range = rangeOf(first, length);
      const listed = await listFailures(centreIds, range.from, range.to);
      const expected = await Promise.all(centreIds.map((id) => latestThatMatters(id, range)));
      expect(listed.map(({ centreId, from, to, at }) => ({ centreId, from, to, at }))).toEqual(
        expected.flat(),
      );
    }),
    { numRuns: 12 },
  );
}, 60_000);

function rangeOf(first: number, length: number): Range {
  const from = addDays(START, first);
  return { from, to: addDays(from, length) };
}

/** Of all parts that ever failed, without the rows that are kept for lists. */
async function latestThatMatters(centreId: string, { from, to }: Range) {
  const sheets = await sql<{ date: string; readAt: Date }>(
    `SELECT business_date AS date, read_at AS "readAt" FROM cash_sheet WHERE centre_id = $1`,
    [centreId],
  );
  const parts = await sql<Range & { at: Date }>(
    `SELECT "from", "to", ended_at AS at FROM sync_part
      WHERE state = 'failed' AND $1 = ANY (centre_ids) ORDER BY ended_at DESC`,
    [centreId],
  );
  const readAfter = (at: Date) =>
    sheets.filter(({ readAt }) => readAt >= at).map(({ date }) => date);
  const latest = parts.find((part) => {
    const read = readAfter(part.at);
    const days = listDays(part).filter((date) => from <= date && date <= to);
    return days.some((date) => !read.includes(date));
  });
  if (latest === undefined) return [];
  return [{ centreId, from: latest.from, to: latest.to, at: latest.at.toISOString() }];
}
