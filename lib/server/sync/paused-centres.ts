import "server-only";

/** Leaves centres out of a pass that Cashrec does not want to be asked for, and no others. */
import { type PlannedPart, splitPart } from "@/lib/domain/sync-plan";
import { formatMinute } from "../cashrec/failure";
import { sql } from "../db/sql";
import { markFailed, replacePart } from "./failed-parts";
import { FAILED_COLUMNS, NOTE_FAILED } from "./failed-readings";
import type { Failure } from "./failure";
import { listPausedCentres, startPause } from "./pause";
import type { SyncPart } from "./part";

/**
 * A long pause of all centres ends the pass. One of these centres is asked for again by centre, and
 * then leaves out each for which Cashrec still asks for it. Returns the numbers of the new parts.
 */
export async function settleLongPause(
  part: SyncPart,
  failure: Failure,
  seconds: number,
): Promise<number[]> {
  if (failure.isOfCentres !== true) {
    await startPause(seconds);
    await markFailed(part.syncId, null, failure);
    return [];
  }
  const { centreIds } = part;
  if (centreIds.length > 1) return replacePart(part, splitPart(part) ?? []);
  await startPause(seconds, centreIds[0]);
  await markFailed(part.syncId, part, failure);
  await failPausedCentres(part.syncId);
  return [];
}

/** Their parts fail without a request; what else was in these is a part of its own. */
export async function failPausedCentres(syncId: string): Promise<void> {
  const paused = await listPausedCentres();
  if (paused.length === 0) return;
  const ids = paused.map(({ centreId }) => centreId);
  const mixed = await sql<Omit<SyncPart, "askedAt">>(
    `SELECT sync_id AS "syncId", part, takes, centre_ids AS "centreIds", "from", "to"
       FROM sync_part WHERE sync_id = $1::uuid AND state = 'pending'
        AND cardinality(centre_ids) > 1 AND centre_ids && $2::text[]`,
    [syncId, ids],
  );
  for (const part of mixed) await replacePart(part, divide(part, ids));
  const messages = paused.map(({ until }) => {
    const end = formatMinute(until.getTime());
    return `Cashrec asked for a pause of this centre until ${end}. What is missing is read after it.`;
  });
  await sql(
    `WITH failed AS (
       UPDATE sync_part AS p
          SET state = 'failed', code = 'UPSTREAM_UNAVAILABLE', message = k.message, ended_at = now()
         FROM unnest($2::text[], $3::text[]) AS k (centre_id, message)
        WHERE p.sync_id = $1::uuid AND p.state = 'pending' AND p.centre_ids = ARRAY[k.centre_id]
        RETURNING ${FAILED_COLUMNS})
     ${NOTE_FAILED}`,
    [syncId, ids, messages],
  );
}

function divide({ centreIds, from, to }: PlannedPart, paused: readonly string[]): PlannedPart[] {
  const others = centreIds.filter((id) => !paused.includes(id));
  const own = centreIds.filter((id) => paused.includes(id));
  const groups = [...(others.length === 0 ? [] : [others]), ...own.map((id) => [id])];
  return groups.map((group) => ({ centreIds: group, from, to }));
}
