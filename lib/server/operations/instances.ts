import "server-only";

/** Lists the processes of the last day, those that live first. */
import type { InstanceRow } from "@/lib/contracts/operations";
import type { Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { IS_ALIVE } from "../instances/heartbeat";

const INSTANCES_MAX = 50;

type Row = Omit<InstanceRow, "startedAt" | "seenAt"> & { startedAt: Date; seenAt: Date };

/**
 * One that is lost is shown until another has started on its host, because a process that was
 * killed and is back concerns nobody any more.
 */
export async function listInstances(): Promise<InstanceRow[]> {
  const rows = await sql<Row>(
    `WITH known AS (
       SELECT *, ${IS_ALIVE} AS is_alive FROM instance
        WHERE seen_at > now() - interval '1 day')
     SELECT k.id::text AS id, k.host, k.process_id AS "processId", k.version, k.build,
            k.node_version AS "nodeVersion",
            CASE WHEN k.ended_at IS NOT NULL THEN 'ended' WHEN NOT k.is_alive THEN 'lost'
                 WHEN k.ending_at IS NOT NULL THEN 'ending' ELSE 'running' END AS state,
            k.is_alive AND k.works_on_jobs AS "worksOnJobs", k.started_at AS "startedAt",
            k.seen_at AS "seenAt", k.clock_ahead_seconds AS "clockAheadSeconds",
            k.disk_free_bytes::float8 AS "diskFreeBytes",
            k.disk_total_bytes::float8 AS "diskTotalBytes"
       FROM known k
      WHERE k.is_alive OR k.ended_at > now() - interval '1 hour'
         OR (k.ended_at IS NULL AND NOT EXISTS (
               SELECT FROM known o
                WHERE o.id <> k.id AND o.host = k.host AND o.started_at > k.seen_at))
      ORDER BY k.is_alive DESC, k.started_at DESC, k.id LIMIT ${INSTANCES_MAX}`,
  );
  return rows.map(({ startedAt, seenAt, ...row }) => ({
    ...row,
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
  }));
}

/** Tells whether some living instance works on jobs. */
export async function hasWorker(): Promise<boolean> {
  const [row] = await sql<{ works: boolean }>(
    `SELECT EXISTS (SELECT FROM instance WHERE works_on_jobs AND ${IS_ALIVE}) AS works`,
  );
  return row?.works === true;
}

/** Whether every page warns administrators. A queue takes a moment to start. */
export async function areJobsStopped(_scope: Scope<"security:administer">): Promise<boolean> {
  const [row] = await sql<{ stopped: boolean }>(
    `SELECT NOT coalesce(bool_or(works_on_jobs), false) AND min(started_at) < now() - interval
              '2 minutes' AS stopped
       FROM instance WHERE ${IS_ALIVE}`,
  );
  return row?.stopped === true;
}
