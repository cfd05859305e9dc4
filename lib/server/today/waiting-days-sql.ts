import "server-only";

/**
 * The parts of the statements that find what waits for whom. There may be tens of thousands of
 * waiting days, so that they decide for all of them at once what lib/domain/workflow decides for
 * one: somebody may exactly when `decideMove` would refuse them nothing. inbox-mine.test.ts
 * compares the two.
 */
import { rolesWith } from "@/lib/domain/permission";
import { MOVE_PERMISSIONS } from "@/lib/domain/workflow/workflow";
import { isOfAny, type IsOfReader } from "../line-search/few-centres";

export type WaitingKind = "changed" | "recount" | "review" | "approval" | "closure";

/** The parameters $5 to $9, which `RIGHTS_OF_ROLES` reads. */
export const ROLES_OF_MOVES = [
  rolesWith("till-count:record"),
  rolesWith(MOVE_PERMISSIONS.approval),
  rolesWith(MOVE_PERMISSIONS.review),
  rolesWith(MOVE_PERMISSIONS.closure),
  rolesWith(MOVE_PERMISSIONS.acceptance),
] as const;

const RIGHTS = ["counts", "approves", "reviews", "closes", "accepts"];

/** What the roles of a group of rows allow, so that it is found once and not for every day. */
export const RIGHTS_OF_ROLES = RIGHTS.map(
  (right, at) => `bool_or(role = ANY ($${at + 5}::text[])) AS ${right}`,
).join(", ");

/** The rights in one centre and in every centre together; either may be absent. */
export const RIGHTS_OF_BOTH = RIGHTS.map(
  (right) => `coalesce(own.${right}, false) OR coalesce(everywhere.${right}, false) AS ${right}`,
).join(", ");

type Days = { from?: string; isOfReader?: IsOfReader };

/**
 * The days of $1 between $2 and $3, and what each waits for. `always` are the parameters of the
 * centres and spans in which every day is approved. They are read from all days, or from what has
 * the same columns.
 */
export const waitingDays = (
  always: readonly [string, string, string],
  { from = "reconciliation", isOfReader = isOfAny }: Days = {},
) => `
  SELECT d.centre_id, d.business_date, d.currency, d.version, d.state, d.recount_lines,
         d.within_tolerance_lines, d.short_minor + d.over_minor AS net,
         d.matched_lines + d.within_tolerance_lines + d.short_lines + d.over_lines
           + d.uncounted_lines + d.unexpected_lines AS lines,
         CASE
           WHEN d.changed_sheet_version IS NOT NULL THEN 'changed'
           WHEN d.state = 'open' AND d.recount_lines > 0 THEN 'recount'
           WHEN d.state = 'open' THEN 'review'
           WHEN d.state = 'reviewed' AND (always.centre_id IS NOT NULL OR d.approval_lines > 0)
             THEN 'approval'
           ELSE 'closure' END AS kind
    FROM ${from} d
    LEFT JOIN unnest(${always[0]}::text[], ${always[1]}::text[], ${always[2]}::text[])
           AS always (centre_id, since, until)
           ON always.centre_id = d.centre_id AND d.business_date BETWEEN since AND until
   WHERE ${isOfReader("d.centre_id")}
     AND d.business_date <= $3
     AND (d.business_date >= $2 OR d.changed_sheet_version IS NOT NULL)
     AND (d.changed_sheet_version IS NOT NULL OR d.state IN ('reviewed', 'approved')
       OR (d.state = 'open' AND d.unexplained_lines = 0 AND d.unwaived_lines = 0
         AND d.matched_lines + d.within_tolerance_lines + d.short_lines + d.over_lines
           + d.unexpected_lines + d.uncounted_lines > 0)
       OR (d.state = 'open' AND d.recount_lines > 0))`;

/** A reader made no count of the day, an opening one included. */
const notCounted = (reader: string) => `
  NOT EXISTS (SELECT FROM till_count t WHERE t.centre_id = w.centre_id
    AND t.business_date = w.business_date AND t.counted_by_id = ${reader})
  AND NOT EXISTS (SELECT FROM opening_count o WHERE o.centre_id = w.centre_id
    AND o.business_date = w.business_date AND o.counted_by_id = ${reader})`;

/** Nor did they explain or waive a line of it. */
const hadNoPart = (reader: string) => `
  ${notCounted(reader)}
  AND NOT EXISTS (SELECT FROM explanation e WHERE e.centre_id = w.centre_id
    AND e.business_date = w.business_date AND e.author_id = ${reader} AND e.kind <> 'withdrawn')`;

/**
 * Who reviewed: the reader, a rule, or another person or nobody. A day that is signed was reviewed
 * after it was last reopened, and its last review was not undone.
 */
const reviewedBy = (reader: string) => `
  coalesce((
    SELECT CASE WHEN coalesce(m.actor_id, q.created_by_id) = ${reader} THEN 'reader'
                WHEN m.rule_version IS NOT NULL THEN 'rule' ELSE 'other' END
      FROM move m
      LEFT JOIN quiet_rule q ON q.centre_id = m.rule_scope AND q.version = m.rule_version
     WHERE m.centre_id = w.centre_id AND m.business_date = w.business_date AND m.move = 'review'
     ORDER BY m.number DESC LIMIT 1), 'other')`;

/**
 * The dates of closed periods by centre. Of the periods that have a date the latest decides: a
 * later closing shuts the date as well, so that only later reopenings take it away.
 */
export const shutDates = (isOfReader = isOfAny) => `
  SELECT centre_id, range_agg(own - coalesce(later, '{}')) AS shut
    FROM (
      SELECT centre_id, action, datemultirange(dates) AS own,
             range_agg(dates) FILTER (WHERE action = 'reopened') OVER (
               PARTITION BY centre_id ORDER BY number DESC
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS later
        FROM (SELECT *, daterange("from"::date, "to"::date, '[]') AS dates FROM closed_period
               WHERE ${isOfReader("centre_id")}) p
    ) period
   WHERE action = 'closed'
   GROUP BY centre_id`;

/**
 * The rows of `waiting`, which are days with the rights of a reader and the closed dates of their
 * centres, and whether that reader `may`: roles, four eyes and closed periods. The reader is given
 * as an expression; who set the rule that reviewed is the reviewer too. What is looked up for each
 * day is looked up only where the roles allow it, and `isClear` does not say that they had no part.
 */
export const allowedTo = (reader: string, isClear = "false") => `
  SELECT w.*, CASE w.kind WHEN 'recount' THEN w.counts WHEN 'review' THEN w.reviews
                WHEN 'changed' THEN w.accepts WHEN 'approval' THEN w.approves
                ELSE w.closes END
         AND NOT coalesce(w.shut @> w.business_date::date, false)
         AND CASE
           WHEN ${isClear} OR w.kind = 'recount' THEN true
           WHEN w.kind = 'closure' AND w.state = 'approved' THEN true
           WHEN w.kind = 'review' THEN ${notCounted(reader)}
           ELSE CASE ${reviewedBy(reader)}
                  WHEN 'reader' THEN false
                  WHEN 'rule' THEN ${hadNoPart(reader)}
                  ELSE w.kind <> 'approval' OR (${hadNoPart(reader)}) END
         END AS may
    FROM waiting w`;

/** The months with a waiting review whose lines are within tolerance. */
export const MONTHS_TO_REVIEW = `
  SELECT DISTINCT centre_id, left(business_date, 7) AS month FROM waiting
   WHERE kind = 'review' AND reviews AND within_tolerance_lines > 0`;

/** The months of $2 to $3: the planner leaves out other months of a divided table only then. */
const WITHIN_MONTHS = (date: string) =>
  `${date} BETWEEN left($2::text, 7) || '-01' AND left($3::text, 7) || '-31'`;

/**
 * The days with an unexplained difference of a till that is beyond its limit of the month. A day
 * that waits for review has no unexplained difference above its tolerance, so that only months with
 * lines within tolerance are examined, and of a line its own rule, by the name that it stores.
 */
export const overLimit = (months: string) => `
  SELECT DISTINCT centre_id, business_date
    FROM (
      SELECT l.centre_id, l.business_date, l.reason, r.monthly_minor,
             sum(l.difference_minor) OVER (
               PARTITION BY l.centre_id, l.till_id, l.tender_id, m.month ORDER BY l.business_date
             ) AS total
        FROM (
          SELECT * FROM (${months}) candidate
           WHERE EXISTS (SELECT FROM tolerance_rule WHERE monthly_minor IS NOT NULL)) m
        JOIN reconciliation d ON d.centre_id = m.centre_id
         AND d.business_date BETWEEN m.month || '-01' AND m.month || '-31'
         AND ${WITHIN_MONTHS("d.business_date")}
         AND (d.short_minor <> 0 OR d.over_minor <> 0)
        JOIN reconciliation_line l ON l.centre_id = d.centre_id
         AND l.business_date = d.business_date AND l.difference_minor <> 0
         AND ${WITHIN_MONTHS("l.business_date")}
        LEFT JOIN tolerance_rule r
          ON l.rule = concat(r.centre_id, '/', r.tender_id, '/', r.currency, '#', r.version)
    ) line
   WHERE reason IS NULL AND abs(total) > monthly_minor`;

/** Whether a row `a` of `allowedTo` waits for its reader. */
export const MINE = `
  a.may AND (a.kind <> 'review' OR (a.centre_id, a.business_date) NOT IN (TABLE over_limit))`;

/** Days of these kinds are listed date by date. */
export const BY_DATE = "kind IN ('changed', 'recount')";
