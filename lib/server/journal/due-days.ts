import "server-only";

/**
 * Finds the days that the next batch of an entity may concern: closed days that are in no books,
 * and days in its books whose sign-off, or whose entity, is another one now. The last move of a day
 * tells one sign-off from the next.
 */
import type { JournalRange } from "@/lib/contracts/journal";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";

export type DueDay = DayKey & {
  /** The series of the centre's entity on the date. */
  owner: string;
  /** The entry that is in the books, whichever entity's; null when there is none. */
  posted: number | null;
  postedEntity: string | null;
  postedMove: number | null;
  /** How often it was posted before. */
  occurrences: number;
};

/**
 * A day that was posted is reversed and posted again in the next batch, however early its date:
 * only days that were never posted wait for a batch of their period. Days that are archived stay in
 * the books, although nothing of them is stored any more.
 */
export async function listDueDays(
  sql: Sql,
  { entityId, from, to }: JournalRange,
): Promise<DueDay[]> {
  return sql<DueDay>(
    `WITH live AS (
       SELECT e.centre_id, e.business_date, e.entity_id, e.number, e.move_number
         FROM journal_entry e
        WHERE e.source = 'day' AND e.reverses IS NULL AND e.business_date <= $2
          AND NOT EXISTS (SELECT FROM journal_entry x
                WHERE x.entity_id = e.entity_id AND x.reverses = e.number)
     ), closed AS (
       SELECT r.centre_id, r.business_date FROM reconciliation r
        WHERE r.state = 'closed' AND r.business_date <= $2
          AND (r.business_date >= coalesce($3::text, '')
            OR EXISTS (SELECT FROM journal_entry e
                 WHERE e.centre_id = r.centre_id AND e.business_date = r.business_date
                   AND e.source = 'day'))
     ), owned AS (
       SELECT k.centre_id, k.business_date,
              coalesce((SELECT o.entity_id FROM centre_entity o
                         WHERE o.centre_id = k.centre_id AND o.valid_from <= k.business_date
                         ORDER BY o.valid_from DESC, o.version DESC LIMIT 1), 'organisation')
                AS owner
         FROM (SELECT centre_id, business_date FROM closed
               UNION SELECT centre_id, business_date FROM live) k
     )
     SELECT k.centre_id AS "centreId", k.business_date AS "businessDate", k.owner,
            l.number AS posted, l.entity_id AS "postedEntity", l.move_number AS "postedMove",
            (SELECT count(*)::int FROM journal_entry e
              WHERE e.centre_id = k.centre_id AND e.business_date = k.business_date
                AND e.source = 'day' AND e.reverses IS NULL) AS occurrences
       FROM owned k
       LEFT JOIN live l USING (centre_id, business_date)
       LEFT JOIN reconciliation r USING (centre_id, business_date)
      WHERE (k.owner = $1 OR l.entity_id = $1)
        AND k.business_date >= coalesce(archived_until(), '')
        AND (l.number IS NULL OR r.state IS DISTINCT FROM 'closed' OR l.entity_id <> k.owner
          OR l.move_number <>
            (SELECT coalesce(max(m.number), 0) FROM move m
              WHERE m.centre_id = k.centre_id AND m.business_date = k.business_date))
      ORDER BY k.centre_id, k.business_date`,
    [entityId, to, from ?? null],
  );
}

/** Counts the days of a period that have lines and are not closed. */
export async function countOpenDays(
  sql: Sql,
  { entityId, from, to }: JournalRange,
): Promise<number> {
  const [row] = await sql<{ days: number }>(
    `SELECT count(*)::int AS days FROM reconciliation r
      WHERE state <> 'closed' AND business_date <= $2 AND business_date >= coalesce($3::text, '')
        AND coalesce((SELECT o.entity_id FROM centre_entity o
                       WHERE o.centre_id = r.centre_id AND o.valid_from <= r.business_date
                       ORDER BY o.valid_from DESC, o.version DESC LIMIT 1), 'organisation') = $1`,
    [entityId, to, from ?? null],
  );
  return row?.days ?? 0;
}
