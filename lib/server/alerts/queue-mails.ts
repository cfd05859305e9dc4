import "server-only";

/**
 * Gathers what a person is to read by mail into one mail, unless it is quiet where they are. Each
 * digest is a mail of its own, at the hour that its reader chose.
 */
import { isQuiet, type QuietHours } from "@/lib/domain/notice/clock";
import { inTransaction, sql, type Sql } from "../db/sql";
import { env } from "../env";

/**
 * Earlier versions sent nothing to those who saved no settings, and what they did not send then is
 * old.
 */
const UNSAVED_SINCE = "1 day";

/** Null is no limit: several digests are due where no instance ran for a day. */
const NOTICES_MAX = { digest: 1, other: null };
type Kind = keyof typeof NOTICES_MAX;

/** Returns how many mails were put into the outbox. */
export async function queueMails(now: number): Promise<number> {
  const people = await sql<QuietHours & { userId: string }>(
    `SELECT n.user_id::text AS "userId", s.quiet_from AS "quietFrom", s.quiet_to AS "quietTo",
            coalesce(s.time_zone, 'UTC') AS "timeZone"
       FROM (SELECT user_id, max(made_at) AS made_at FROM notice
              WHERE wants_mail AND mail_id IS NULL GROUP BY user_id) n
       LEFT JOIN notice_settings s ON s.user_id = n.user_id
      WHERE s.user_id IS NOT NULL
         OR ($1::boolean AND n.made_at > now() - interval '${UNSAVED_SINCE}')`,
    [env().mail !== null],
  );
  let queued = 0;
  for (const person of people) {
    const kinds: Kind[] = isQuiet(now, person) ? ["digest"] : ["digest", "other"];
    for (const kind of kinds) {
      while (await inTransaction((tx) => queueOne(tx.sql, person.userId, kind))) queued += 1;
    }
  }
  return queued;
}

/** Another instance that gathers the same notices waits for this one, and then finds none. */
async function queueOne(run: Sql, userId: string, kind: Kind): Promise<boolean> {
  const notices = await run<{ id: string }>(
    `SELECT id::text AS id FROM notice
      WHERE user_id = $1::uuid AND wants_mail AND mail_id IS NULL
        AND (kind = 'digest') = ($2 = 'digest')
      ORDER BY business_date, id LIMIT $3::int FOR UPDATE`,
    [userId, kind, NOTICES_MAX[kind]],
  );
  if (notices.length === 0) return false;
  await run(
    `WITH queued AS (
       INSERT INTO mail (id, user_id) VALUES (gen_random_uuid(), $1::uuid) RETURNING id)
     UPDATE notice SET mail_id = queued.id FROM queued WHERE notice.id = ANY ($2::uuid[])`,
    [userId, notices.map(({ id }) => id)],
  );
  return true;
}
