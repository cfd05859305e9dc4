/** Several processes that read one pass, each with a stand-in for Cashrec of its own. */
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { makeCentre, scopeFor } from "@/lib/testing/arrange";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { makeSheet, standIn } from "@/lib/testing/sheet-source";
import { AppError } from "../app-error";
import { readDatabaseClock } from "../db/database-clock";
import { inTransaction, sql } from "../db/sql";
import { env } from "../env";
import { getSync } from "./queries";
import { planSync } from "./request";
import { runSync } from "./run";
import { storeSheets } from "./store";
import { releasePart, renewParts, takePart } from "./take-part";

const RANGE = { from: "2026-03-01", to: "2026-03-10" };
const RENEWED_MS = 5_000;
let centreIds: string[] = [];

beforeAll(testDatabase);
beforeEach(async () => {
  const centres = await Promise.all([makeCentre(), makeCentre(), makeCentre()]);
  centreIds = centres.map(({ id }) => id).sort();
});

const plan = (range = RANGE) =>
  inTransaction((tx) => planSync(tx.sql, { centreIds, ...range, requestedById: null }));
const follow = (id: string) => getSync(scopeFor("sync:view", null), { id });

async function listVersions(): Promise<{ version: number }[]> {
  return sql("SELECT version FROM cash_sheet WHERE centre_id = ANY($1)", [centreIds]);
}

test("two processes share the parts of a pass, and ask for none twice", async () => {
  const id = await plan({ from: "2026-01-01", to: "2026-03-10" });
  const client = standIn(makeSheet, () => sleep(50));
  const other = standIn(makeSheet, () => sleep(50));
  const outcomes = await Promise.all([
    runSync(id, { client }),
    runSync(id, { client: other, helps: () => true }),
  ]);
  expect(outcomes).toContain("done");
  expect(client.asked.length).toBeGreaterThan(0);
  expect(other.asked.length).toBeGreaterThan(0);
  const asked = [...client.asked, ...other.asked].map(({ from }) => from);
  expect(new Set(asked).size).toBe(asked.length);
  expect(await follow(id)).toMatchObject({ state: "done", done: 207, total: 207 });
});

test("one part is taken at a time, although statistics say that a pass has one alone", async () => {
  await sql(
    `WITH one AS (
       INSERT INTO sync (id, state) SELECT gen_random_uuid(), 'done' FROM generate_series(1, 500)
       RETURNING id)
     INSERT INTO sync_part (sync_id, part, centre_ids, "from", "to", days, state)
     SELECT id, 1, '{}', $1, $1, 1, 'done' FROM one`,
    [RANGE.from],
  );
  await asOwner("ANALYZE sync_part");
  const id = await plan({ from: "2025-01-01", to: "2026-03-10" });
  for (let count = 1; count <= 3; count += 1) {
    await takePart({ id, askedAt: new Date(), urgent: [] });
    const taken = "SELECT FROM sync_part WHERE sync_id = $1::uuid AND taken_until IS NOT NULL";
    expect(await sql(taken, [id])).toHaveLength(count);
  }
});

test("help ends with the part that is being read once a pass of its own begins", async () => {
  const id = await plan({ from: "2026-01-01", to: "2026-03-10" });
  let hasOwn = false;
  const other = standIn(makeSheet, () => {
    hasOwn = true;
    return Promise.resolve();
  });
  expect(await runSync(id, { client: other, helps: () => !hasOwn })).toBe("elsewhere");
  expect(other.asked.length).toBeLessThanOrEqual(env().cashrecRequestsAtOnce);
  expect(await follow(id)).toMatchObject({ state: "running" });
  expect(await runSync(id, { client: standIn(makeSheet) })).toBe("done");
  expect(await runSync(id, { client: standIn(makeSheet) })).toBe("done");
});

test("a part of a process that stands still is read by another one, for good", async () => {
  const day = { from: RANGE.from, to: RANGE.from };
  const id = await plan(day);
  const part = await takePart({ id, askedAt: new Date(), urgent: [] });
  const before = await readDatabaseClock();
  expect(await takePart({ id, askedAt: new Date(), urgent: [] })).toBeNull();
  await sql("UPDATE sync_part SET taken_until = now() WHERE sync_id = $1::uuid", [id]);
  expect(await runSync(id, { client: standIn(makeSheet) })).toBe("done");
  expect(part).toMatchObject({ takes: 1, ...day });

  const days = centreIds.map((centreId) => ({ centreId, businessDate: RANGE.from }));
  const late = { days, sheets: [], fieldMapHash: "0".repeat(64), readAt: before };
  await inTransaction((tx) => storeSheets(tx, late));
  expect((await listVersions()).map(({ version }) => version)).toEqual([1, 1, 1]);
  // The same response, received after it, says that the sheets are gone.
  await inTransaction(async (tx) => {
    await storeSheets(tx, { ...late, readAt: await readDatabaseClock(tx.sql) });
  });
  expect((await listVersions()).map(({ version }) => version)).toEqual([0, 0, 0]);
});

test("a part that is given back while it is being renewed is free", async () => {
  const id = await plan({ from: RANGE.from, to: RANGE.from });
  const part = await takePart({ id, askedAt: new Date(), urgent: [] });
  if (part === null) throw new Error("no part is free");
  let isGivenBack = false;
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const stop = renewParts(new Set([part]), async () => {
    await setImmediate();
    await releasePart(part);
    isGivenBack = true;
    return [];
  });
  vi.advanceTimersByTime(RENEWED_MS);
  vi.useRealTimers();
  await expect.poll(() => isGivenBack).toBe(true);
  // The renewal itself has ended by then.
  await sleep(200);
  stop();
  expect(await takePart({ id, askedAt: new Date(), urgent: [] })).toMatchObject({
    part: part.part,
  });
  expect(await runSync(id, { client: standIn(makeSheet) })).toBe("done");
});

test("a process that can't reach Cashrec leaves the pass to one that can", async () => {
  const id = await plan({ from: "2026-01-01", to: "2026-06-30" });
  const good = standIn(makeSheet, () => sleep(300));
  // Meanwhile the other one goes on reading.
  const bad = standIn(makeSheet, async () => {
    const more = good.asked.length + 1;
    for (let waits = 0; good.asked.length < more && waits < 200; waits += 1) await sleep(20);
    throw new AppError("UPSTREAM_UNAVAILABLE", "Cashrec can't be reached.");
  });
  const [, left] = await Promise.all([
    runSync(id, { client: good }),
    runSync(id, { client: bad, helps: () => true }),
  ]);
  expect(left).toBe("left");
  expect(bad.asked.length).toBeGreaterThan(0);
  expect(await follow(id)).toMatchObject({ state: "done", done: 543, total: 543, failures: [] });
}, 120_000);

test("a process that has read parts comes back after a failure, and one without doesn't", async () => {
  const helpUntil = async (readable: number) => {
    const client = standIn(makeSheet, () => {
      if (client.asked.length <= readable) return Promise.resolve();
      throw new AppError("UPSTREAM_UNAVAILABLE", "This centre can't be read.");
    });
    return runSync(await plan({ from: "2026-01-01", to: "2026-06-30" }), {
      client,
      helps: () => true,
    });
  };
  expect(await helpUntil(0)).toBe("left");
  expect(await helpUntil(2)).toBe("elsewhere");
});
