import "server-only";

/**
 * Finds whom the latest messages and assignments are addressed to: who is mentioned, who asked what
 * is replied to, who counted or explains the line that is asked about, and who is given a line.
 */
import { buildNotice, type NewNotice } from "@/lib/domain/notice/match";
import { maySeeNotice, type NoticeKind } from "@/lib/domain/notice/notice";
import { findActors } from "../auth/actor";
import { sql } from "../db/sql";
import { listSubscribers } from "../notices/settings";

/** Whoever was not informed by then, because no instance ran, finds it on the page of today. */
const SINCE = "2 days";

type DirectRecord = {
  kind: NoticeKind;
  userId: string;
  centreId: string;
  businessDate: string;
  shiftId: string;
  tillId: string;
  tenderId: string;
  number: number | null;
  version: number;
  byId: string;
};

export async function listDirectNotices(): Promise<NewNotice[]> {
  const rows = [...(await listMessageRecipients()), ...(await listNewAssignments())];
  if (rows.length === 0) return [];
  const [actors, subscribers] = await Promise.all([
    findActors([...new Set(rows.map(({ userId }) => userId))]),
    listSubscribers(["direct"]),
  ]);
  const mailed = new Set(
    subscribers.filter(({ mail }) => mail).map(({ actor: { userId } }) => userId),
  );
  return rows.flatMap(({ userId, version, ...row }) => {
    const actor = actors.get(userId);
    if (actor === undefined || !maySeeNotice(actor, row.kind, row.centreId)) return [];
    const isAssignment = row.kind === "assignment";
    const mark = isAssignment ? `assignment-${version}` : `message-${version}`;
    return buildNotice({ ...row, mark, at: null }, userId, mailed.has(userId));
  });
}

/** A message concerns a person once: being mentioned outweighs everything else. */
async function listMessageRecipients(): Promise<DirectRecord[]> {
  return sql<DirectRecord>(
    `WITH latest AS (
       SELECT * FROM line_message WHERE written_at > now() - interval '${SINCE}'
     ), recipient AS (
       SELECT m.centre_id, m.business_date, m.shift_id, m.till_id, m.tender_id, m.number,
              n.user_id, 1 AS rank, 'mention' AS kind, m.author_id
         FROM latest m JOIN line_mention n
        USING (centre_id, business_date, shift_id, till_id, tender_id, number)
       UNION ALL
       SELECT m.centre_id, m.business_date, m.shift_id, m.till_id, m.tender_id, m.number,
              q.author_id, 2, 'reply', m.author_id
         FROM latest m JOIN line_message q
        USING (centre_id, business_date, shift_id, till_id, tender_id)
        WHERE m.kind = 'reply' AND q.kind = 'question' AND q.number < m.number
       UNION ALL
       SELECT m.centre_id, m.business_date, m.shift_id, m.till_id, m.tender_id, m.number,
              t.counted_by_id, 3, 'question', m.author_id
         FROM latest m JOIN till_count t USING (centre_id, business_date, shift_id, till_id)
        WHERE m.kind = 'question'
       UNION ALL
       SELECT m.centre_id, m.business_date, m.shift_id, m.till_id, m.tender_id, m.number,
              a.assignee_id, 3, 'question', m.author_id
         FROM latest m CROSS JOIN LATERAL (
           SELECT l.assignee_id FROM line_assignment l
            WHERE (l.centre_id, l.business_date, l.shift_id, l.till_id, l.tender_id)
                  = (m.centre_id, m.business_date, m.shift_id, m.till_id, m.tender_id)
            ORDER BY l.version DESC LIMIT 1) a
        WHERE m.kind = 'question' AND a.assignee_id IS NOT NULL
     )
     SELECT DISTINCT ON (r.centre_id, r.business_date, r.shift_id, r.till_id, r.tender_id,
              r.number, r.user_id)
            r.kind, r.user_id::text AS "userId", r.centre_id AS "centreId",
            r.business_date AS "businessDate", r.shift_id AS "shiftId", r.till_id AS "tillId",
            r.tender_id AS "tenderId", r.number, r.number AS version,
            r.author_id::text AS "byId"
       FROM recipient r WHERE r.user_id <> r.author_id
      ORDER BY r.centre_id, r.business_date, r.shift_id, r.till_id, r.tender_id, r.number,
               r.user_id, r.rank`,
  );
}

async function listNewAssignments(): Promise<DirectRecord[]> {
  return sql<DirectRecord>(
    `SELECT 'assignment' AS kind, a.assignee_id::text AS "userId", a.centre_id AS "centreId",
            a.business_date AS "businessDate", a.shift_id AS "shiftId", a.till_id AS "tillId",
            a.tender_id AS "tenderId", NULL::int AS number, a.version,
            a.assigned_by_id::text AS "byId"
       FROM line_assignment a
      WHERE a.assigned_at > now() - interval '${SINCE}' AND a.assignee_id IS NOT NULL
        AND a.assignee_id <> a.assigned_by_id
        AND NOT EXISTS (
          SELECT FROM line_assignment n
           WHERE (n.centre_id, n.business_date, n.shift_id, n.till_id, n.tender_id)
                 = (a.centre_id, a.business_date, a.shift_id, a.till_id, a.tender_id)
             AND n.version > a.version)`,
  );
}
