/**
 * A sync and many writers whose database is killed without warning, on a server of its own.
 * `CRASH_RUNS` and `CRASH_SEED` kill it more often, at other moments.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { FeedChange } from "@/lib/contracts/feed";
import { addDays } from "@/lib/domain/business-date";
import { FEED_START } from "@/lib/domain/feed-cursor";
import { verifyAudit } from "@/lib/server/audit/verify";
import { makeCheckpoint, type StoredCheckpoint } from "@/lib/server/checkpoints/checkpoint";
import { disconnect } from "@/lib/server/db/client";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { readFeedPage } from "@/lib/server/feed/read-page";
import { ensureJobTables } from "@/lib/server/queue/queue";
import { rebuildDays } from "@/lib/server/rebuild/rebuild-days";
import { planSync } from "@/lib/server/sync/request";
import { runSync } from "@/lib/server/sync/run";
import { createWebhook } from "@/lib/server/webhooks/commands";
import { deliverDue } from "@/lib/server/webhooks/deliver";
import { queueEvents } from "@/lib/server/webhooks/queue-events";
import { scopeFor } from "@/lib/testing/arrange";
import { arrangeCounting } from "@/lib/testing/arrange-counting";
import { makeSheet, standIn } from "@/lib/testing/sheet-source";
import { takeConsoleErrors } from "@/lib/testing/strict-console";
import { startReceiver } from "@/lib/testing/webhook-receiver";
import { createChance } from "./figures/chance";
import { type EmbeddedDb, startEmbeddedDb } from "./embedded/db";
import { migrate } from "./postgres/migrate";
import { APP_ROLE } from "./postgres/roles";

const RUNS = Number(process.env.CRASH_RUNS ?? "2");
const SEED = Number(process.env.CRASH_SEED ?? "1");
const MS_MAX = 120_000 + RUNS * 30_000;
const WRITERS = 8;
/** A run stores at most so many counts before its database is killed. */
const COUNTS_MAX = 60;

const dir = mkdtempSync(join(tmpdir(), "counterfoil-crash-"));
const PID_FILE = join(dir, "data", "postmaster.pid");
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

test(
  `what ${WRITERS} writers and their readers heard is there after each of ${RUNS} crashes`,
  async () => {
    const chance = createChance(SEED);
    const { centreId, store, count } = await arrangeCounting();
    const dates = Array.from({ length: WRITERS }, (_, day) => addDays("2026-03-01", day));
    for (const date of dates) await store(date);
    const receiver = await startReceiver();
    vi.stubEnv("WEBHOOKS_PRIVATE_ADDRESSES", "allow");
    const all = { name: "Warehouse", events: [], onlyCentres: [], nodeId: null };
    await createWebhook(scopeFor("webhook:administer", null), { ...all, url: receiver.url });
    const confirmed = new Set<string>();
    const read: FeedChange[] = [];
    const checkpoints: StoredCheckpoint[] = [];
    let number = 0;
    let cursor = FEED_START;
    const readOn = async () => {
      const page = await readFeedPage({ after: cursor, limit: 500, centreIds: [centreId] });
      read.push(...parseLines(page.lines));
      cursor = page.cursor;
    };

    for (let run = 0; run < RUNS; run += 1) {
      const target = confirmed.size + chance.whole(1, COUNTS_MAX);
      let isKilled = false;
      const early: unknown[] = [];
      const kill = () => {
        if (!isKilled) process.kill(postmaster(), "SIGQUIT");
        isKilled = true;
      };
      const end = (error: unknown) => {
        if (!isKilled) early.push(error);
        kill();
      };
      const untilKilled = async (work: () => Promise<void>) => {
        try {
          while (true) await work();
        } catch (error) {
          end(error);
        }
      };
      const running = [
        ...dates.map((businessDate) =>
          untilKilled(async () => {
            number += 1;
            const tillId = `T${number}`;
            await count("counter", { businessDate, tillId, countedMinor: number });
            confirmed.add(tillId);
            if (confirmed.size === target) kill();
          }),
        ),
        untilKilled(readOn),
        untilKilled(async () => {
          const made = await makeCheckpoint();
          if (made !== null) checkpoints.push(made);
        }),
        untilKilled(async () => {
          await queueEvents();
          await deliverDue();
        }),
      ];
      await Promise.all(running);
      expect(early, "what failed before the crash").toEqual([]);
      while (existsSync(PID_FILE)) await sleep(20);
      await open();

      const counts = await tills("SELECT till_id AS id FROM till_count");
      const entries = await tills(
        `SELECT after->>'tillId' AS id FROM audit_entry
          WHERE action = 'till-count.recorded'`,
      );
      const sent = receiver.received.flatMap(({ body }) => {
        const { data } = JSON.parse(body) as { data: FeedChange };
        return countsOf([data]);
      });
      expect([...confirmed].filter((id) => !counts.has(id) || !entries.has(id))).toEqual([]);
      expect(countsOf(read).filter((id) => !counts.has(id))).toEqual([]);
      expect(sent.filter((id) => !counts.has(id))).toEqual([]);
      expect(entries).toEqual(counts);
      const roots = checkpoints.map(({ size, root }) => ({ size, root }));
      expect(await verifyAudit({ witnessed: roots })).toMatchObject({ broken: null });
      await readOn();
      expect(countsOf(read).toSorted()).toEqual([...counts].toSorted());
    }
    expect(read.length).toBeGreaterThan(0);
    expect(checkpoints.length).toBeGreaterThan(0);
    expect(receiver.received.length).toBeGreaterThan(0);
    await receiver.stop();
    takeConsoleErrors();
  },
  MS_MAX,
);

function parseLines(lines: string): FeedChange[] {
  const records = lines.split("\n").filter((line) => line !== "");
  return records.map((line) => JSON.parse(line) as FeedChange);
}

function countsOf(changes: readonly FeedChange[]): string[] {
  return changes.filter((change) => change.type === "count").map(({ tillId }) => tillId);
}

async function tills(text: string): Promise<Set<string>> {
  const rows = await sql<{ id: string }>(text);
  return new Set(rows.map(({ id }) => id));
}

async function open(): Promise<void> {
  await disconnect();
  db = await startEmbeddedDb({ dir });
  vi.stubEnv("DATABASE_URL", db.appUrl);
  // What was under way when the database ended may have tried the address from before once more.
  await disconnect();
}

function postmaster(): number {
  return Number(readFileSync(PID_FILE, "utf8").split("\n")[0]);
}

async function days(text: string): Promise<string[]> {
  const rows = await sql<{ date: string }>(`${text} ORDER BY 1`);
  return rows.map(({ date }) => date);
}
