/** A long pause that Cashrec asks for is waited for by the schedule, in every instance. */
import type { JobHelpers } from "graphile-worker";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { makeCentre, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, standIn } from "@/lib/testing/sheet-source";
import { postponed } from "../cashrec/failure";
import { inTransaction, sql } from "../db/sql";
import { ensureJobTables } from "../queue/queue";
import { tasks } from "../worker/tasks";
import { findPause } from "./pause";
import { getSync } from "./queries";
import { planSync } from "./request";
import { runSync } from "./run";

const RANGE = { from: "2026-01-05", to: "2026-03-15" };
const UNTIL = /until \d{4}-\d\d-\d\d \d\d:\d\d UTC/;
let centreId = "";

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
});
beforeEach(async () => {
  await sql("DELETE FROM sync");
  await sql("DELETE FROM setting WHERE name = 'cashrec.pause'");
  await sql("DELETE FROM centre WHERE NOT EXISTS (SELECT FROM cash_sheet WHERE centre_id = id)");
  centreId = (await makeCentre()).id;
});

const plan = (range = RANGE) =>
  inTransaction((tx) => planSync(tx.sql, { centreIds: [centreId], ...range, requestedById: null }));
const busy = (seconds: number) =>
  standIn(() => {
    throw postponed("Cashrec asks for fewer requests (429)", seconds * 1_000, Date.now());
  });
const readDue = (cadence: string) =>
  tasks["read-due"]?.({ cadence }, { job: { id: "1" } } as JobHelpers);
const follow = (id: string) => getSync(scopeFor("sync:view", null), { id });
const listPending = () =>
  sql<{ id: string }>("SELECT id FROM sync WHERE state = 'pending' ORDER BY created_at");
const endPause = () =>
  sql(`UPDATE setting SET value = value || jsonb_build_object('until', now())
        WHERE name = 'cashrec.pause'`);

test("a pass ends at once and says until when, and nobody asks Cashrec meanwhile", async () => {
  const client = busy(1_800);
  const id = await plan();
  expect(await runSync(id, { client })).toBe("failed");
  expect(client.asked.length).toBeLessThanOrEqual(3);
  const { failures } = await follow(id);
  expect(failures).toHaveLength(10);
  expect(failures.every(({ message }) => UNTIL.test(message))).toBe(true);
  expect(await findPause()).toMatchObject({ retryAfterSeconds: 1_800 });

  const other = standIn(makeSheet);
  const again = await plan();
  expect(await runSync(again, { client: other })).toBe("failed");
  expect(other.asked).toEqual([]);
  expect((await follow(again)).failures[0]?.message).toMatch(UNTIL);
  await readDue("recent");
  expect(await listPending()).toEqual([]);
});

test("after the pause the schedule reads what is missing, once", async () => {
  await runSync(await plan(), { client: busy(900) });
  await readDue("week");
  const [week] = await listPending();
  await runSync(week?.id ?? "", { client: busy(900) });
  await endPause();

  await readDue("recent");
  await readDue("recent");
  const pending = await listPending();
  expect(pending).toHaveLength(1);
  const client = standIn(makeSheet);
  expect(await runSync(pending[0]?.id ?? "", { client })).toBe("done");
  const days = await sql("SELECT FROM cash_sheet WHERE centre_id = $1", [centreId]);
  // The range, the days of the week's reading, and today and yesterday.
  expect(days).toHaveLength(70 + 6 + 2);
});

test("a pause that a wrong clock began in the future keeps nobody from reading", async () => {
  await runSync(await plan(), { client: busy(900) });
  await sql(
    `UPDATE setting SET value = jsonb_build_object('since', now() + interval '30 days',
            'until', now() + interval '30 days 15 minutes') WHERE name = 'cashrec.pause'`,
  );
  await sql("UPDATE sync_part SET ended_at = ended_at + interval '30 days'");
  expect(await findPause()).toBeNull();
  const client = standIn(makeSheet);
  expect(await runSync(await plan({ from: RANGE.to, to: RANGE.to }), { client })).toBe("done");

  await runSync(await plan({ from: RANGE.from, to: RANGE.from }), { client: busy(600) });
  expect(await findPause()).toMatchObject({ retryAfterSeconds: 600 });
  await endPause();
  await readDue("recent");
  const [pending] = await listPending();
  expect(await runSync(pending?.id ?? "", { client })).toBe("done");
  expect(await sql("SELECT FROM cash_sheet WHERE centre_id = $1", [centreId])).toHaveLength(70 + 2);
});

test("a pause of more than an hour is cut to an hour", async () => {
  await runSync(await plan(), { client: busy(86_400) });
  const pause = await findPause();
  expect(pause?.retryAfterSeconds).toBeGreaterThan(3_590);
  expect(pause?.retryAfterSeconds).toBeLessThanOrEqual(3_600);
});

test("a pause of up to a minute is waited for in the pass itself", async () => {
  let asked = 0;
  const client = standIn(makeSheet, () => {
    asked += 1;
    if (asked > 1) return Promise.resolve();
    throw postponed("Cashrec asks for fewer requests (429)", 1_000, Date.now());
  });
  const id = await plan({ from: RANGE.from, to: RANGE.from });
  expect(await runSync(id, { client })).toBe("done");
  expect(await findPause()).toBeNull();
});
