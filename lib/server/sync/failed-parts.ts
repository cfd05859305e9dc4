import "server-only";

/** Notes what became of parts that could not be read. */
import type { PlannedPart } from "@/lib/domain/sync-plan";
import { inTransaction, sql } from "../db/sql";
import type { Failure } from "./failure";
import { FAILED_COLUMNS, NOTE_FAILED } from "./failed-readings";
import type { SyncPart } from "./part";
import { insertParts } from "./request";

/**
 * Returns the numbers of the pieces; none if another process has taken the part since, or has given
 * the whole pass up, which may have ended then.
 */
export async function replacePart(
  { syncId, part, takes }: Pick<SyncPart, "syncId" | "part" | "takes">,
  smaller: readonly PlannedPart[],
): Promise<number[]> {
  return inTransaction(async (tx) => {
    const gone = await tx.sql(
      `DELETE FROM sync_part
        WHERE sync_id = $1::uuid AND part = $2 AND takes = $3 AND state = 'pending'
        RETURNING part`,
      [syncId, part, takes],
    );
    return gone.length === 0 ? [] : insertParts(tx.sql, syncId, smaller);
  });
}

/** Without a part, all that are pending have failed. */
export async function markFailed(
  id: string,
  part: SyncPart | null,
  failure: Failure,
): Promise<void> {
  await sql(
    `WITH failed AS (
       UPDATE sync_part AS p SET state = 'failed', code = $4, message = $5, ended_at = now()
        WHERE p.sync_id = $1::uuid AND p.state = 'pending'
          AND ($2::int IS NULL OR p.part = $2 AND p.takes = $3)
        RETURNING ${FAILED_COLUMNS})
     ${NOTE_FAILED}`,
    [id, part?.part ?? null, part?.takes ?? null, failure.code, failure.message],
  );
}

export async function countCentres(id: string): Promise<number> {
  const [row] = await sql<{ centres: number }>(
    `SELECT count(DISTINCT c.id)::int AS centres
       FROM sync_part p CROSS JOIN LATERAL unnest(p.centre_ids) AS c (id)
      WHERE p.sync_id = $1::uuid`,
    [id],
  );
  return row?.centres ?? 1;
}

/** What this process has read ends its streak, so that it was another one. */
export async function isReadElsewhere(id: string, failingSince: Date): Promise<boolean> {
  const found = await sql(
    `SELECT FROM sync_part
      WHERE sync_id = $1::uuid AND state = 'done' AND ended_at > $2::timestamptz LIMIT 1`,
    [id, failingSince],
  );
  return found.length > 0;
}
