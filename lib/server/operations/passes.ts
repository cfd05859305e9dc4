import "server-only";

/** Lists the last passes over Cashrec with why parts of them failed. */
import type { PassRow } from "@/lib/contracts/operations";
import { sql } from "../db/sql";

const PASSES_MAX = 12;
const REASONS_MAX = 3;

type Row = Omit<PassRow, "createdAt" | "finishedAt"> & {
  createdAt: Date;
  finishedAt: Date | null;
};

export async function listPasses(): Promise<PassRow[]> {
  const rows = await sql<Row>(
    `SELECT s.id::text AS id, s.state, s.requested_by_id IS NOT NULL AS "isRequested",
            s.created_at AS "createdAt", s.finished_at AS "finishedAt", p.days,
            p.failed AS "failedDays", r.reasons
       FROM (SELECT * FROM sync ORDER BY created_at DESC LIMIT $1) s
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(days), 0)::int AS days,
               coalesce(sum(days) FILTER (WHERE state = 'failed'), 0)::int AS failed
          FROM sync_part WHERE sync_id = s.id) p
      CROSS JOIN LATERAL (
        SELECT coalesce(json_agg(f ORDER BY f.days DESC, f.code, f.message), '[]') AS reasons
          FROM (SELECT coalesce(code, '') AS code, coalesce(message, '') AS message,
                       sum(days)::int AS days
                  FROM sync_part WHERE sync_id = s.id AND state = 'failed'
                 GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT $2) f) r
      ORDER BY s.created_at DESC, s.id`,
    [PASSES_MAX, REASONS_MAX],
  );
  return rows.map(({ createdAt, finishedAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }));
}
