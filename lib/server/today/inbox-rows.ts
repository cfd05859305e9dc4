import "server-only";

/** The statement behind the inbox: all days that wait, and which of them wait for the reader. */
import { EVERYWHERE } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import type { Span } from "../reconciliations/freshness";
import { listApprovedSpans } from "./approved-spans";
import {
  allowedTo,
  OVER_LIMIT,
  ROLES_OF_MOVES,
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
    `WITH reader AS (
       SELECT centre_id, array_agg(role) AS roles FROM granted_role
        WHERE user_id = $4::uuid GROUP BY centre_id
     ), waiting AS (${WAITING}), allowed AS (${allowedTo("$4::uuid")}),
     over_limit AS (${OVER_LIMIT}), ranked AS (${RANKED})
     SELECT kind, mine, currency, date, max(business_date) AS newest,
            min(business_date) AS oldest,
            sum(CASE kind WHEN 'recount' THEN recount_lines ELSE lines END) AS lines,
            sum(net) AS net, count(*) AS day_count, count(DISTINCT centre_id) AS centre_count,
            array_agg(jsonb_build_object('id', centre_id, 'name', name, 'date', business_date,
              'version', version) ORDER BY place) FILTER (WHERE place <= ${DAYS_SHOWN_MAX}) AS days
       FROM ranked
      GROUP BY 1, 2, 3, 4
      ORDER BY newest DESC, kind, abs(sum(net)) DESC LIMIT ${ROWS_MAX}`,
    [centreIds, from, to, readerId, ...ROLES_OF_MOVES, ...always],
  );
}

/** The days, and the roles of the reader in the centre of each. */
const WAITING = `
  SELECT d.*, coalesce(own.roles, '{}') || coalesce(everywhere.roles, '{}') AS roles
    FROM (${waitingDays(["$10", "$11", "$12"])}) d
    LEFT JOIN reader own ON own.centre_id = d.centre_id
    LEFT JOIN reader everywhere ON everywhere.centre_id = '${EVERYWHERE}'`;

/** The order in which the days of a need are shown. */
const RANKED = `
  SELECT *, row_number() OVER (PARTITION BY kind, mine, currency, date
              ORDER BY business_date DESC, abs(net) DESC, centre_id) AS place
    FROM (
      SELECT a.*, a.may AND o.centre_id IS NULL AS mine,
             CASE WHEN kind IN ('changed', 'recount') THEN business_date ELSE '' END AS date
        FROM allowed a LEFT JOIN over_limit o USING (centre_id, business_date, kind)
    ) day`;
