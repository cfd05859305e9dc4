import "server-only";

/** The statement behind the inbox: all days that wait, and which of them wait for the reader. */
import { EVERYWHERE } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import type { Span } from "../reconciliations/freshness";
import { listApprovedSpans } from "./approved-spans";
import {
  allowedTo,
  BY_DATE,
  MINE,
  OVER_LIMIT,
  RIGHTS_OF_BOTH,
  RIGHTS_OF_ROLES,
  ROLES_OF_MOVES,
  SHUT,
  waitingDays,
  type WaitingKind,
} from "./waiting-days-sql";

export const DAYS_SHOWN_MAX = 50;
const ROWS_MAX = 500;

export type InboxRow = {
  kind: WaitingKind;
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
export async function listInboxRows(span: Span, readerId: string): Promise<InboxRow[]> {
  const { centreIds, from, to } = span;
  const always = await listApprovedSpans(span);
  return sql<InboxRow>(
    `WITH granted AS (
       SELECT centre_id, ${RIGHTS_OF_ROLES} FROM granted_role
        WHERE user_id = $4::uuid GROUP BY centre_id
     ), reader AS MATERIALIZED (
       SELECT c.id AS centre_id, ${RIGHTS_OF_BOTH}, s.shut
         FROM centre c
         LEFT JOIN granted own ON own.centre_id = c.id
         LEFT JOIN granted everywhere ON everywhere.centre_id = '${EVERYWHERE}'
         LEFT JOIN (${SHUT}) s ON s.centre_id = c.id
     ), waiting AS NOT MATERIALIZED (
       SELECT * FROM (${waitingDays(["$10", "$11", "$12"])} OFFSET 0) d
         JOIN reader USING (centre_id)
     ), over_limit AS (${OVER_LIMIT}), day AS MATERIALIZED (${DAYS}),
     need AS MATERIALIZED (${NEEDS}), shown AS (${SHOWN})
     SELECT kind, mine, currency, date, newest, oldest, lines, net, day_count, centre_count, days
       FROM need JOIN shown USING (kind, mine, currency, date)
      ORDER BY newest DESC, kind, abs(net) DESC`,
    [centreIds, from, to, readerId, ...ROLES_OF_MOVES, ...always],
  );
}

/** As narrow as may be: there can be a hundred thousand, which are read twice. */
const DAYS = `
  SELECT a.kind, ${MINE} AS mine, a.currency, a.business_date, a.centre_id, a.version, a.net,
         CASE a.kind WHEN 'recount' THEN a.recount_lines ELSE a.lines END AS lines
    FROM (${allowedTo("$4::uuid")}) a`;

/** The sums of each need, and since when its days are enough to be shown. */
const NEEDS = `
  SELECT kind, mine, currency, date, max(business_date) AS newest, min(business_date) AS oldest,
         sum(lines) FILTER (WHERE centre_id IS NULL) AS lines,
         sum(net) FILTER (WHERE centre_id IS NULL) AS net,
         sum(days) FILTER (WHERE centre_id IS NULL) AS day_count,
         CASE WHEN ${BY_DATE} THEN sum(days) ELSE count(centre_id) END AS centre_count,
         min(business_date) FILTER (WHERE newer < ${DAYS_SHOWN_MAX}) AS since
    FROM (
      SELECT *, sum(days) OVER (PARTITION BY kind, mine, currency, date, centre_id IS NULL
               ORDER BY business_date DESC) - days AS newer
        FROM (
          SELECT kind, mine, currency, business_date, centre_id,
                 CASE WHEN ${BY_DATE} THEN business_date ELSE '' END AS date,
                 sum(lines) AS lines, sum(net) AS net, count(*) AS days
            FROM day
           GROUP BY GROUPING SETS ((kind, mine, currency, business_date),
                                   (kind, mine, currency, centre_id))
        ) part
       WHERE date IS NOT NULL
    ) part
   GROUP BY kind, mine, currency, date
   ORDER BY newest DESC, kind, abs(sum(net) FILTER (WHERE centre_id IS NULL)) DESC
   LIMIT ${ROWS_MAX}`;

/** The first days of each need, in the order in which they are shown. */
const SHOWN = `
  SELECT p.kind, p.mine, p.currency, p.date,
         array_agg(jsonb_build_object('id', p.centre_id, 'name', c.name, 'date', p.business_date,
           'version', p.version) ORDER BY p.place) AS days
    FROM (
      SELECT d.*, n.date, row_number() OVER (PARTITION BY d.kind, d.mine, d.currency, n.date
               ORDER BY d.business_date DESC, abs(d.net) DESC, d.centre_id) AS place
        FROM need n JOIN day d USING (kind, mine, currency)
       WHERE d.business_date >= (SELECT min(since) FROM need)
         AND d.business_date BETWEEN n.since AND n.newest
    ) p
    JOIN centre c ON c.id = p.centre_id
   WHERE p.place <= ${DAYS_SHOWN_MAX}
   GROUP BY p.kind, p.mine, p.currency, p.date`;
