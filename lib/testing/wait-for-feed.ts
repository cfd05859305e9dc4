/**
 * Waits until the feed has everything that was committed so far. Transactions of other databases of
 * the server hold it up too, and other test files run beside this one.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "@/lib/server/db/sql";

const EVERY_MS = 20;

export async function waitForFeed(): Promise<void> {
  const [now] = await sql<{ next: string }>(
    `SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS "next"`,
  );
  for (;;) {
    const [row] = await sql<{ isComplete: boolean }>(
      `SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS "isComplete"`,
      [now?.next],
    );
    if (row?.isComplete === true) return;
    await sleep(EVERY_MS);
  }
}
