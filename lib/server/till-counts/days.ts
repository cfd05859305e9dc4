import "server-only";

/** What every writer of counts does first: one at a time per centre-day, and only while it is open. */
import { createHash } from "node:crypto";
import type { Sql } from "../db/sql";

export type CentreDay = { centreId: string; businessDate: string };

/** Told apart from the locks of other work by its first number. */
const LOCK_CLASS = 7_301;
/** A bound on the locks of one transaction: an import may touch more days than PostgreSQL has room for. */
const BUCKETS_MAX = 512;

/** Held until the transaction ends, and always taken in the same order. */
export async function lockCounts(sql: Sql, days: readonly CentreDay[]): Promise<void> {
  const buckets = [...new Set(days.map(bucketOf))].sort((a, b) => a - b);
  await sql("SELECT pg_advisory_xact_lock($1, bucket) FROM unnest($2::int[]) AS bucket", [
    LOCK_CLASS,
    buckets,
  ]);
}

/** The state of a day that nobody has touched yet is open. */
export async function getDayState(sql: Sql, day: CentreDay): Promise<string> {
  const [found] = await sql<{ state: string }>(
    "SELECT state FROM reconciliation WHERE centre_id = $1 AND business_date = $2",
    [day.centreId, day.businessDate],
  );
  return found?.state ?? "open";
}

export function byKey(a: CentreDay, b: CentreDay): number {
  if (a.centreId !== b.centreId) return a.centreId < b.centreId ? -1 : 1;
  if (a.businessDate === b.businessDate) return 0;
  return a.businessDate < b.businessDate ? -1 : 1;
}

function bucketOf({ centreId, businessDate }: CentreDay): number {
  const hash = createHash("sha1").update(`${centreId}\u0000${businessDate}`).digest();
  return hash.readUInt32BE(0) % BUCKETS_MAX;
}
