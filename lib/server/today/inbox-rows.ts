import "server-only";

/** The statement behind the inbox: all days that wait, and which of them wait for the reader. */
import { EVERYWHERE } from "@/lib/domain/permission";
import { areFew, isOfCentres, sqlOfCentres } from "../line-search/few-centres";
import type { Span } from "../reconciliations/freshness";
import { listApprovedSpans } from "./approved-spans";
import { BY_SUMS, dayByDay } from "./inbox-sources";
import { monthParameters } from "./regular-days-sql";
import {
  allowedTo,
  BY_DATE,
  MINE,
  RIGHTS_OF_BOTH,
  RIGHTS_OF_ROLES,
  ROLES_OF_MOVES,
  shutDates,
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
  const isOfReader = isOfCentres(centreIds);
  // Their days are as many as are shown of some centres, and quickly read.
  const isOfFew = areFew(centreIds);
  const months = isOfFew ? [] : monthParameters(span);
  return sqlOfCentres(centreIds)<InboxRow>(
    `WITH granted AS (
       SELECT centre_id, ${RIGHTS_OF_ROLES} FROM granted_role
        WHERE user_id = $4::uuid GROUP BY centre_id
     ), right_of AS MATERIALIZED (
       SELECT c.id AS centre_id, ${RIGHTS_OF_BOTH}, s.shut
         FROM centre c
         LEFT JOIN granted own ON own.centre_id = c.id
         LEFT JOIN granted everywhere ON everywhere.centre_id = '${EVERYWHERE}'
         LEFT JOIN (${shutDates(isOfReader)}) s ON s.centre_id = c.id
        WHERE ${isOfReader("c.id")}
     ), ${isOfFew ? dayByDay(isOfReader) : BY_SUMS(DAYS_SHOWN_MAX)},
     day AS MATERIALIZED (${DAYS}), need AS MATERIALIZED (${NEEDS}), shown AS (${SHOWN})
     SELECT kind, mine, currency, date, newest, oldest, lines, net, day_count, centre_count, days
       FROM need JOIN shown USING (kind, mine, currency, date)
      ORDER BY newest DESC, kind, abs(net) DESC, currency`,
    [centreIds, from, to, readerId, ...ROLES_OF_MOVES, ...always, ...months],
  );
}

/** The days that are read one by one. */
const DAYS = `
  SELECT a.kind, ${MINE} AS mine, a.currency, CASE WHEN ${BY_DATE} THEN a.business_date ELSE '' END
           AS date, a.centre_id, a.business_date, a.version, a.net,
         CASE a.kind WHEN 'recount' THEN a.recount_lines ELSE a.lines END AS lines
    FROM (${allowedTo("$4::uuid", "w.is_clear")}) a`;

/** The sums of each need. */
const NEEDS = `
  SELECT kind, mine, currency, date, greatest(max(c.newest), max(r.newest)) AS newest,
         least(min(c.oldest), min(r.oldest)) AS oldest, sum(lines) AS lines, sum(net) AS net,
         sum(days) AS day_count,
         CASE WHEN ${BY_DATE} THEN sum(days) ELSE count(*) END AS centre_count
    FROM (
      SELECT kind, mine, currency, date, centre_id, max(newest) AS newest, min(oldest) AS oldest,
             sum(lines) AS lines, sum(net) AS net, sum(days) AS days
        FROM (
          SELECT kind, mine, currency, date, centre_id, business_date AS newest,
                 business_date AS oldest, lines, net, 1 AS days FROM day
           UNION ALL
          SELECT kind, mine, currency, '', centre_id, NULL, NULL, lines, net, days FROM regular
        ) part
       GROUP BY kind, mine, currency, date, centre_id
    ) c
    LEFT JOIN (
      SELECT kind, mine, currency, '' AS date, max(business_date) AS newest, min(oldest) AS oldest
        FROM regular_day JOIN oldest_day USING (kind, mine, currency)
       GROUP BY kind, mine, currency
    ) r USING (kind, mine, currency, date)
   GROUP BY kind, mine, currency, date
   ORDER BY newest DESC, kind, abs(sum(net)) DESC, currency
   LIMIT ${ROWS_MAX}`;

/** The first days of each need, in the order in which they are shown. */
const SHOWN = `
  SELECT p.kind, p.mine, p.currency, p.date,
         array_agg(jsonb_build_object('id', p.centre_id, 'name', c.name, 'date', p.business_date,
           'version', p.version) ORDER BY p.place) AS days
    FROM (
      SELECT d.*, row_number() OVER (PARTITION BY d.kind, d.mine, d.currency, d.date
               ORDER BY d.business_date DESC, abs(d.net) DESC, d.centre_id) AS place
        FROM (
          SELECT kind, mine, currency, date, centre_id, business_date, version, net FROM day
           UNION ALL
          SELECT kind, mine, currency, '', centre_id, business_date, version, net
            FROM regular_day
        ) d
        JOIN need USING (kind, mine, currency, date)
    ) p
    JOIN centre c ON c.id = p.centre_id
   WHERE p.place <= ${DAYS_SHOWN_MAX}
   GROUP BY p.kind, p.mine, p.currency, p.date`;
