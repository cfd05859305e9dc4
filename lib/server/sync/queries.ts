import "server-only";

/** Reads the progress of syncs, restricted to the centres that the user may see. */
import type { Sync } from "@/lib/contracts/sync";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { sql } from "../db/sql";
import { groupBy } from "@/lib/domain/group-by";

const SYNCS_MAX = 50;
const FAILURES_MAX = 500;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Throws NOT_FOUND for a sync that includes none of the user's centres. */
export async function getSync(scope: Scope<"sync:view">, { id }: { id: string }): Promise<Sync> {
  const [sync] = UUID.test(id) ? await listSyncs(scope, { id }) : [];
  if (sync === undefined) throw new AppError("NOT_FOUND", "There is no such pass.");
  return sync;
}

export async function listActiveSyncs(scope: Scope<"sync:view">): Promise<{ syncs: Sync[] }> {
  return { syncs: await listSyncs(scope, { id: null }) };
}

type SyncRecord = {
  id: string;
  state: Sync["state"];
  startedAt: Date | null;
  finishedAt: Date | null;
  done: number;
  total: number;
};

/** Lists one sync or, without an id, those that are pending or running. */
async function listSyncs(
  { centreIds }: Scope<"sync:view">,
  { id }: { id: string | null },
): Promise<Sync[]> {
  const records = await sql<SyncRecord>(
    `SELECT s.id, s.state, s.started_at AS "startedAt", s.finished_at AS "finishedAt",
            coalesce(sum(v.days) FILTER (WHERE p.state = 'done'), 0)::int AS done,
            sum(v.days)::int AS total
       FROM sync s JOIN sync_part p ON p.sync_id = s.id
      CROSS JOIN LATERAL (
        SELECT p.days / cardinality(p.centre_ids) * count(*) AS days
          FROM unnest(p.centre_ids) AS c (id) WHERE $2::text[] IS NULL OR c.id = ANY($2)) v
      WHERE CASE WHEN $1::uuid IS NULL THEN s.state IN ('pending', 'running')
                 ELSE s.id = $1::uuid END
      GROUP BY s.id HAVING sum(v.days) > 0
      ORDER BY s.created_at DESC LIMIT ${SYNCS_MAX}`,
    [id, centreIds],
  );
  const failures = await listSyncFailures(
    records.map((record) => record.id),
    centreIds,
  );
  return records.map(({ startedAt, finishedAt, ...record }) => ({
    ...record,
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    failures: failures.get(record.id) ?? [],
  }));
}

async function listSyncFailures(
  ids: readonly string[],
  centreIds: readonly string[] | null,
): Promise<Map<string, Sync["failures"]>> {
  const rows = await sql<Sync["failures"][number] & { id: string }>(
    `SELECT p.sync_id AS id, c.id AS "centreId", p."from", p."to",
            coalesce(p.code, '') AS code, coalesce(p.message, '') AS message
       FROM sync_part p CROSS JOIN LATERAL unnest(p.centre_ids) AS c (id)
      WHERE p.sync_id = ANY($1::uuid[]) AND p.state = 'failed'
        AND ($2::text[] IS NULL OR c.id = ANY($2))
      ORDER BY c.id, p."from" LIMIT ${FAILURES_MAX}`,
    [ids, centreIds],
  );
  return groupBy(
    rows,
    ({ id }) => id,
    ({ id: _, ...failure }) => failure,
  );
}
