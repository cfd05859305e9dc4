/** A long pause of one centre, while Cashrec responds to others, delays that centre alone. */
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { makeCentre, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import {
  type MisbehavingUpstream,
  startMisbehaving,
  status,
} from "@/lib/testing/misbehaving-upstream";
import { connectClient } from "@/lib/testing/upstream-client";
import { inTransaction, sql } from "../db/sql";
import { ensureJobTables } from "../queue/queue";
import { describePauses, findPause, listPausedCentres, resumeAfterPause } from "./pause";
import { getSync } from "./queries";
import { planSync } from "./request";
import { runSync } from "./run";

const DAY = "2026-03-04";
const LONG = status(429, { "retry-after": "1800" });
const OF_CENTRE = /a pause of this centre until \d{4}-\d\d-\d\d \d\d:\d\d UTC/;

let upstream: MisbehavingUpstream;
let ids: string[];

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
});
beforeEach(async () => {
  await sql("DELETE FROM sync");
  await sql("DELETE FROM setting WHERE starts_with(name, 'cashrec.pause')");
  upstream = await startMisbehaving();
  ids = [];
  for (let made = 0; made < 6; made += 1) ids.push((await makeCentre()).id);
  ids.sort();
});
afterEach(() => upstream.stop());

const plan = (centreIds = ids) =>
  inTransaction((tx) => planSync(tx.sql, { centreIds, from: DAY, to: DAY, requestedById: null }));
const follow = (id: string) => getSync(scopeFor("sync:view", null), { id });
const connect = () => connectClient(upstream, () => Date.now());
const endPauses = () =>
  sql(`UPDATE setting SET value = value || jsonb_build_object('until', now())
        WHERE starts_with(name, 'cashrec.pause')`);

test("the others are read at once, and nobody asks for it before the pause ends", async () => {
  const [bad = "", ...good] = ids;
  upstream.centres.set(bad, LONG);
  const client = connect();
  const first = await plan();
  expect(await runSync(first, { client })).toBe("failed");
  expect(await follow(first)).toMatchObject({ done: 5, total: 6, failures: [{ centreId: bad }] });
  expect(await findPause()).toBeNull();
  const [paused] = await listPausedCentres();
  expect(paused?.centreId).toBe(bad);
  expect(describePauses(paused === undefined ? [] : [paused])).toContain(`a pause of ${bad}, the`);

  upstream.asked.length = 0;
  const second = await plan();
  expect(await runSync(second, { client: connect() })).toBe("failed");
  const { done, failures } = await follow(second);
  expect([done, failures.length]).toEqual([5, 1]);
  expect(failures[0]?.message).toMatch(OF_CENTRE);
  expect(upstream.asked).toEqual([good.join(",")]);

  upstream.centres.clear();
  await endPauses();
  await resumeAfterPause();
  await resumeAfterPause();
  const pending = await sql<{ id: string }>("SELECT id FROM sync WHERE state = 'pending'");
  expect(pending).toHaveLength(1);
  upstream.asked.length = 0;
  expect(await runSync(pending[0]?.id ?? "", { client })).toBe("done");
  expect(upstream.asked).toEqual([bad]);
});

test("a pause that Cashrec asks for every centre is one of all, after four requests", async () => {
  upstream.atSheets = LONG;
  const client = connect();
  const first = await plan();
  expect(await runSync(first, { client })).toBe("failed");
  expect((await follow(first)).failures).toHaveLength(6);
  expect(upstream.asked.length).toBeLessThanOrEqual(6);
  expect((await findPause())?.retryAfterSeconds).toBeGreaterThan(1_790);

  await endPauses();
  await resumeAfterPause();
  upstream.asked.length = 0;
  expect(await runSync(await plan(), { client })).toBe("failed");
  // It is known by now whom the pause concerns.
  expect(upstream.asked.length).toBeLessThanOrEqual(1);
});

test("a centre that is asked for by a process that read nothing pauses no other", async () => {
  const [bad = "", other = ""] = ids;
  upstream.centres.set(bad, LONG);
  await runSync(await plan([bad]), { client: connect() });
  expect(await findPause()).toBeNull();
  expect(await runSync(await plan([other]), { client: connect() })).toBe("done");
});

test("a short pause delays everybody, until others were answered meanwhile", async () => {
  const [bad = "", other = ""] = ids;
  upstream.centres.set(bad, status(429, { "retry-after": "30" }));
  const delays: number[] = [];
  const pacing = {
    take: () => Promise.resolve(),
    delay: (ms: number) => Promise.resolve(void delays.push(ms)),
  };
  const client = connectClient(upstream, () => Date.now(), { attemptsMax: 1 }, pacing);
  const ask = (id: string) =>
    client
      .fetchCashSheets({ centres: [{ id, currency: "EUR" }], from: DAY, to: DAY })
      .catch(() => null);
  await ask(bad);
  expect(delays).toEqual([30_000]);
  await ask(other);
  await ask(bad);
  expect(delays).toEqual([30_000, 1_000]);
});
