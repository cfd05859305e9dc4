/** A sync with Cashrec whose database is killed without warning, on a server of its own. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { disconnect } from "@/lib/server/db/client";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { ensureJobTables } from "@/lib/server/queue/queue";
import { rebuildDays } from "@/lib/server/rebuild/rebuild-days";
import { planSync } from "@/lib/server/sync/request";
import { runSync } from "@/lib/server/sync/run";
import { makeSheet, standIn } from "@/lib/testing/sheet-source";
import { takeConsoleErrors } from "@/lib/testing/strict-console";
import { type EmbeddedDb, startEmbeddedDb } from "./embedded-db";
import { migrate } from "./migrate";
import { APP_ROLE } from "./roles";

const dir = mkdtempSync(join(tmpdir(), "counterfoil-crash-"));
let db: EmbeddedDb;

beforeAll(async () => {
  await open();
  await migrate(db.url, APP_ROLE);
  await ensureJobTables();
}, 60_000);

afterAll(async () => {
  await disconnect();
  await db.stop();
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, maxRetries: 10 });
});

test("kill -9 of the database in the middle of a pass stores nothing by halves", async () => {
  await sql(
    `INSERT INTO centre (id, name, currency, time_zone, day_starts_at)
     VALUES ('101', 'Bilbao', 'EUR', 'Europe/Madrid', '05:00')`,
  );
  const range = { from: "2026-01-05", to: "2026-03-15" };
  const id = await inTransaction((tx) =>
    planSync(tx.sql, { centreIds: ["101"], ...range, requestedById: null }),
  );
  const slow = standIn(makeSheet, async () => {
    // Requests run concurrently, and only one of them may kill: on Node.js 22 and newer a second
    // signal to the same process throws.
    const isFourth = slow.asked.length === 4;
    await sleep(50);
    if (isFourth) process.kill(postmaster(), "SIGKILL");
  });
  await runSync(id, { client: slow }).catch(() => "broken off");
  await open();

  const stored = await days("SELECT business_date AS date FROM cash_sheet");
  const done = await days(
    `SELECT to_char(day, 'YYYY-MM-DD') AS date
       FROM sync_part, generate_series("from"::date, "to"::date, interval '1 day') AS day
      WHERE state = 'done'`,
  );
  expect(stored.length).toBeGreaterThan(0);
  expect(stored.length).toBeLessThan(70);
  expect(stored, "what is stored is what was marked as done").toEqual(done);
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });

  expect(await runSync(id, { client: standIn(makeSheet) })).toBe("done");
  expect(await days("SELECT business_date AS date FROM cash_sheet")).toHaveLength(70);
  takeConsoleErrors();
}, 120_000);

async function open(): Promise<void> {
  await disconnect();
  db = await startEmbeddedDb({ dir });
  vi.stubEnv("DATABASE_URL", db.appUrl);
}

function postmaster(): number {
  return Number(readFileSync(join(dir, "data", "postmaster.pid"), "utf8").split("\n")[0]);
}

async function days(text: string): Promise<string[]> {
  const rows = await sql<{ date: string }>(`${text} ORDER BY 1`);
  return rows.map(({ date }) => date);
}
