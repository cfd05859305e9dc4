/** Says why a month can't be archived yet, and what to do. */
import type pg from "pg";
import { monthEnd } from "@/lib/domain/business-date";
import { ARCHIVE_MONTHS_MIN } from "@/lib/domain/retention";
import { listDueDays } from "@/lib/server/journal/due-days";
import { asSql, firstDayAfter, inMonth } from "./tables";

export async function findObstacle(client: pg.Client, month: string): Promise<string | null> {
  const { rows } = await client.query<{ obstacle: string }>(
    `SELECT * FROM (
       SELECT format('months are archived once they have been over for %s months.', $1::int)
                AS obstacle
        WHERE $2::text::date > now() AT TIME ZONE 'UTC' - make_interval(months => $1::int)
       UNION ALL
       (SELECT format('centre %s on %s is not closed. Close the day first.',
                      centre_id, business_date)
          FROM reconciliation r
         WHERE ${inMonth(month)} AND state <> 'closed'
           AND (sheet_version > 0 OR EXISTS (SELECT FROM reconciliation_line l
                 WHERE l.centre_id = r.centre_id AND l.business_date = r.business_date))
         ORDER BY business_date, centre_id LIMIT 1)
       UNION ALL
       (SELECT 'a reading of these days is under way. Wait until it has ended.'
          FROM sync_part WHERE state = 'pending' AND "from" < $2 LIMIT 1)
     ) o LIMIT 1`,
    [ARCHIVE_MONTHS_MIN, firstDayAfter(month)],
  );
  return rows[0]?.obstacle ?? findUnposted(client, month);
}

/** Days before the first one in the books of an entity were never meant to be posted. */
async function findUnposted(client: pg.Client, month: string): Promise<string | null> {
  const ask = asSql(client);
  const series = await ask<{ entityId: string; from: string }>(
    `SELECT entity_id AS "entityId", min(business_date) AS from FROM journal_entry
      WHERE source = 'day' GROUP BY 1 ORDER BY 1`,
  );
  for (const { entityId, from } of series) {
    const [due] = await listDueDays(ask, { entityId, from, to: monthEnd(`${month}-01`) });
    if (due === undefined) continue;
    const { centreId, businessDate } = due;
    return `the journal of ${entityId} lacks centre ${centreId} on ${businessDate}. Post it first.`;
  }
  return null;
}
