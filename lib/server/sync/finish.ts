import "server-only";

/** Finishes a sync of which no part is left. */
import { sql } from "../db/sql";

/** After this many centre-days PostgreSQL's statistics are updated. */
const ANALYZE_FROM = 1_000;

/**
 * Returns null when the sync was extended in the meantime. A sync with a failed part has failed.
 * Of those that share it, the first one finishes it.
 */
export async function finishSync(id: string): Promise<"done" | "failed" | null> {
  const [row] = await sql<{ state: "done" | "failed"; days: number }>(
    `UPDATE sync s SET finished_at = now(), state = p.state
       FROM (SELECT CASE WHEN bool_or(state = 'failed') THEN 'failed' ELSE 'done' END AS state,
                    coalesce(sum(days), 0)::int AS days,
                    count(*) FILTER (WHERE state = 'pending') AS left
               FROM sync_part WHERE sync_id = $1::uuid) p
      WHERE s.id = $1::uuid AND s.finished_at IS NULL AND p.left = 0 RETURNING p.state, p.days`,
    [id],
  );
  if (row === undefined) return findResult(id);
  if (row.days >= ANALYZE_FROM) {
    await sql("SELECT analyze_days()");
  }
  return row.state;
}

async function findResult(id: string): Promise<"done" | "failed" | null> {
  const [row] = await sql<{ state: "done" | "failed" }>(
    `SELECT CASE state WHEN 'failed' THEN 'failed' ELSE 'done' END AS state
       FROM sync WHERE id = $1::uuid AND finished_at IS NOT NULL`,
    [id],
  );
  return row?.state ?? null;
}
