import "server-only";

/**
 * Runs a sync: its parts, a few at a time, until none is left. One process runs a sync; when that
 * process dies, the parts it finished stay finished and the next process continues with the others.
 */
import type { Sync } from "@/lib/contracts/sync";
import {
  addFailure,
  type FailureStreak,
  isEverywhere,
  NO_FAILURES,
} from "@/lib/domain/failure-streak";
import { type PlannedPart, splitPart } from "@/lib/domain/sync-plan";
import { isAppError } from "../app-error";
import { tryLockSync } from "../db/advisory-lock";
import { inTransaction, sql } from "../db/sql";
import { type Failure, failureOf, isDatabaseGone } from "./failure";
import { readPart, type SheetSource, type SyncPart } from "./part";
import { findPause, startPause } from "./pause";
import { insertParts } from "./request";

/** One part is stored while the next one is fetched. */
const PARTS_AT_ONCE_MAX = 2;
/** After this many consecutive failures of different centres, Cashrec is considered down. */
const FAILURES_IN_A_ROW_MAX = 8;
/**
 * When Cashrec requests pauses, a sync waits this many times and this long. A longer pause ends the
 * sync, and the schedule requests again what is missing.
 */
const PAUSES_MAX = 6;
const PAUSE_SECONDS_MAX = 60;
/** After this many centre-days PostgreSQL's statistics are updated. */
const ANALYZE_FROM = 1_000;

export type SyncOutcome = "done" | "failed" | "stopped" | "elsewhere";
/** A function is called for each part, so that a field map that is saved meanwhile is used. */
type RunOptions = {
  client: SheetSource | (() => Promise<SheetSource>);
  signal?: AbortSignal | undefined;
};

export async function runSync(id: string, options: RunOptions): Promise<SyncOutcome> {
  // The lock lasts as long as this transaction, so a process that dies releases it.
  return inTransaction(async (guard) => {
    if (!(await tryLockSync(guard.sql, id))) return "elsewhere";
    return runLocked(id, options);
  });
}

async function runLocked(id: string, { client, signal }: RunOptions): Promise<SyncOutcome> {
  const [sync] = await sql<{ state: Sync["state"]; askedAt: Date }>(
    `UPDATE sync SET started_at = coalesce(started_at, now()),
            state = CASE WHEN state = 'pending' THEN 'running' ELSE state END
      WHERE id = $1::uuid RETURNING state, created_at AS "askedAt"`,
    [id],
  );
  if (sync === undefined) return "done";
  if (sync.state === "done" || sync.state === "failed") return sync.state;
  const paused = await findPause();
  if (paused !== null) await markFailed(id, null, paused);
  const findClient = typeof client === "function" ? client : () => Promise.resolve(client);
  const run = { id, askedAt: sync.askedAt, findClient, signal, taken: new Set<number>() };
  const pass: Pass = { ...run, urgent: [], streak: NO_FAILURES, pauses: 0 };
  for (;;) {
    await allEnded(Array.from({ length: PARTS_AT_ONCE_MAX }, () => runParts(pass)));
    if (signal?.aborted === true) return "stopped";
    const state = await finish(id);
    if (state !== null) return state;
  }
}

type Pass = {
  id: string;
  askedAt: Date;
  findClient: () => Promise<SheetSource>;
  signal: AbortSignal | undefined;
  /** These parts are being read now. */
  taken: Set<number>;
  /**
   * The pieces of a failed part come next, because they distinguish a bad centre from a Cashrec
   * that is down.
   */
  urgent: number[];
  streak: FailureStreak;
  pauses: number;
};

/** Like `Promise.all`, but nothing is still running when it throws. */
async function allEnded(lanes: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(lanes);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

async function runParts(pass: Pass): Promise<void> {
  while (pass.signal?.aborted !== true) {
    const part = await takePart(pass);
    if (part === null) return;
    try {
      await readPart(part, pass.findClient);
      pass.streak = NO_FAILURES;
    } catch (error) {
      // The part and the sync stay pending, and the next process that runs the sync continues with
      // them.
      if (!isAppError(error) && isDatabaseGone(error)) throw error;
      await settleFailure(pass, part, failureOf(error));
    } finally {
      pass.taken.delete(part.part);
    }
  }
}

async function takePart(pass: Pass): Promise<SyncPart | null> {
  const [row] = await sql<PlannedPart & { part: number }>(
    `SELECT part, centre_ids AS "centreIds", "from", "to" FROM sync_part
      WHERE sync_id = $1::uuid AND state = 'pending' AND part <> ALL($2::int[])
      ORDER BY part = ANY($3::int[]) DESC, part LIMIT 1`,
    [pass.id, [...pass.taken], pass.urgent],
  );
  // Another lane may have taken it while this one waited for the query.
  if (row === undefined) return null;
  if (pass.taken.has(row.part)) return takePart(pass);
  pass.taken.add(row.part);
  return { ...row, syncId: pass.id, askedAt: pass.askedAt };
}

/**
 * When Cashrec requests a pause, the sync waits and the part is tried again. Otherwise the part is
 * split, so that one bad centre (or, where the form is unknown, one bad day) fails alone. A part
 * that can't be split is marked as failed.
 */
async function settleFailure(pass: Pass, part: SyncPart, failure: Failure): Promise<void> {
  const pause = failure.retryAfterSeconds;
  if (pause !== null && pause > PAUSE_SECONDS_MAX) {
    await startPause(pause);
    return markFailed(pass.id, null, failure);
  }
  if (pause !== null && pass.pauses < PAUSES_MAX) {
    pass.pauses += 1;
    await wait(pause * 1_000, pass.signal);
    return;
  }
  const smaller = pause === null && mayHideOthers(part, failure) ? splitPart(part) : null;
  if (smaller !== null) pass.urgent = await replacePart(part, smaller);
  else await markFailed(pass.id, [part.part], failure);
  pass.streak = addFailure(pass.streak, part.centreIds);
  if (pass.streak.failures < FAILURES_IN_A_ROW_MAX || failure.code === "UPSTREAM_CHANGED") return;
  if (isEverywhere(pass.streak, await countCentres(pass.id))) {
    await markFailed(pass.id, null, failure);
  }
}

async function countCentres(id: string): Promise<number> {
  const [row] = await sql<{ centres: number }>(
    `SELECT count(DISTINCT c.id)::int AS centres
       FROM sync_part p CROSS JOIN LATERAL unnest(p.centre_ids) AS c (id)
      WHERE p.sync_id = $1::uuid`,
    [id],
  );
  return row?.centres ?? 1;
}

function mayHideOthers({ centreIds }: SyncPart, { code }: Failure): boolean {
  if (code === "UPSTREAM_CHANGED") return true;
  return centreIds.length > 1 && (code === "UPSTREAM_REFUSED" || code === "UPSTREAM_UNAVAILABLE");
}

async function replacePart(
  { syncId, part }: SyncPart,
  smaller: readonly PlannedPart[],
): Promise<number[]> {
  return inTransaction(async (tx) => {
    await tx.sql("DELETE FROM sync_part WHERE sync_id = $1::uuid AND part = $2", [syncId, part]);
    return insertParts(tx.sql, syncId, smaller);
  });
}

/** When `parts` is null, all pending parts have failed. */
async function markFailed(id: string, parts: number[] | null, failure: Failure): Promise<void> {
  await sql(
    `UPDATE sync_part SET state = 'failed', code = $3, message = $4, ended_at = now()
      WHERE sync_id = $1::uuid AND state = 'pending' AND ($2::int[] IS NULL OR part = ANY($2))`,
    [id, parts, failure.code, failure.message],
  );
}

/**
 * Returns null when the sync was extended in the meantime. A sync with a failed part has failed.
 */
async function finish(id: string): Promise<"done" | "failed" | null> {
  const [row] = await sql<{ state: "done" | "failed"; days: number }>(
    `UPDATE sync s SET finished_at = now(), state = p.state
       FROM (SELECT CASE WHEN bool_or(state = 'failed') THEN 'failed' ELSE 'done' END AS state,
                    coalesce(sum(days), 0)::int AS days,
                    count(*) FILTER (WHERE state = 'pending') AS left
               FROM sync_part WHERE sync_id = $1::uuid) p
      WHERE s.id = $1::uuid AND p.left = 0 RETURNING p.state, p.days`,
    [id],
  );
  if (row === undefined) return null;
  if (row.days >= ANALYZE_FROM) {
    await sql("SELECT analyze_days()");
  }
  return row.state;
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
