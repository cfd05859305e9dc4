import "server-only";

/** Lists the latest requests for cash sheets, with what came of them. */
import type { ReadingList } from "@/lib/contracts/reading";
import type { Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";

const READINGS_MAX = 20;
const NAMED_MAX = 3;

type Row = Omit<ReadingList["readings"][number], "at"> & { at: Date };

export async function listReadings(_scope: Scope<"cashrec:probe">): Promise<ReadingList> {
  const rows = await sql<Row>(
    `SELECT p.ended_at AS at, p."from", p."to", p.days, p.state = 'done' AS "isRead",
            CASE WHEN p.state = 'failed' THEN coalesce(p.message, '') END AS message,
            cardinality(p.centre_ids) AS centres,
            (SELECT array_agg(coalesce(c.name, u.id) ORDER BY u.at)
               FROM unnest(p.centre_ids[1:$2]) WITH ORDINALITY AS u (id, at)
               LEFT JOIN centre c ON c.id = u.id) AS "centreNames"
       FROM sync_part p WHERE p.ended_at IS NOT NULL
      ORDER BY p.ended_at DESC, p.sync_id, p.part LIMIT $1`,
    [READINGS_MAX, NAMED_MAX],
  );
  return { readings: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
}
