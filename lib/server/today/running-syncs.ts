import "server-only";

/** Lists the syncs that are pending or running and include one of these centres. */
import type { Sync } from "@/lib/contracts/sync";
import { prepared } from "../db/sql";

const SYNCS_MAX = 10;

type SyncRecord = {
  id: string;
  state: Sync["state"];
  done: string;
  total: string;
  started: Date | null;
};

/** Only the progress is included; failures are part of the freshness. */
export async function listRunningSyncs(centreIds: string[] | null): Promise<Sync[]> {
  const rows = await prepared<SyncRecord>(
    `SELECT s.id, s.state, s.started_at AS started,
            coalesce(sum(p.days) FILTER (WHERE p.state <> 'pending'), 0) AS done,
            coalesce(sum(p.days), 0) AS total
       FROM sync s JOIN sync_part p ON p.sync_id = s.id
      WHERE s.state IN ('pending', 'running')
      GROUP BY s.id
     HAVING $1::text[] IS NULL OR bool_or(p.centre_ids && $1::text[])
      ORDER BY s.created_at LIMIT ${SYNCS_MAX}`,
    [centreIds],
  );
  return rows.map(({ id, state, done, total, started }) => ({
    id,
    state,
    done: Number(done),
    total: Number(total),
    failures: [],
    startedAt: started?.toISOString() ?? null,
    finishedAt: null,
  }));
}
