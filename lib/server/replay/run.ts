import "server-only";

/**
 * Runs a replay that was requested. Each step is committed with its progress, so that any process
 * continues where another one ended.
 */
import type { Replay, ReplayResult } from "@/lib/contracts/replay";
import { appendAudit } from "../audit/append";
import { isAppError } from "../app-error";
import type { LoadedMap } from "../cashrec/field-map-file";
import { readSavedMap } from "../cashrec/field-map-file";
import { findMapInForce } from "../cashrec/map-in-force";
import { tryLockReplay } from "../db/advisory-lock";
import { inTransaction, sql, type Transaction } from "../db/sql";
import { addJob } from "../queue/queue";
import { failureOf, isDatabaseGone } from "../sync/failure";
import { replayStep, type ReplayStep } from "./step";

export type ReplayOutcome = "done" | "failed" | "stopped" | "elsewhere";

type StoredReplay = {
  kind: Replay["kind"];
  state: Replay["state"];
  map: unknown;
  mapHash: string;
  afterCentreId: string;
  afterBusinessDate: string;
  result: ReplayResult;
  requestedById: string;
};

export async function runReplay(id: string, signal?: AbortSignal): Promise<ReplayOutcome> {
  // The lock lasts as long as this transaction, so a process that dies releases it.
  return inTransaction(async (guard) => {
    if (!(await tryLockReplay(guard.sql, id))) return "elsewhere";
    for (;;) {
      const replay = await findReplay(id);
      if (replay === null || replay.state === "done") return "done";
      if (replay.state === "failed") return "failed";
      if (signal?.aborted === true) return "stopped";
      const message = await continueReplay(id, replay);
      if (message !== null) await fail(id, message);
    }
  });
}

/** Queues a replay; one that is already queued stays queued once. */
export async function addReplay(run: Transaction["sql"], id: string): Promise<void> {
  await addJob(run, { task: "replay", payload: { id }, key: `replay:${id}` });
}

/** Queues every unfinished replay that no process runs, because its process may have died. */
export async function resumeReplays(): Promise<void> {
  const pending = await sql<{ id: string }>(
    "SELECT id FROM replay WHERE state = 'pending' ORDER BY created_at",
  );
  for (const { id } of pending) {
    await inTransaction(async (tx) => {
      if (await tryLockReplay(tx.sql, id)) await addReplay(tx.sql, id);
    });
  }
}

/** Returns why it can't go on, and null after a step. */
async function continueReplay(id: string, replay: StoredReplay): Promise<string | null> {
  try {
    const loaded = await loadMap(replay);
    if (loaded === null) return SUPERSEDED;
    const { afterCentreId: centreId, afterBusinessDate: businessDate } = replay;
    const write = replay.kind === "apply";
    await replayStep({ centreId, businessDate }, replay.result, {
      loaded,
      write,
      settle: (tx, step) => record(tx, { id, replay, step }),
    });
    return null;
  } catch (error) {
    if (!isAppError(error) && isDatabaseGone(error)) throw error;
    return failureOf(error).message;
  }
}

export const SUPERSEDED =
  "The field map was changed meanwhile. What was read until then stays; start again.";

/** What is written must have been read with the map that the next pass reads with. */
async function loadMap({ kind, map, mapHash }: StoredReplay): Promise<LoadedMap | null> {
  if (kind === "preview" && map !== null) return readSavedMap(map);
  const inForce = await findMapInForce();
  return inForce.hash === mapHash ? inForce : null;
}

type Recorded = { id: string; replay: StoredReplay; step: ReplayStep };

async function record({ sql: run }: Transaction, { id, replay, step }: Recorded): Promise<void> {
  const { last, result } = step;
  await run(
    `UPDATE replay SET result = $2::jsonb, after_centre_id = coalesce($3, after_centre_id),
            after_business_date = coalesce($4, after_business_date),
            state = CASE WHEN $3::text IS NULL THEN 'done' ELSE state END,
            finished_at = CASE WHEN $3::text IS NULL THEN now() END
      WHERE id = $1::uuid`,
    [id, JSON.stringify(result), last?.centreId ?? null, last?.businessDate ?? null],
  );
  if (last !== null || replay.kind === "preview") return;
  const { sheets, changedSheets, changedLines, signedOff, unreadable } = result;
  await appendAudit(run, {
    actorId: replay.requestedById,
    action: "field-map.replayed",
    after: { fieldMap: replay.mapHash, sheets, changedSheets, changedLines, signedOff, unreadable },
  });
}

async function fail(id: string, message: string): Promise<void> {
  await sql(
    `UPDATE replay SET state = 'failed', message = $2, finished_at = now()
      WHERE id = $1::uuid AND state = 'pending'`,
    [id, message],
  );
}

async function findReplay(id: string): Promise<StoredReplay | null> {
  const [row] = await sql<StoredReplay>(
    `SELECT kind, state, map, map_hash AS "mapHash", after_centre_id AS "afterCentreId",
            after_business_date AS "afterBusinessDate", result, requested_by_id AS "requestedById"
       FROM replay WHERE id = $1::uuid`,
    [id],
  );
  return row ?? null;
}
