import "server-only";

/**
 * Stores the counts of security events: a bounded number of rows for each day and kind, and once an
 * hour one entry of the trail that says how many events of each kind there were.
 */
import {
  boundCounts,
  type CountKey,
  formatCountKey,
  type SecurityCount,
} from "@/lib/domain/security/counts";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { log } from "../log";
import { storeSecurityEvents } from "./store-events";
import { tally } from "./tally";

const ROWS_MAX = 200;
const EVERY_MS = 5_000;
const LOCK = "security-counts";

/** Instances store one after the other, or together they would exceed the bound. */
async function lock(sql: Sql): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [LOCK]);
}

/** Counts that can't be stored now are counted again, and stored the next time. */
export async function storeSecurityCounts(): Promise<void> {
  const counts = tally().take();
  if (counts.length === 0) return;
  try {
    await inTransaction(async ({ sql }) => {
      await lock(sql);
      await addRows(sql, boundCounts(counts, await readStored(sql, counts), ROWS_MAX));
    });
  } catch (error) {
    for (const count of counts) tally().add(count);
    throw error;
  }
}

async function readStored(sql: Sql, counts: readonly SecurityCount[]) {
  const known = await sql<CountKey>(
    `SELECT c.day, c.kind, c.person_id AS "personId", c.address
       FROM security_count c
       JOIN unnest($1::text[], $2::text[], $3::text[], $4::text[])
         AS k (day, kind, person_id, address) USING (day, kind, person_id, address)`,
    columnsOf(counts),
  );
  const rows = await sql<{ day: string; kind: string; rows: number }>(
    `SELECT day, kind, count(*)::int AS rows FROM security_count
      WHERE day = ANY ($1::text[]) AND kind = ANY ($2::text[]) GROUP BY day, kind`,
    [[...new Set(counts.map(({ day }) => day))], [...new Set(counts.map(({ kind }) => kind))]],
  );
  return {
    known: new Set(known.map(formatCountKey)),
    rows: new Map(rows.map(({ day, kind, rows: number }) => [`${day} ${kind}`, number])),
  };
}

async function addRows(sql: Sql, counts: readonly SecurityCount[]): Promise<void> {
  await sql(
    `INSERT INTO security_count AS c
       (day, kind, person_id, address, events, first_at, last_at)
     SELECT k.day, k.kind, k.person_id, k.address, k.events,
            to_timestamp(k.first_ms / 1000), to_timestamp(k.last_ms / 1000)
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[],
                   $6::float8[], $7::float8[])
         AS k (day, kind, person_id, address, events, first_ms, last_ms)
     ON CONFLICT (day, kind, person_id, address) DO UPDATE
        SET events = c.events + excluded.events,
            first_at = least(c.first_at, excluded.first_at),
            last_at = greatest(c.last_at, excluded.last_at)`,
    [
      ...columnsOf(counts),
      counts.map(({ events }) => events),
      counts.map(({ firstAt }) => firstAt),
      counts.map(({ lastAt }) => lastAt),
    ],
  );
}

function columnsOf(counts: readonly CountKey[]): string[][] {
  return [
    counts.map(({ day }) => day),
    counts.map(({ kind }) => kind),
    counts.map(({ personId }) => personId),
    counts.map(({ address }) => address),
  ];
}

/** Notes in the trail what it has not noted yet, and forgets what is old. */
export async function noteSecurityCounts(): Promise<void> {
  await storeSecurityCounts();
  await inTransaction(async ({ sql }) => {
    await lock(sql);
    const noted = await sql<{ kind: string; events: number }>(
      `WITH fresh AS (
         UPDATE security_count c SET noted_events = c.events
           FROM security_count before
          WHERE before.noted_events < before.events
            AND (before.day, before.kind, before.person_id, before.address)
                = (c.day, c.kind, c.person_id, c.address)
         RETURNING c.kind, c.events - before.noted_events AS events)
       SELECT kind, sum(events)::int AS events FROM fresh GROUP BY kind ORDER BY kind`,
    );
    if (noted.length === 0) return;
    const after = Object.fromEntries(noted.map(({ kind, events }) => [kind, events]));
    await appendAudit(sql, { actorId: null, action: "security.counted", after });
  });
}

/** Must be called once at start. */
export function startSecurityLog(): void {
  setInterval(() => void storeSecurityLog(), EVERY_MS).unref();
}

/** Counts and events are stored whatever becomes of the other; it never throws. */
export async function storeSecurityLog(): Promise<void> {
  const stored = await Promise.allSettled([storeSecurityCounts(), storeSecurityEvents()]);
  for (const result of stored) {
    if (result.status === "rejected") {
      log().warn({ err: result.reason as unknown }, "security events can't be stored now");
    }
  }
}
