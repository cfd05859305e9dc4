/**
 * A reader follows the feed while others write: transactions of all lengths that overlap, of which
 * some are rolled back. Whatever was committed is read once, and a day at last as it is.
 */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { PoolClient } from "pg";
import { beforeAll, expect, test } from "vitest";
import { type FeedChange, feedChangeSchema } from "@/lib/contracts/feed";
import { FEED_START, type FeedCursor } from "@/lib/domain/feed-cursor";
import { testDatabase } from "@/lib/testing/database";
import { waitForFeed } from "@/lib/testing/wait-for-feed";
import { pool } from "../db/client";
import { sql } from "../db/sql";
import { readFeedPage } from "./read-page";

const WRITERS = 6;
const DAYS = ["2026-05-01", "2026-05-02", "2026-05-03"];

beforeAll(async () => {
  await testDatabase();
});

type Write = { kind: "count" | "day" | "move"; day: number; waits: number };
type Script = { writes: Write[]; rollsBack: boolean };

const scripts = fc.array(
  fc.array(
    fc.record({
      writes: fc.array(
        fc.record({
          kind: fc.constantFrom("count", "day", "move"),
          day: fc.nat(DAYS.length - 1),
          waits: fc.nat(3),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      rollsBack: fc.boolean(),
    }),
    { minLength: 4, maxLength: 8 },
  ),
  { minLength: WRITERS, maxLength: WRITERS },
) satisfies fc.Arbitrary<Script[][]>;

test("nothing is missing and nothing comes twice, however transactions overlap", async () => {
  await fc.assert(
    fc.asyncProperty(scripts, fc.integer({ min: 1, max: 9 }), async (writers, limit) => {
      const centreId = randomUUID();
      const reader = follow(centreId, limit);
      await Promise.all(writers.map((script) => write(centreId, script, reader.pages)));
      await waitForFeed();
      const changes = await reader.end();
      const keys = changes.map(keyOf);
      expect(new Set(keys).size).toBe(keys.length);
      expect(latestOf(changes)).toEqual(await listStored(centreId));
    }),
    { numRuns: 12, seed: 20_261_128 },
  );
}, 120_000);

/** Reads pages of this size one after the other, and hands on when the next one was read. */
function follow(centreId: string, limit: number) {
  const changes: FeedChange[] = [];
  let isOver = false;
  let note = (): void => undefined;
  let next = new Promise<void>((resolve) => (note = resolve));
  const run = async (): Promise<void> => {
    let after: FeedCursor = FEED_START;
    for (let wasOver = false; ;) {
      const page = await readFeedPage({ after, limit, centreIds: [centreId] });
      changes.push(...parseLines(page.lines));
      after = page.cursor;
      const read = note;
      next = new Promise<void>((resolve) => (note = resolve));
      read();
      if (wasOver && !page.more) return;
      wasOver = isOver;
    }
  };
  const running = run();
  return {
    pages: async (count: number) => {
      for (let page = 0; page < count; page += 1) await next;
    },
    end: async () => {
      isOver = true;
      await running;
      return changes;
    },
  };
}

function parseLines(lines: string): FeedChange[] {
  const records = lines.split("\n").filter((line) => line !== "");
  return records.map((line) => feedChangeSchema.parse(JSON.parse(line)));
}

async function write(
  centreId: string,
  transactions: readonly Script[],
  pages: (count: number) => Promise<void>,
): Promise<void> {
  const client = await pool().connect();
  try {
    for (const { writes, rollsBack } of transactions) {
      await client.query("BEGIN");
      const isDone = await tryAll(client, centreId, writes, pages);
      await client.query(rollsBack || !isDone ? "ROLLBACK" : "COMMIT");
    }
  } finally {
    client.release();
  }
}

/** One transaction at a time writes a day: one that would wait gives up, as in a deadlock. */
async function tryAll(
  client: PoolClient,
  centreId: string,
  writes: readonly Write[],
  pages: (count: number) => Promise<void>,
): Promise<boolean> {
  for (const { kind, day, waits } of writes) {
    const date = DAYS[day] ?? "";
    const { rows } = await client.query<{ acquired: boolean }>(
      "SELECT pg_try_advisory_xact_lock(hashtext($1)) AS acquired",
      [centreId + date],
    );
    if (rows[0]?.acquired !== true) return false;
    await client.query(WRITES[kind], [centreId, date]);
    await pages(waits);
  }
  return true;
}

const WRITES = {
  count: `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
      counted_minor, source, counted_by_id)
    SELECT $1, $2, '1', 'T1', 'CASH', count(*) + 1, 1, 'api', gen_random_uuid()
      FROM till_count WHERE centre_id = $1 AND business_date = $2`,
  day: `INSERT INTO reconciliation (centre_id, business_date, currency, sheet_version,
      expected_minor, counted_minor, short_minor, over_minor, uncounted_minor, unexpected_minor,
      matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
      unexpected_lines, revision)
    VALUES ($1, $2, 'EUR', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      nextval('reconciliation_revision'))
    ON CONFLICT (centre_id, business_date) DO UPDATE SET
      revision = nextval('reconciliation_revision'), version = reconciliation.version + 1`,
  move: `INSERT INTO move (centre_id, business_date, number, move, from_state, to_state,
      sheet_version, actor_id)
    SELECT $1, $2, count(*) + 1, 'review', 'open', 'reviewed', 0, gen_random_uuid()
      FROM move WHERE centre_id = $1 AND business_date = $2`,
};

function keyOf(change: FeedChange): string {
  const { businessDate } = change;
  if (change.type === "day") return `day ${businessDate} ${change.revision}`;
  if (change.type === "count") return `count ${businessDate} ${change.version}`;
  return `move ${businessDate} ${change.number}`;
}

/** Of a day only the last record counts, which must be the newest. */
function latestOf(changes: readonly FeedChange[]): string[] {
  const days = new Map<string, FeedChange>();
  for (const change of changes) {
    if (change.type !== "day") continue;
    const known = days.get(change.businessDate);
    if (known?.type === "day") expect(change.revision).toBeGreaterThan(known.revision);
    days.set(change.businessDate, change);
  }
  const others = changes.filter(({ type }) => type !== "day");
  return [...days.values(), ...others].map(keyOf).toSorted();
}

async function listStored(centreId: string): Promise<string[]> {
  const rows = await sql<{ key: string }>(
    `SELECT 'day ' || business_date || ' ' || revision AS key FROM reconciliation
      WHERE centre_id = $1
     UNION ALL SELECT 'count ' || business_date || ' ' || version FROM till_count
      WHERE centre_id = $1
     UNION ALL SELECT 'move ' || business_date || ' ' || number FROM move WHERE centre_id = $1`,
    [centreId],
  );
  return rows.map(({ key }) => key).toSorted();
}
