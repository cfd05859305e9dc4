/**
 * Two instances of the built application run on one database, the other one behind PgBouncer where
 * that is installed: what one changes, the other shows, once.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { savedCentresSchema } from "@/lib/contracts/centre";
import { lineListSchema } from "@/lib/contracts/reconciliation";
import { startedSyncSchema, syncSchema } from "@/lib/contracts/sync";
import { importResultSchema } from "@/lib/contracts/till-count";
import { freePort } from "@/scripts/processes";
import { type App, START_MS_MAX, startApp } from "./acceptance-app";
import { testDatabase } from "./database";
import { hasPgBouncer, type PgBouncer, startPgBouncer } from "./pgbouncer-server";

const RANGE = { from: "2026-03-02", to: "2026-03-08" };
const CENTRES = ["101", "102"].map((id) => {
  return { id, name: `Centre ${id}`, currency: "EUR", timeZone: "Europe/Madrid" };
});
const SYNC_MS_MAX = 60_000;
const LINES = `/api/reconciliations?from=${RANGE.from}&to=${RANGE.to}&limit=5000`;

let one: App;
let other: App;
let pooler: PgBouncer | null = null;

beforeAll(async () => {
  const { url } = await testDatabase();
  if (hasPgBouncer) pooler = await startPgBouncer(url);
  const pooled = pooler === null ? {} : { DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: url };
  // Both instances migrate and create the first administrator at the same time, as part of the
  // test.
  [one, other] = await Promise.all([
    startApp(await freePort(), { DATABASE_URL: url }),
    startApp(await freePort(), { DATABASE_URL: url, ...pooled }),
  ]);
}, START_MS_MAX);

afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await pooler?.stop();
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
  const rows = lines.map((line) => {
    const { centreId, businessDate, shiftId, tillId, tenderId } = line;
    return [centreId, businessDate, shiftId, tillId, tenderId, "12.34"].join(",");
  });
  const head = "centre_id,business_date,shift_id,till_id,tender_id,counted";
  const file = [head, ...rows].join("\n");
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

async function endOfSync(id: string): Promise<string> {
  for (let waited = 0; waited < SYNC_MS_MAX; waited += 200) {
    const { state } = await other.get(`/api/syncs/${id}`, syncSchema);
    if (state === "done" || state === "failed") return state;
    await sleep(200);
  }
  return "not ended";
}
