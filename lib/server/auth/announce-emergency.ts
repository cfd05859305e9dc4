import "server-only";

/** Informs all administrators when the account for emergencies is used. */
import { IS_ENABLED } from "../db/enabled-account";
import type { Sql } from "../db/sql";
import { env } from "../env";
import { IS_EMERGENCY_ACCOUNT } from "./admits-password";
import { IS_ADMINISTRATOR } from "./is-administrator";

/** Returns false for any other account, and where passwords open all of them. */
export async function announceEmergency(
  sql: Sql,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<boolean> {
  const found = await sql(
    `SELECT u.id FROM "user" u WHERE u.id = $1::uuid AND ${IS_EMERGENCY_ACCOUNT}`,
    [userId],
  );
  if (found.length === 0) return false;
  // Nobody has to have chosen mail for this, and no quiet hours delay it.
  await sql(
    `WITH informed AS (
       SELECT u.id, CASE WHEN $3::boolean THEN gen_random_uuid() END AS mail_id
         FROM "user" u
        WHERE ${IS_ENABLED} AND ${IS_ADMINISTRATOR}),
     queued AS (
       INSERT INTO mail (id, user_id) SELECT mail_id, id FROM informed WHERE mail_id IS NOT NULL)
     INSERT INTO notice (id, user_id, kind, fact, by_id, wants_mail, mail_id)
     SELECT gen_random_uuid(), id, 'emergency-sign-in',
            json_build_array('emergency-sign-in', $2::text)::text, $1::uuid, $3, mail_id
       FROM informed`,
    [userId, sessionId, env().mail !== null],
  );
  return true;
}
