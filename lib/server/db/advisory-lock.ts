import "server-only";

/**
 * Locks across processes, which PostgreSQL manages and releases when the connection of a process
 * ends. A few centre-days are locked one by one; a file with twenty thousand of them would not fit
 * into the server's lock table, and takes a single lock for all days instead.
 */
import { assert } from "@/lib/domain/assert";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "./sql";

/**
 * The first of the two numbers of a lock is its kind. 4_205 is the chain of the audit trail, which
 * its trigger locks by itself.
 */
const KIND = {
  allDays: 4_200,
  day: 4_201,
  reading: 4_202,
  sync: 4_203,
  plan: 4_204,
  replay: 4_206,
  causes: 4_207,
  mail: 4_209,
  journal: 4_220,
  pettyCash: 4_221,
  organisation: 4_208,
  pushDevice: 4_222,
  checkpoints: 4_230,
  fieldMaps: 4_223,
} as const;

/** A few transactions of this size fit into PostgreSQL's default lock table. */
const SINGLE_LOCKS_MAX = 1_000;

/**
 * Locks these centre-days until the end of the transaction, in order to write their lines. A
 * transaction must request all of its locks at once: adding more to those it has may end in a
 * deadlock.
 */
export async function lockDays(sql: Sql, days: readonly DayKey[]): Promise<void> {
  if (days.length > SINGLE_LOCKS_MAX) return lockAllDays(sql);
  await Promise.all([
    sql("SELECT pg_advisory_xact_lock_shared($1::int, 0)", [KIND.allDays]),
    lockEach(sql, KIND.day, days),
  ]);
}

/**
 * Locks all centre-days until the end of the transaction, in order to change something that any
 * line may depend on, such as a rule. Running writes end first, and later ones use the change. This
 * must be the first lock of the transaction.
 */
export async function lockAllDays(sql: Sql): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock($1::int, 0)", [KIND.allDays]);
}

/** Locks a notified device until the end of the transaction, in order to give it an owner. */
export async function lockPushDevice(sql: Sql, endpoint: string): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock($1::int, hashtext($2))", [KIND.pushDevice, endpoint]);
}

/** Locks these centre-days until the end of the transaction, in order to read them from Cashrec. */
export async function lockReading(sql: Sql, days: readonly DayKey[]): Promise<void> {
  assert(days.length <= SINGLE_LOCKS_MAX, "a part of a pass is small");
  await lockEach(sql, KIND.reading, days);
}

/**
 * Locks the plan until the end of the transaction, in order to decide which sync a request joins.
 */
export async function lockPlan(sql: Sql): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock($1::int, 0)", [KIND.plan]);
}

/**
 * Locks the journal until the end of the transaction, in order to change its accounts or to post a
 * batch, whose number is the next one.
 */
export async function lockJournal(sql: Sql): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock($1::int, 0)", [KIND.journal]);
}

/**
 * Locks the petty cash fund of a centre until the end of the transaction, in order to add to it.
 */
export async function lockPettyCash(sql: Sql, centreId: string): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock($1::int, hashtext($2))", [KIND.pettyCash, centreId]);
}

/**
 * Locks the tree over the trail until the end of the transaction, in order to add blocks or a
 * checkpoint to it.
 */
export async function lockCheckpoints(sql: Sql): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock($1::int, 0)", [KIND.checkpoints]);
}

/** Locks the field maps until the end of the transaction, in order to save the next version. */
export async function lockFieldMaps(sql: Sql): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock($1::int, 0)", [KIND.fieldMaps]);
}

/** Locks the tree of the organisation until the end of the transaction, in order to change it. */
export async function lockOrganisation(sql: Sql): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock($1::int, 0)", [KIND.organisation]);
}

/** True while no process runs this sync; then none can start to, until the transaction ends. */
export async function tryLockSync(sql: Sql, syncId: string): Promise<boolean> {
  return tryLock(sql, KIND.sync, syncId);
}

/** True for each of the processes that run this sync, until its transaction ends. */
export async function tryShareSync(sql: Sql, syncId: string): Promise<boolean> {
  const [row] = await sql<{ acquired: boolean }>(
    "SELECT pg_try_advisory_xact_lock_shared($1::int, hashtext($2)) AS acquired",
    [KIND.sync, syncId],
  );
  return row?.acquired === true;
}

/** True for the one process that may run this replay, until its transaction ends. */
export async function tryLockReplay(sql: Sql, replayId: string): Promise<boolean> {
  return tryLock(sql, KIND.replay, replayId);
}

/** True for the one process that may store likely causes, until its transaction ends. */
export async function tryLockCauses(sql: Sql): Promise<boolean> {
  return tryLock(sql, KIND.causes, "");
}

/** True for the one process that may send this mail, until its transaction ends. */
export async function tryLockMail(sql: Sql, mailId: string): Promise<boolean> {
  return tryLock(sql, KIND.mail, mailId);
}

async function tryLock(sql: Sql, kind: number, id: string): Promise<boolean> {
  const [row] = await sql<{ acquired: boolean }>(
    "SELECT pg_try_advisory_xact_lock($1::int, hashtext($2)) AS acquired",
    [kind, id],
  );
  return row?.acquired === true;
}

/** The locks are taken in the order of their numbers, so that no two transactions deadlock. */
async function lockEach(sql: Sql, kind: number, days: readonly DayKey[]): Promise<void> {
  const numbers = [...new Set(days.map(numberOf))].sort((one, other) => one - other);
  await sql("SELECT pg_advisory_xact_lock($1::int, number) FROM unnest($2::int[]) AS number", [
    kind,
    numbers,
  ]);
}

/**
 * FNV-1a of the key's text, as a signed 32-bit number. Two days with the same number only wait for
 * each other.
 */
function numberOf({ centreId, businessDate }: DayKey): number {
  let hash = 0x811c9dc5;
  for (const char of `${centreId} ${businessDate}`) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash | 0;
}
