import "server-only";

/**
 * Reads the notices of a person as that person may see them now. Whoever lost a centre no longer
 * sees its notices, and who may not see what is expected gets no difference and no comment.
 */
import type { NoticeList, NoticeView } from "@/lib/contracts/notice";
import { minor } from "@/lib/domain/money";
import { buildNoticeHref, maySeeNotice, type NoticeKind } from "@/lib/domain/notice/notice";
import { type Actor, can } from "@/lib/domain/permission";
import { mayRead, type MessageKind } from "@/lib/domain/thread/message";
import type { WatchPattern } from "@/lib/domain/variance/patterns";
import { sql } from "../db/sql";

const NOTICES_MAX = 200;

type NoticeRecord = {
  id: string;
  kind: NoticeKind;
  centreId: string | null;
  centreName: string | null;
  businessDate: string | null;
  shiftId: string | null;
  tillId: string | null;
  tenderId: string | null;
  shiftName: string | null;
  tillName: string | null;
  tenderName: string | null;
  differenceMinor: string | null;
  currency: string | null;
  pattern: WatchPattern | null;
  by: string | null;
  messageKind: MessageKind | null;
  text: string | null;
  fileId: string | null;
  reportName: string | null;
  madeAt: Date;
  readAt: Date | null;
};

/** What a mail or a message to a device is about, as far as its reader has not read it yet. */
type Unread = { mailId: string } | { ids: readonly string[] };

export async function listNotices(actor: Actor, unread: Unread | null): Promise<NoticeView[]> {
  const mailId = unread !== null && "mailId" in unread ? unread.mailId : null;
  const ids = unread !== null && "ids" in unread ? unread.ids : null;
  const rows = await sql<NoticeRecord>(
    `SELECT n.id::text AS id, n.kind, n.centre_id AS "centreId", c.name AS "centreName",
            n.business_date AS "businessDate", n.shift_id AS "shiftId", n.till_id AS "tillId",
            n.tender_id AS "tenderId", l.shift_name AS "shiftName", l.till_name AS "tillName",
            l.tender_name AS "tenderName", l.difference_minor AS "differenceMinor",
            coalesce(l.currency, c.currency) AS currency, u.name AS by, m.kind AS "messageKind",
            m.text, CASE WHEN n.kind = 'pattern' THEN n.fact::jsonb ->> 6 END AS pattern,
            n.report_file_id::text AS "fileId", r.name AS "reportName",
            n.made_at AS "madeAt", n.read_at AS "readAt"
       FROM notice n
       LEFT JOIN centre c ON c.id = n.centre_id
       LEFT JOIN reconciliation_line l
         ON (l.centre_id, l.business_date, l.shift_id, l.till_id, l.tender_id)
            = (n.centre_id, n.business_date, n.shift_id, n.till_id, n.tender_id)
       LEFT JOIN line_message m
         ON (m.centre_id, m.business_date, m.shift_id, m.till_id, m.tender_id, m.number)
            = (n.centre_id, n.business_date, n.shift_id, n.till_id, n.tender_id, n.number)
       LEFT JOIN "user" u ON u.id = n.by_id
       LEFT JOIN report_file f ON f.id = n.report_file_id
       LEFT JOIN report_run r ON r.id = f.run_id
      WHERE n.user_id = $1::uuid
        AND ($2::uuid IS NULL OR (n.mail_id = $2::uuid AND n.read_at IS NULL))
        AND ($3::uuid[] IS NULL OR (n.id = ANY ($3::uuid[]) AND n.read_at IS NULL))
      ORDER BY n.made_at DESC, n.number DESC NULLS LAST, n.id LIMIT $4::int`,
    // A mail says how many there are, and shows the first.
    [actor.userId, mailId, ids, unread === null ? NOTICES_MAX : null],
  );
  return rows.filter((row) => isVisible(actor, row)).map((row) => buildView(actor, row));
}

export async function listInbox(actor: Actor): Promise<NoticeList> {
  const [notices, { unread }] = await Promise.all([listNotices(actor, null), countUnread(actor)]);
  return { notices, unread };
}

/** Counts the newest, also those that are older than what the inbox lists. */
export async function countUnread(actor: Actor): Promise<{ unread: number }> {
  const rows = await sql<Pick<NoticeRecord, "kind" | "centreId" | "messageKind">>(
    `SELECT n.kind, n.centre_id AS "centreId", m.kind AS "messageKind"
       FROM notice n
       LEFT JOIN line_message m
         ON (m.centre_id, m.business_date, m.shift_id, m.till_id, m.tender_id, m.number)
            = (n.centre_id, n.business_date, n.shift_id, n.till_id, n.tender_id, n.number)
      WHERE n.user_id = $1::uuid AND n.read_at IS NULL
      ORDER BY n.made_at DESC LIMIT ${NOTICES_MAX}`,
    [actor.userId],
  );
  return { unread: rows.filter((row) => isVisible(actor, row)).length };
}

function seesExpectedIn(actor: Actor, centreId: string | null): boolean {
  return centreId !== null && can(actor, "reconciliation:view", centreId);
}

function isVisible(
  actor: Actor,
  { kind, centreId, messageKind }: Pick<NoticeRecord, "kind" | "centreId" | "messageKind">,
): boolean {
  if (!maySeeNotice(actor, kind, centreId)) return false;
  const seesExpected = seesExpectedIn(actor, centreId);
  return messageKind === null || mayRead(messageKind, { seesExpected });
}

function buildView(actor: Actor, row: NoticeRecord): NoticeView {
  const { id, kind, centreId, centreName, businessDate, shiftId, tillId, tenderId } = row;
  const seesExpected = seesExpectedIn(actor, centreId);
  const shows = seesExpected && kind === "difference" && row.differenceMinor !== null;
  return {
    id,
    kind,
    reportName: row.reportName,
    centreName: centreName ?? centreId,
    businessDate,
    line:
      shiftId === null || tillId === null || tenderId === null
        ? null
        : {
            shift: row.shiftName ?? shiftId,
            till: row.tillName ?? tillId,
            tender: row.tenderName ?? tenderId,
          },
    differenceMinor: shows ? minor(Number(row.differenceMinor)) : null,
    currency: shows ? row.currency : null,
    pattern: row.pattern,
    by: row.by,
    text: row.text,
    href: buildNoticeHref(row, seesExpected),
    madeAt: row.madeAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  };
}
