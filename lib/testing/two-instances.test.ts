/**
 * Two instances of the built application run on one database with a standby, the other one behind
 * PgBouncer where that is installed: what one changes, the other shows, once.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { savedCentresSchema } from "@/lib/contracts/centre";
import { lineListSchema } from "@/lib/contracts/reconciliation";
import { startedSyncSchema, syncSchema } from "@/lib/contracts/sync";
import { importResultSchema } from "@/lib/contracts/till-count";
import { freePort } from "@/scripts/process/processes";
import { type App, START_MS_MAX, startApp } from "./acceptance-app";
import { hasPgBouncer, type PgBouncer, startPgBouncer } from "./pgbouncer-server";
import { type Standby, startWithStandby } from "./standby";

const RANGE = { from: "2026-03-02", to: "2026-03-08" };
const CENTRES = ["101", "102"].map((id) => {
  return { id, name: `Centre ${id}`, currency: "EUR", timeZone: "Europe/Madrid" };
});
const SYNC_MS_MAX = 60_000;
const LINES = `/api/reconciliations?from=${RANGE.from}&to=${RANGE.to}&limit=5000`;

const METRICS_TOKEN = "metrics-of-two-instances-0123456789";
const REPLICA_MS_MAX = 60_000;

let standby: Standby;
let one: App;
let other: App;
let pooler: PgBouncer | null = null;

beforeAll(async () => {
  standby = await startWithStandby();
  const url = standby.appUrl;
  if (hasPgBouncer) pooler = await startPgBouncer(url);
  const pooled = pooler === null ? {} : { DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: url };
  const variables = {
    DATABASE_URL: url,
    DATABASE_OWNER_URL: standby.url,
    DATABASE_REPLICA_URL: standby.replicaUrl,
    METRICS_TOKEN,
  };
  // Both instances create the first administrator at the same time, as part of the test.
  [one, other] = await Promise.all([
    startApp(await freePort(), variables),
    startApp(await freePort(), { ...variables, ...pooled }),
  ]);
}, START_MS_MAX);

afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await pooler?.stop();
  await standby.stop();
});

test("what is read through one is shown by the other", async () => {
  await one.post("/api/centres", { centres: CENTRES }, savedCentresSchema);
  const asked = { centreIds: CENTRES.map(({ id }) => id), ...RANGE };
  const { id } = await one.post("/api/syncs", asked, startedSyncSchema);
  const again = await other.post("/api/syncs", asked, startedSyncSchema);
  for (const pass of [id, again.id]) expect(await endOfSync(pass)).toBe("done");
  const [here, there] = [
    await one.get(LINES, lineListSchema),
    await other.get(LINES, lineListSchema),
  ];
  expect(here.lines.length).toBeGreaterThan(20);
  expect(there.lines).toEqual(here.lines);
});

test("the same file through both at once is stored once", async () => {
  const { lines } = await one.get(LINES, lineListSchema);
  const file = fileOf(lines, "12.34");
  const results = await Promise.all(
    [one, other].map((app) => app.postText("/api/till-counts/imports", file, importResultSchema)),
  );
  expect(results.map(({ accepted }) => accepted).toSorted((a, b) => a - b)).toEqual([
    0,
    lines.length,
  ]);
  const day = z.object({ counts: z.array(z.object({ version: z.int() })) });
  const first = lines[0];
  const path = `/api/reconciliations/${first?.centreId}/${first?.businessDate}`;
  const { counts } = await other.get(path, day);
  expect(counts.every(({ version }) => version === 1)).toBe(true);
});

test("a standby serves what was counted a moment ago, and nobody notices when it dies", async () => {
  const { lines } = await one.get(LINES, lineListSchema);
  const few = lines.slice(0, 5);
  const countAndRead = async (cents: number) => {
    await one.postText("/api/till-counts/imports", fileOf(few, `${cents}.00`), importResultSchema);
    for (const app of [other, one]) {
      const read = await app.get(LINES, lineListSchema);
      expect(read.lines.slice(0, 5).map(({ countedMinor }) => countedMinor)).toEqual(
        few.map(() => cents * 100),
      );
    }
  };
  for (let round = 1; round <= 5; round += 1) await countAndRead(round);
  expect(await servedByReplica(one)).toBeGreaterThan(0);
  const before = await servedByReplica(other);
  expect(before).toBeGreaterThan(0);
  standby.kill();
  for (let round = 6; round <= 10; round += 1) await countAndRead(round);
  await standby.restart();
  const readAgain = async () => {
    await other.get(LINES, lineListSchema);
    return servedByReplica(other);
  };
  const died = await servedByReplica(other);
  await expect.poll(readAgain, { timeout: REPLICA_MS_MAX, interval: 200 }).toBeGreaterThan(died);
  await countAndRead(11);
}, 120_000);

type Line = z.infer<typeof lineListSchema>["lines"][number];

function fileOf(lines: readonly Line[], counted: string): string {
  const rows = lines.map((line) => {
    const { centreId, businessDate, shiftId, tillId, tenderId } = line;
    return [centreId, businessDate, shiftId, tillId, tenderId, counted].join(",");
  });
  return ["centre_id,business_date,shift_id,till_id,tender_id,counted", ...rows].join("\n");
}

async function servedByReplica({ base }: App): Promise<number> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const metrics = await (await fetch(`${base}/metrics`, { headers })).text();
  const [, count] =
    /^counterfoil_replica_readings_total\{served="replica"\} (\d+)$/m.exec(metrics) ?? [];
  return Number(count);
}

async function endOfSync(id: string): Promise<string> {
  for (let waited = 0; waited < SYNC_MS_MAX; waited += 200) {
    const { state } = await other.get(`/api/syncs/${id}`, syncSchema);
    if (state === "done" || state === "failed") return state;
    await sleep(200);
  }
  return "not ended";
}
