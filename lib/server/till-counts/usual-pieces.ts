import "server-only";

/**
 * Lists which notes and coins each till of a centre usually has, from its last cash counts. Counts
 * of the same day are left out, so that a recount reveals nothing of the count before it.
 */
import type { DayKey } from "@/lib/domain/keys";
import { sql } from "../db/sql";

/** So many of the latest counts of a till say what it usually has. */
const COUNTS_MAX = 10;
const LOOK_BACK_DAYS_MAX = 60;

type UsualRow = { tillId: string; valueMinor: string };

/** Maps tills to the values of their pieces; tills never counted by the piece are absent. */
export async function listUsualPieces({
  centreId,
  businessDate,
}: DayKey): Promise<ReadonlyMap<string, number[]>> {
  const rows = await sql<UsualRow>(
    `SELECT DISTINCT c.till_id AS "tillId", (item->>'valueMinor')::bigint AS "valueMinor"
       FROM (SELECT t.till_id, t.denominations,
                    row_number() OVER (PARTITION BY t.till_id
                      ORDER BY t.business_date DESC, t.shift_id DESC, t.version DESC) AS nth
               FROM till_count t
              WHERE t.centre_id = $1 AND t.business_date < $2
                AND t.business_date >= to_char($2::date - $3::int, 'YYYY-MM-DD')
                AND t.denominations IS NOT NULL
                AND t.tender_id IN (SELECT l.tender_id FROM reconciliation_line l
                      WHERE l.centre_id = $1 AND l.tender_kind = 'cash'
                        AND l.business_date BETWEEN
                              to_char($2::date - $3::int, 'YYYY-MM-DD') AND $2)) c,
            jsonb_array_elements(c.denominations) item
      WHERE c.nth <= $4 AND (item->>'quantity')::bigint > 0
        AND NOT item ? 'per' AND NOT item ? 'loose'
      ORDER BY 1, 2 DESC`,
    [centreId, businessDate, LOOK_BACK_DAYS_MAX, COUNTS_MAX],
  );
  const usual = new Map<string, number[]>();
  for (const { tillId, valueMinor } of rows) {
    usual.set(tillId, [...(usual.get(tillId) ?? []), Number(valueMinor)]);
  }
  return usual;
}
