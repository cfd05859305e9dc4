import "server-only";

/**
 * Locks that several processes agree on, held by PostgreSQL and gone with the connection of a
 * process that dies. Centre-days share a fixed number of slots: a lock for each would not fit into
 * the server's lock table when a file touches twenty thousand of them.
 */
import type { Sql } from "./sql";

export type DayKey = { centreId: string; businessDate: string };

/** The first of the two numbers of a lock: what it is about. */
const KIND = { day: 4_201, reading: 4_202, sync: 4_203, plan: 4_204 } as const;

/** Two unrelated days share a slot now and then, and wait for one another a moment. */
const SLOTS = 2_048;

/** Held by whoever writes the lines of these centre-days, until the transaction ends. */
export async function lockDays(sql: Sql, days: readonly DayKey[]): Promise<void> {
  await lockSlots(sql, KIND.day, days);
}

/** Held by whoever reads these centre-days from Cashrec, until the transaction ends. */
export async function lockReading(sql: Sql, days: readonly DayKey[]): Promise<void> {
  await lockSlots(sql, KIND.reading, days);
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

/** In the order of their slots, so that no two transactions wait for each other. */
async function lockSlots(sql: Sql, kind: number, days: readonly DayKey[]): Promise<void> {
  const slots = [...new Set(days.map(slotOf))].sort((one, other) => one - other);
  await sql("SELECT pg_advisory_xact_lock($1::int, slot) FROM unnest($2::int[]) AS slot", [
    kind,
    slots,
  ]);
}

/** FNV-1a over the key's text. */
function slotOf({ centreId, businessDate }: DayKey): number {
  let hash = 0x811c9dc5;
  for (const char of `${centreId} ${businessDate}`) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash % SLOTS;
}
