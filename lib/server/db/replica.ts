import "server-only";

/**
 * Serves readings from a standby, if there is one. A reading is of one moment, which has everything
 * that was stored when it was asked for: whoever has written sees it, whichever instance responds.
 * A standby that is not as far waits a moment; then, or when it fails, the server itself serves.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { PoolClient, QueryResult } from "pg";
import { isAppError } from "../app-error";
import { env } from "../env";
import { log } from "../log";
import { replica } from "./client";
import { isConnectionLost, listCodes } from "./failures";
import { FOREIGN, type Position, type Replica } from "./replica-pools";
import { isReadingBound, readingWith } from "./sql";
import { createTransaction, rollBack, type Transaction } from "./transaction";

const POLL_MS = 3;
/** To look how far the replica is takes it no time. */
const LOOK_MS_MAX = 1_000;
const LAG = "SELECT greatest(0, pg_wal_lsn_diff($1, pg_last_wal_replay_lsn()))::float8 AS bytes";
/** The server would refuse a statement that takes too long as well. */
const TOO_LONG = "57014";

/**
 * Runs `work`, which must only read, on the replica, or `onServer` where that is not to be had. Its
 * statements are those of `sql`; what Prisma reads is read from the server. It may run twice.
 */
export async function readingElsewhere<T>(
  work: () => Promise<T>,
  onServer: () => Promise<T> = work,
): Promise<T> {
  const tx = await beginElsewhere();
  if (tx === null) return onServer();
  try {
    const result = await readingWith(tx, work);
    await rollBack(tx);
    return result;
  } catch (error) {
    await rollBack(tx);
    if (isRefusal(error)) throw error;
    noteFailure(error);
    return onServer();
  }
}

/**
 * Begins a transaction that reads one moment of the replica; null where that is not to be had. The
 * caller ends it.
 */
export async function beginElsewhere(): Promise<Transaction | null> {
  const found = replica();
  if (found === null || isReadingBound()) return null;
  const { health } = found;
  if (!health.isUsable()) {
    health.refused("left-alone");
    return null;
  }
  try {
    const tx = await beginAt(found);
    if (tx === null)
      leaveAlone(found, "behind", "it is behind the server, on an earlier timeline, or no standby");
    else health.served();
    return tx;
  } catch (error) {
    // All connections to it are in use, such as by downloads.
    if (isAppError(error) && error.code === "DATABASE_BUSY") health.refused("busy");
    else leaveAlone(found, "unreachable", reasonOf(error));
    return null;
  }
}

/** Null where it can't be found out. */
export async function findReplicaLag(): Promise<number | null> {
  const found = replica();
  if (found === null) return null;
  try {
    const [client, position] = await both(found.pool.connect(), found.findPosition());
    const look = { text: LAG, values: [position.lsn], query_timeout: LOOK_MS_MAX };
    try {
      const { rows } = await client.query<{ bytes: number | null }>(look);
      client.release();
      return rows[0]?.bytes ?? null;
    } catch (error) {
      client.release(true);
      throw error;
    }
  } catch {
    return null;
  }
}

/** Null when the replica is not as far in time. */
async function beginAt({ pool, findPosition, health }: Replica): Promise<Transaction | null> {
  const until = performance.now() + env().replicaLagMsMax;
  const [client, position] = await both(pool.connect(), findPosition());
  try {
    const wasUsable = health.isUsable();
    for (;;) {
      const look = { text: beginIfThere(position), query_timeout: LOOK_MS_MAX };
      const results: unknown = await client.query(look);
      if (isThere(results)) return createTransaction(client);
      await client.query("ROLLBACK");
      // Others have found out meanwhile.
      const isGivenUp = wasUsable && !health.isUsable();
      if (performance.now() >= until || isGivenUp) break;
      await sleep(POLL_MS);
    }
  } catch (error) {
    client.release(true);
    throw error;
  }
  client.release();
  return null;
}

/** A connection that is not used is returned. */
async function both(
  connecting: Promise<PoolClient>,
  finding: Promise<Position>,
): Promise<[PoolClient, Position]> {
  const [connected, found] = await Promise.allSettled([connecting, finding]);
  if (connected.status === "rejected") throw connected.reason;
  if (found.status === "fulfilled") return [connected.value, found.value];
  connected.value.release();
  throw found.reason;
}

/**
 * A standby of the earlier server may be as far after a failover, and lack what was stored since.
 * It learns of a timeline when it stores a page or, at the latest, at its next checkpoint.
 */
const TIMELINE = `
  SELECT greatest(c.timeline_id, r.min_recovery_end_timeline)
    FROM pg_control_checkpoint() c, pg_control_recovery() r`;

/**
 * All of it is one message. The snapshot of the second transaction is taken after the first one has
 * looked: the other way round, the replica could get there between the two.
 */
function beginIfThere({ lsn, timeline }: Position): string {
  return `BEGIN;
    SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= '${lsn}'
           AND (${TIMELINE}) = ${timeline} AS "isThere";
    COMMIT;
    BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`;
}

function isThere(results: unknown): boolean {
  const [, looked] = results as QueryResult<{ isThere: boolean | null }>[];
  return looked?.rows[0]?.isThere === true;
}

/** What the server would refuse as well. */
function isRefusal(error: unknown): boolean {
  if (isAppError(error)) return !error.code.startsWith("DATABASE_");
  return listCodes(error).includes(TOO_LONG);
}

/** A statement may be cancelled because it is in the way of what the replica has to take over. */
function noteFailure(error: unknown): void {
  const found = replica();
  if (found === null) return;
  if (isConnectionLost(error)) leaveAlone(found, "failed", reasonOf(error));
  else {
    found.health.refused("failed");
    log().warn({ part: "database", err: error }, "the replica has failed; the server serves");
  }
}

function leaveAlone(found: Replica, fault: "behind" | "unreachable" | "failed", reason: string) {
  found.health.refused(fault);
  found.health.leaveAlone(reason, async () => {
    const tx = await beginAt(found);
    if (tx !== null) await rollBack(tx);
    return tx !== null;
  });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return error.message === FOREIGN ? FOREIGN : (listCodes(error)[0] ?? error.message);
}
