import "server-only";

/**
 * The statement behind the inbox. There may be tens of thousands of waiting days, so that it
 * decides for all of them at once what lib/domain/workflow decides for one: `mine` is true exactly
 * when `decideMove` would refuse the reader nothing. inbox-mine.test.ts compares the two.
 */
import { EVERYWHERE, rolesWith } from "@/lib/domain/permission";
import { MOVE_PERMISSIONS } from "@/lib/domain/workflow/workflow";
import { sql } from "../db/sql";
import type { Span } from "../reconciliations/freshness";

export const DAYS_SHOWN_MAX = 50;
const ROWS_MAX = 500;

export type InboxRow = {
  kind: "changed" | "recount" | "review" | "approval" | "closure";
  mine: boolean;
  /** Empty where days of one kind wait together; changes and recounts are listed date by date. */
  date: string;
  newest: string;
  oldest: string;
  currency: string;
  lines: string;
  net: string;
  day_count: string;
  centre_count: string;
  days: { id: string; name: string; date: string; version: number }[];
};

/**
 * Newest dates first. A change after sign-off is listed however old its day is, because nobody
 * looks for it there.
 */
export async function listInboxRows(
  { centreIds, from, to }: Span,
  readerId: string,
): Promise<InboxRow[]> {
  return sql<InboxRow>(
    `WITH reader AS (
       SELECT centre_id, array_agg(role) AS roles FROM granted_role
        WHERE user_id = $4::uuid GROUP BY centre_id
     ), waiting AS (${WAITING}), allowed AS (${ALLOWED}), over_limit AS (${OVER_LIMIT}),
     ranked AS (${RANKED})
     SELECT kind, mine, currency, date, max(business_date) AS newest,
            min(business_date) AS oldest,
            sum(CASE kind WHEN 'recount' THEN recount_lines ELSE lines END) AS lines,
            sum(net) AS net, count(*) AS day_count, count(DISTINCT centre_id) AS centre_count,
            array_agg(jsonb_build_object('id', centre_id, 'name', name, 'date', business_date,
              'version', version) ORDER BY place) FILTER (WHERE place <= ${DAYS_SHOWN_MAX}) AS days
       FROM ranked
      GROUP BY 1, 2, 3, 4
      ORDER BY newest DESC, kind, abs(sum(net)) DESC LIMIT ${ROWS_MAX}`,
    [
      centreIds,
      from,
      to,
      readerId,
      rolesWith("till-count:record"),
      rolesWith(MOVE_PERMISSIONS.approval),
      rolesWith(MOVE_PERMISSIONS.review),
      rolesWith(MOVE_PERMISSIONS.closure),
      rolesWith(MOVE_PERMISSIONS.acceptance),
    ],
  );
}

/** The days, with what each waits for, and the roles of the reader in its centre. */
const WAITING = `
  SELECT d.centre_id, c.name, d.business_date, d.currency, d.version, d.state, d.recount_lines,
         d.within_tolerance_lines, d.short_minor + d.over_minor AS net,
         d.matched_lines + d.within_tolerance_lines + d.short_lines + d.over_lines
           + d.uncounted_lines + d.unexpected_lines AS lines,
         coalesce(own.roles, '{}') || coalesce(everywhere.roles, '{}') AS roles,
         CASE
           WHEN d.changed_sheet_version IS NOT NULL THEN 'changed'
           WHEN d.state = 'open' AND d.recount_lines > 0 THEN 'recount'
           WHEN d.state = 'open' THEN 'review'
           WHEN d.state = 'reviewed' AND (c.approval = 'always' OR d.approval_lines > 0)
             THEN 'approval'
           ELSE 'closure' END AS kind
    FROM reconciliation d
    JOIN centre c ON c.id = d.centre_id
    LEFT JOIN reader own ON own.centre_id = d.centre_id
    LEFT JOIN reader everywhere ON everywhere.centre_id = '${EVERYWHERE}'
   WHERE ($1::text[] IS NULL OR d.centre_id = ANY ($1::text[]))
     AND d.business_date <= $3
     AND (d.business_date >= $2 OR d.changed_sheet_version IS NOT NULL)
     AND (d.changed_sheet_version IS NOT NULL OR d.state IN ('reviewed', 'approved')
       OR (d.state = 'open' AND d.unexplained_lines = 0 AND d.unwaived_lines = 0
         AND d.matched_lines + d.within_tolerance_lines + d.short_lines + d.over_lines
           + d.unexpected_lines + d.uncounted_lines > 0)
       OR (d.state = 'open' AND d.recount_lines > 0))`;

/** The reader made no count of the day, an opening one included. */
const NOT_COUNTED = `
  NOT EXISTS (SELECT FROM till_count t WHERE t.centre_id = w.centre_id
    AND t.business_date = w.business_date AND t.counted_by_id = $4::uuid)
  AND NOT EXISTS (SELECT FROM opening_count o WHERE o.centre_id = w.centre_id
    AND o.business_date = w.business_date AND o.counted_by_id = $4::uuid)`;

/** The reader explained and waived no line of the day. */
const NOT_EXPLAINED = `
  NOT EXISTS (SELECT FROM explanation e WHERE e.centre_id = w.centre_id
    AND e.business_date = w.business_date AND e.author_id = $4::uuid AND e.kind <> 'withdrawn')`;

/**
 * Roles, four eyes and closed periods; the reviewer is who reviewed since the last reopening, or
 * who set the rule that did.
 */
const ALLOWED = `
  SELECT w.*, CASE w.kind
           WHEN 'recount' THEN w.roles && $5::text[]
           WHEN 'changed' THEN w.roles && $9::text[] AND reviewer.id IS DISTINCT FROM $4::uuid
             AND (reviewer.by_rule IS NOT TRUE OR (${NOT_COUNTED} AND ${NOT_EXPLAINED}))
           WHEN 'approval' THEN w.roles && $6::text[] AND reviewer.id IS DISTINCT FROM $4::uuid
             AND ${NOT_COUNTED} AND ${NOT_EXPLAINED}
           WHEN 'closure' THEN w.roles && $8::text[]
             AND (w.state = 'approved' OR (reviewer.id IS DISTINCT FROM $4::uuid
               AND (reviewer.by_rule IS NOT TRUE OR (${NOT_COUNTED} AND ${NOT_EXPLAINED}))))
           ELSE w.roles && $7::text[] AND ${NOT_COUNTED}
         END
         AND NOT coalesce((
           SELECT p.action = 'closed' FROM closed_period p
            WHERE p.centre_id = w.centre_id AND w.business_date BETWEEN p."from" AND p."to"
            ORDER BY p.number DESC LIMIT 1), false) AS may
    FROM waiting w
    LEFT JOIN LATERAL (
      SELECT CASE m.move WHEN 'review' THEN coalesce(m.actor_id, q.created_by_id) END AS id,
             m.move = 'review' AND m.rule_version IS NOT NULL AS by_rule
        FROM move m
        LEFT JOIN quiet_rule q ON q.centre_id = m.centre_id AND q.version = m.rule_version
       WHERE w.kind <> 'review' AND m.centre_id = w.centre_id
         AND m.business_date = w.business_date AND (m.move = 'review' OR m.to_state = 'open')
       ORDER BY m.number DESC LIMIT 1) reviewer ON true`;

/**
 * The days with an unexplained difference of a till that is beyond its limit of the month. A day
 * that waits for review has no unexplained difference above its tolerance, so that only days with
 * lines within tolerance are examined, and of a line its own rule, by the name that it stores.
 */
const OVER_LIMIT = `
  SELECT DISTINCT centre_id, business_date, 'review' AS kind
    FROM (
      SELECT l.centre_id, l.business_date, l.reason, r.monthly_minor,
             sum(l.difference_minor) OVER (
               PARTITION BY l.centre_id, l.till_id, l.tender_id, m.month ORDER BY l.business_date
             ) AS total
        FROM (
          SELECT DISTINCT centre_id, left(business_date, 7) AS month FROM allowed
           WHERE kind = 'review' AND may AND within_tolerance_lines > 0
             AND EXISTS (SELECT FROM tolerance_rule WHERE monthly_minor IS NOT NULL)) m
        JOIN reconciliation d ON d.centre_id = m.centre_id
         AND d.business_date BETWEEN m.month || '-01' AND m.month || '-31'
         AND (d.short_minor <> 0 OR d.over_minor <> 0)
        JOIN reconciliation_line l ON l.centre_id = d.centre_id
         AND l.business_date = d.business_date AND l.difference_minor <> 0
        LEFT JOIN tolerance_rule r
          ON l.rule = concat(r.centre_id, '/', r.tender_id, '/', r.currency, '#', r.version)
    ) line
   WHERE reason IS NULL AND abs(total) > monthly_minor`;

/** The order in which the days of a need are shown. */
const RANKED = `
  SELECT *, row_number() OVER (PARTITION BY kind, mine, currency, date
              ORDER BY business_date DESC, abs(net) DESC, centre_id) AS place
    FROM (
      SELECT a.*, a.may AND o.centre_id IS NULL AS mine,
             CASE WHEN kind IN ('changed', 'recount') THEN business_date ELSE '' END AS date
        FROM allowed a LEFT JOIN over_limit o USING (centre_id, business_date, kind)
    ) day`;
