import "server-only";

/** Lists what the centres of a reader are asked, the oldest first. It reads no amount. */
import type { Question } from "@/lib/contracts/thread";
import type { Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";

const QUESTIONS_MAX = 100;

type QuestionRecord = Omit<Question, "at"> & { at: Date };

/** A question waits until a reply follows it, the line is explained, or its day is signed. */
export async function listQuestions({ centreIds }: Scope<"thread:view">): Promise<Question[]> {
  const rows = await sql<QuestionRecord>(
    `SELECT q.centre_id AS "centreId", q.business_date AS date, q.shift_id AS "shiftId",
            q.till_id AS "tillId", q.tender_id AS "tenderId", c.name AS "centreName",
            l.shift_name AS "shiftName", l.till_name AS "tillName", l.tender_name AS "tenderName",
            q.number, q.text, coalesce(u.name, '') AS by, q.written_at AS at
       FROM (
         SELECT DISTINCT ON (m.centre_id, m.business_date, m.shift_id, m.till_id, m.tender_id) m.*
           FROM line_message m JOIN reconciliation d USING (centre_id, business_date)
          WHERE m.kind IN ('question', 'reply') AND d.state = 'open'
            AND ($1::text[] IS NULL OR m.centre_id = ANY ($1::text[]))
          ORDER BY m.centre_id, m.business_date, m.shift_id, m.till_id, m.tender_id, m.number DESC
       ) q
       JOIN reconciliation_line l USING (centre_id, business_date, shift_id, till_id, tender_id)
       JOIN centre c ON c.id = q.centre_id
       LEFT JOIN "user" u ON u.id = q.author_id
      WHERE q.kind = 'question' AND l.reason IS NULL
      ORDER BY q.written_at, q.centre_id, q.business_date LIMIT ${QUESTIONS_MAX}`,
    [centreIds === null ? null : [...centreIds]],
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
