import "server-only";

/** Lists the threads that somebody may have to read, or whose question waits for the centre. */
import type { Verdict } from "@/lib/domain/line";
import { isOfCentres, sqlOfCentres } from "../line-search/few-centres";
import type { Span } from "../reconciliations/freshness";
import { latestAssignment, type NamedPosition } from "./attention-lines";

const THREADS_MAX = 200;

export type OpenThread = NamedPosition & {
  centreId: string;
  centreName: string;
  businessDate: string;
  currency: string;
  verdict: Verdict;
  difference: string | null;
  counted: string | null;
  expected: string | null;
  isOutstanding: boolean;
  questionNumber: number;
  replyNumber: number;
  mentionNumber: number;
  readNumber: number;
  hasAsked: boolean;
  assigneeId: string | null;
  assigneeName: string | null;
  dueOn: string | null;
  askedBy: string | null;
  repliedBy: string | null;
  mentionedBy: string | null;
};

/** The latest written one comes first. */
export async function listOpenThreads(
  { centreIds, from, to }: Span,
  readerId: string,
): Promise<OpenThread[]> {
  const isOfReader = isOfCentres(centreIds);
  return sqlOfCentres(centreIds)<OpenThread>(
    `WITH latest AS (${latestAssignment(isOfReader)}), thread AS (
       SELECT m.centre_id, m.business_date, m.shift_id, m.till_id, m.tender_id,
              coalesce(max(m.number) FILTER (WHERE m.kind = 'question'), 0) AS question,
              coalesce(max(m.number) FILTER (WHERE m.kind = 'reply'), 0) AS reply,
              coalesce(max(m.number) FILTER (WHERE n.user_id IS NOT NULL), 0) AS mention,
              bool_or(m.kind = 'question' AND m.author_id = $4::uuid) AS asked,
              max(m.written_at) AS written_at
         FROM line_message m
         LEFT JOIN line_mention n ON n.user_id = $4::uuid
          AND (n.centre_id, n.business_date, n.shift_id, n.till_id, n.tender_id, n.number)
              = (m.centre_id, m.business_date, m.shift_id, m.till_id, m.tender_id, m.number)
        WHERE ${isOfReader("m.centre_id")}
          AND m.business_date BETWEEN $2 AND $3
        GROUP BY 1, 2, 3, 4, 5
     )
     SELECT t.centre_id AS "centreId", c.name AS "centreName", t.business_date AS "businessDate",
            t.shift_id AS "shiftId", t.till_id AS "tillId", t.tender_id AS "tenderId",
            l.shift_name AS "shiftName", l.till_name AS "tillName",
            l.tender_name AS "tenderName", l.currency, l.verdict,
            l.difference_minor AS difference, l.counted_minor AS counted,
            l.expected_minor AS expected,
            d.state = 'open' AND l.reason IS NULL
              AND l.verdict NOT IN ('matched', 'within-tolerance') AS "isOutstanding",
            t.question AS "questionNumber", t.reply AS "replyNumber",
            t.mention AS "mentionNumber", coalesce(r.number, 0) AS "readNumber",
            t.asked AS "hasAsked", latest.assignee_id::text AS "assigneeId",
            u.name AS "assigneeName", latest.due_on AS "dueOn",
            ${authorOf("question")} AS "askedBy", ${authorOf("reply")} AS "repliedBy",
            ${authorOf("mention")} AS "mentionedBy"
       FROM thread t
       JOIN reconciliation d USING (centre_id, business_date)
       JOIN reconciliation_line l USING (centre_id, business_date, shift_id, till_id, tender_id)
       JOIN centre c ON c.id = t.centre_id
       LEFT JOIN latest USING (centre_id, business_date, shift_id, till_id, tender_id)
       LEFT JOIN "user" u ON u.id = latest.assignee_id
       LEFT JOIN thread_reading r ON r.user_id = $4::uuid
        AND (r.centre_id, r.business_date, r.shift_id, r.till_id, r.tender_id)
            = (t.centre_id, t.business_date, t.shift_id, t.till_id, t.tender_id)
      WHERE t.mention > coalesce(r.number, 0) OR t.reply > coalesce(r.number, 0)
         OR (t.question > t.reply AND d.state = 'open')
      ORDER BY t.written_at DESC LIMIT ${THREADS_MAX}`,
    [centreIds, from, to, readerId],
  );
}

/** The name of who wrote the message whose number the column holds. */
function authorOf(column: "question" | "reply" | "mention"): string {
  return `(SELECT p.name FROM line_message w JOIN "user" p ON p.id = w.author_id
            WHERE (w.centre_id, w.business_date, w.shift_id, w.till_id, w.tender_id, w.number)
                  = (t.centre_id, t.business_date, t.shift_id, t.till_id, t.tender_id,
                     t.${column}))`;
}
