import "server-only";

/** Lists which mails could not be delivered: of one person, or of everyone for administrators. */
import type { MailList, NoticeSettingsView } from "@/lib/contracts/notice";
import type { Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";

const SHOWN_MAX = 50;
const OF_ONE_MAX = 5;

type Undelivered = { at: Date; state: "bounced" | "failed" | "unconfirmed"; error: string };

export async function listUndeliveredOf(
  userId: string,
): Promise<NoticeSettingsView["undelivered"]> {
  const rows = await sql<Undelivered>(
    `SELECT coalesce(ended_at, created_at) AS at, state, coalesce(last_error, '') AS error FROM mail
      WHERE user_id = $1::uuid AND state IN ('bounced', 'failed', 'unconfirmed')
        AND created_at > now() - interval '30 days'
      ORDER BY created_at DESC LIMIT ${OF_ONE_MAX}`,
    [userId],
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

/** Counts and lists what happened in the last thirty days. */
export async function listMails(_scope: Scope<"security:administer">): Promise<MailList> {
  const [counts] = await sql<{ queued: number; sent: number }>(
    `SELECT (count(*) FILTER (WHERE state = 'queued'))::int AS queued,
            (count(*) FILTER (WHERE state = 'sent'))::int AS sent
       FROM mail WHERE created_at > now() - interval '30 days'`,
  );
  const rows = await sql<Undelivered & { id: string; name: string; address: string }>(
    `SELECT m.id::text AS id, u.name, coalesce(m.address, u.email) AS address,
            coalesce(m.ended_at, m.created_at) AS at, m.state,
            coalesce(m.last_error, '') AS error
       FROM mail m JOIN "user" u ON u.id = m.user_id
      WHERE m.state IN ('bounced', 'failed', 'unconfirmed')
        AND m.created_at > now() - interval '30 days'
      ORDER BY m.created_at DESC LIMIT ${SHOWN_MAX}`,
  );
  return {
    queued: counts?.queued ?? 0,
    sent: counts?.sent ?? 0,
    undelivered: rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
  };
}
