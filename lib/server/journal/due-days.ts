import "server-only";

/**
 * Finds the days that the next batch concerns: closed days that were not posted, and posted days
 * whose sign-off is another one now. The last move of a day tells one sign-off from the next.
 */
import type { JournalRange } from "@/lib/contracts/journal";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";

/** The organisation is one legal entity. */
export const ENTITY = "organisation";

export type DueDay = DayKey & {
  /** The entry in the books that has to be reversed; null when there is none. */
  posted: number | null;
  postedMove: number | null;
};

/**
 * A day that was posted is reversed and posted again in the next batch, however early its date:
 * only days that were never posted wait for a batch of their period.
 */
export async function listDueDays(sql: Sql, { from, to }: JournalRange): Promise<DueDay[]> {
  return sql<DueDay>(
    `WITH live AS (
       SELECT e.centre_id, e.business_date, e.number, e.move_number FROM journal_entry e
        WHERE e.entity_id = $1 AND e.source = 'day' AND e.reverses IS NULL AND e.business_date <= $2
          AND NOT EXISTS (SELECT FROM journal_entry x
                WHERE x.entity_id = e.entity_id AND x.reverses = e.number)
     ), closed AS (
       SELECT r.centre_id, r.business_date FROM reconciliation r
        WHERE r.state = 'closed' AND r.business_date <= $2
          AND (r.business_date >= coalesce($3::text, '')
            OR EXISTS (SELECT FROM journal_entry e
                 WHERE e.centre_id = r.centre_id AND e.business_date = r.business_date
                   AND e.source = 'day'))
     )
     SELECT k.centre_id AS "centreId", k.business_date AS "businessDate", l.number AS posted,
            l.move_number AS "postedMove"
       FROM (SELECT centre_id, business_date FROM closed
             UNION SELECT centre_id, business_date FROM live) k
       LEFT JOIN live l USING (centre_id, business_date)
       LEFT JOIN reconciliation r USING (centre_id, business_date)
      WHERE l.number IS NULL OR r.state IS DISTINCT FROM 'closed' OR l.move_number <>
            (SELECT coalesce(max(m.number), 0) FROM move m
              WHERE m.centre_id = k.centre_id AND m.business_date = k.business_date)
      ORDER BY k.centre_id, k.business_date`,
    [ENTITY, to, from ?? null],
  );
}

/** Counts the days of a period that have lines and are not closed. */
export async function countOpenDays(sql: Sql, { from, to }: JournalRange): Promise<number> {
  const [row] = await sql<{ days: number }>(
    `SELECT count(*)::int AS days FROM reconciliation
      WHERE state <> 'closed' AND business_date <= $1 AND business_date >= coalesce($2::text, '')`,
    [to, from ?? null],
  );
  return row?.days ?? 0;
}
