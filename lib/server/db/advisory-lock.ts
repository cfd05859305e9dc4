import "server-only";

/**
 * Locks that several processes agree on, held by PostgreSQL and gone with the connection of a
 * process that dies. A few centre-days are locked one by one; a file that touches twenty thousand
 * would not fit into the server's lock table, and takes all of them with a single lock.
 */
import { assert } from "@/lib/domain/assert";
import type { Sql } from "./sql";

export type DayKey = { centreId: string; businessDate: string };

/**
 * The first of the two numbers of a lock: what it is about. 4_205 is the chain of the audit trail,
 * whose trigger takes it by itself.
 */
const KIND = { allDays: 4_200, day: 4_201, reading: 4_202, sync: 4_203, plan: 4_204 } as const;

/** A few transactions of this size fit into PostgreSQL's usual lock table. */
const SINGLE_LOCKS_MAX = 1_000;

/**
 * Held by whoever writes the lines of these centre-days, until the transaction ends. One that needs
 * many asks for all of them first: adding to a few held already may end in a deadlock.
 */
export async function lockDays(sql: Sql, days: readonly DayKey[]): Promise<void> {
  if (days.length > SINGLE_LOCKS_MAX) return lockAllDays(sql);
  await sql("SELECT pg_advisory_xact_lock_shared($1::int, 0)", [KIND.allDays]);
  await lockEach(sql, KIND.day, days);
}

/**
 * Held by whoever changes what any line may follow from, such as a rule: what is being written ends
 * first, and what is written after it follows from the new one. Ask for it before anything else.
 */
export async function lockAllDays(sql: Sql): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock($1::int, 0)", [KIND.allDays]);
}

/** Held by whoever reads these centre-days from Cashrec, until the transaction ends. */
export async function lockReading(sql: Sql, days: readonly DayKey[]): Promise<void> {
  assert(days.length <= SINGLE_LOCKS_MAX, "a part of a pass is small");
  await lockEach(sql, KIND.reading, days);
}

/** Held by whoever decides which pass a request joins, until the transaction ends. */
export async function lockPlan(sql: Sql): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock($1::int, 0)", [KIND.plan]);
}

/** True for the one process that may run this pass, until its transaction ends. */
export async function tryLockSync(sql: Sql, syncId: string): Promise<boolean> {
  const [row] = await sql<{ held: boolean }>(
    "SELECT pg_try_advisory_xact_lock($1::int, hashtext($2)) AS held",
    [KIND.sync, syncId],
  );
  return row?.held === true;
}

/** In the order of their numbers, so that no two transactions wait for each other. */
async function lockEach(sql: Sql, kind: number, days: readonly DayKey[]): Promise<void> {
  const numbers = [...new Set(days.map(numberOf))].sort((one, other) => one - other);
  await sql("SELECT pg_advisory_xact_lock($1::int, number) FROM unnest($2::int[]) AS number", [
    kind,
    numbers,
  ]);
}

/** FNV-1a over the key's text, as a signed 32-bit number; two days with the same one only wait. */
function numberOf({ centreId, businessDate }: DayKey): number {
  let hash = 0x811c9dc5;
  for (const char of `${centreId} ${businessDate}`) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash | 0;
}
