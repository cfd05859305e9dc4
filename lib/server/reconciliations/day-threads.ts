import "server-only";

/** Summarises the assignment and the messages of each line of a day. */
import type { ThreadSummary } from "@/lib/contracts/thread";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";

/** Lines that nobody has and about which nothing was written are absent. */
export async function listThreadSummaries(
  run: Sql,
  { centreId, businessDate }: DayKey,
): Promise<ThreadSummary[]> {
  return run<ThreadSummary>(
    `SELECT shift_id AS "shiftId", till_id AS "tillId",
            tender_id AS "tenderId", u.name AS assignee,
            a.due_on AS "dueOn", coalesce(m.messages, 0) AS messages,
            coalesce(m.waiting, false) AS waiting
       FROM (
         SELECT DISTINCT ON (shift_id, till_id, tender_id) shift_id, till_id, tender_id,
                assignee_id, due_on
           FROM line_assignment WHERE centre_id = $1 AND business_date = $2
          ORDER BY shift_id, till_id, tender_id, version DESC
       ) a
       FULL JOIN (
         SELECT shift_id, till_id, tender_id, count(*)::int AS messages,
                coalesce(max(number) FILTER (WHERE kind = 'question'), 0)
                  > coalesce(max(number) FILTER (WHERE kind = 'reply'), 0) AS waiting
           FROM line_message WHERE centre_id = $1 AND business_date = $2 GROUP BY 1, 2, 3
       ) m USING (shift_id, till_id, tender_id)
       LEFT JOIN "user" u ON u.id = a.assignee_id
      WHERE a.assignee_id IS NOT NULL OR m.messages > 0
      ORDER BY 1, 2, 3`,
    [centreId, businessDate],
  );
}
