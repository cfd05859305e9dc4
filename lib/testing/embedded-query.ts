/** Queries on connections of their own, which servers that are killed on purpose may break. */
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { withClient } from "@/scripts/postgres/with-client";

const POLL_MS = 20;

export async function query<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query<Row>(text)).rows);
}

/** Asks until a server responds; the time limit of the test ends it otherwise. */
export async function queryOnceUp<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
): Promise<Row[]> {
  for (;;) {
    try {
      return await query<Row>(url, text);
    } catch {
      await sleep(POLL_MS);
    }
  }
}

/** Whether somebody receives the log of the server now. */
export async function isReplicating(url: string): Promise<boolean> {
  const slots = await query(url, "SELECT FROM pg_replication_slots WHERE active");
  return slots.length > 0;
}
