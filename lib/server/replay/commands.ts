import "server-only";

/** Requests a replay, which runs in the background, or a preview of one. */
import type { z } from "zod";
import type { startReplaySchema } from "@/lib/contracts/field-map-trial";
import type { Replay } from "@/lib/contracts/replay";
import type { Scope } from "@/lib/domain/permission";
import { readSavedMap } from "../cashrec/field-map-file";
import { findMapInForce } from "../cashrec/map-in-force";
import { inTransaction, sql } from "../db/sql";
import { ensureJobTables } from "../queue/queue";
import { addReplay, SUPERSEDED } from "./run";
import { countSheets, NOTHING_READ } from "./step";

const LISTED_MAX = 5;

/**
 * What is applied is always in force. One replay runs at a time: another request ends the one that
 * is pending.
 */
export async function startReplay(
  { actorId }: Scope<"cashrec:probe">,
  { kind, map }: z.infer<typeof startReplaySchema>,
): Promise<{ id: string }> {
  await ensureJobTables();
  const tried = kind === "preview" ? map : null;
  const { hash } = tried === null ? await findMapInForce() : readSavedMap(tried);
  const total = await countSheets();
  return inTransaction(async ({ sql: run }) => {
    await run(
      `UPDATE replay SET state = 'failed', message = $1, finished_at = now()
        WHERE state = 'pending'`,
      [SUPERSEDED],
    );
    const [row] = await run<{ id: string }>(
      `INSERT INTO replay (id, kind, map, map_hash, total, result, requested_by_id)
       VALUES (gen_random_uuid(), $1, $2::jsonb, $3, $4::int, $5::jsonb, $6::uuid) RETURNING id`,
      [
        kind,
        tried === null ? null : JSON.stringify(tried),
        hash,
        total,
        JSON.stringify(NOTHING_READ),
        actorId,
      ],
    );
    if (row === undefined) throw new Error("the replay was not stored");
    await addReplay(run, row.id);
    return { id: row.id };
  });
}

export async function listReplays(): Promise<{ replays: Replay[] }> {
  const rows = await sql<
    Omit<Replay, "requestedAt" | "finishedAt"> & { requestedAt: Date; finishedAt: Date | null }
  >(
    `SELECT id, kind, state, map_hash AS "mapHash", total, result, message,
            created_at AS "requestedAt", finished_at AS "finishedAt"
       FROM replay ORDER BY created_at DESC LIMIT ${LISTED_MAX}`,
  );
  const replays = rows.map(({ requestedAt, finishedAt, ...row }) => ({
    ...row,
    requestedAt: requestedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }));
  return { replays };
}
