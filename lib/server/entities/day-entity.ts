import "server-only";

/** Finds the legal entity of a day: that of its centre on the business date. */
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";

export type DayEntity = { id: string; name: string; taxId: string | null };

/** As known at a moment, such as that of a signature; null is what is known now. */
export async function findDayEntity(
  sql: Sql,
  { centreId, businessDate }: DayKey,
  moment: string | null,
): Promise<DayEntity | null> {
  const [entity] = await sql<DayEntity>(
    `SELECT v.entity_id AS id, v.name, v.tax_id AS "taxId"
       FROM (SELECT o.entity_id FROM centre_entity o
              WHERE o.centre_id = $1 AND o.valid_from <= $2
                AND ($3::timestamptz IS NULL OR o.created_at <= $3::timestamptz)
              ORDER BY o.valid_from DESC, o.version DESC LIMIT 1) k
       CROSS JOIN LATERAL (SELECT n.entity_id, n.name, n.tax_id FROM legal_entity_version n
             WHERE n.entity_id = k.entity_id
               AND ($3::timestamptz IS NULL OR n.saved_at <= $3::timestamptz)
             ORDER BY n.version DESC LIMIT 1) v`,
    [centreId, businessDate, moment],
  );
  return entity ?? null;
}
