/** Lists the rows of the inbox as the definition says it: each waiting day is read and decided. */
import { groupBy } from "@/lib/domain/group-by";
import { EVERYWHERE } from "@/lib/domain/permission";
import { sql } from "@/lib/server/db/sql";
import type { Span } from "@/lib/server/reconciliations/freshness";
import { listApprovedSpans } from "@/lib/server/today/approved-spans";
import { DAYS_SHOWN_MAX, type InboxRow } from "@/lib/server/today/inbox-rows";
import {
  allowedTo,
  MINE,
  MONTHS_TO_REVIEW,
  overLimit,
  RIGHTS_OF_BOTH,
  RIGHTS_OF_ROLES,
  ROLES_OF_MOVES,
  shutDates,
  waitingDays,
} from "@/lib/server/today/waiting-days-sql";

type Day = Pick<InboxRow, "kind" | "mine" | "currency"> & {
  id: string;
  name: string;
  date: string;
  version: number;
  lines: number;
  net: number;
};

export async function recountInbox(span: Span, readerId: string): Promise<InboxRow[]> {
  const days = await listDays(span, readerId);
  const isByDate = ({ kind }: Day) => kind === "changed" || kind === "recount";
  const groups = groupBy(days, (day) => {
    return [day.kind, day.mine, day.currency, isByDate(day) ? day.date : ""].join(" ");
  });
  return [...groups.values()].map((some) => {
    const [newest] = some;
    if (newest === undefined) throw new Error("A group has an item.");
    const sum = (of: "lines" | "net") => String(some.reduce((total, day) => total + day[of], 0));
    return {
      kind: newest.kind,
      mine: newest.mine,
      currency: newest.currency,
      date: isByDate(newest) ? newest.date : "",
      newest: newest.date,
      oldest: some.at(-1)?.date ?? "",
      lines: sum("lines"),
      net: sum("net"),
      day_count: String(some.length),
      centre_count: String(new Set(some.map(({ id }) => id)).size),
      days: some.slice(0, DAYS_SHOWN_MAX).map(({ id, name, date, version }) => {
        return { id, name, date, version };
      }),
    };
  });
}

async function listDays(span: Span, readerId: string): Promise<Day[]> {
  const { centreIds, from, to } = span;
  const always = await listApprovedSpans(span);
  return sql<Day>(
    `WITH granted AS (
       SELECT centre_id, ${RIGHTS_OF_ROLES} FROM granted_role
        WHERE user_id = $4::uuid GROUP BY centre_id
     ), shut AS MATERIALIZED (${shutDates()}), waiting AS (
       SELECT d.*, ${RIGHTS_OF_BOTH}, shut.shut
         FROM (${waitingDays(["$10", "$11", "$12"])}) d
         LEFT JOIN granted own USING (centre_id)
         LEFT JOIN granted everywhere ON everywhere.centre_id = '${EVERYWHERE}'
         LEFT JOIN shut ON shut.centre_id = d.centre_id
     ), over_limit AS (${overLimit(MONTHS_TO_REVIEW)})
     SELECT a.kind, ${MINE} AS mine, a.currency, a.centre_id AS id, c.name,
            a.business_date AS date, a.version, a.net::float8 AS net,
            CASE a.kind WHEN 'recount' THEN a.recount_lines ELSE a.lines END AS lines
       FROM (${allowedTo("$4::uuid")}) a JOIN centre c ON c.id = a.centre_id
      ORDER BY a.business_date DESC, abs(a.net) DESC, a.centre_id`,
    [centreIds, from, to, readerId, ...ROLES_OF_MOVES, ...always],
  );
}
