import "server-only";

/**
 * Remembers the browser that somebody has just signed in with, and informs them of one that their
 * account did not know: by mail, or in the inbox where there is no mail server. The very first
 * sign-in informs nobody, and neither does a browser that the account knew before its password
 * changed.
 */
import { sql } from "../db/sql";
import { env } from "../env";
import { cookiesOf } from "../http/cookies";
import { log } from "../log";
import {
  type KnownAccount,
  knownDeviceCookieName,
  readKnownDevice,
  writeKnownDevice,
} from "./known-device";

/** Passwords change seldom; a cookie lives for half a year. */
const VERSIONS_MAX = 50;

type SignedInBy = KnownAccount & { id: string; sessionId: string };

/** Returns the header of the cookie. */
export async function rememberDevice(request: Request, signedIn: SignedInBy): Promise<string> {
  const cookie = cookiesOf(request)[knownDeviceCookieName()];
  if (!isKnown(cookie, signedIn)) {
    await inform(signedIn).catch((error: unknown) => {
      log().error({ err: error }, "a sign-in from an unknown device could not be announced");
    });
  }
  return writeKnownDevice(signedIn);
}

function isKnown(cookie: string | undefined, { email, version }: KnownAccount): boolean {
  const versions = Array.from(
    { length: Math.min(version, VERSIONS_MAX) },
    (_, ago) => version - ago,
  );
  return versions.some((one) => readKnownDevice(cookie, { email, version: one }) !== null);
}

/** Who was there before the entries began that are not archived has signed in before. */
async function inform({ id: userId, sessionId }: SignedInBy): Promise<void> {
  const [before] = await sql<{ signIns: number }>(
    `SELECT CASE WHEN EXISTS (SELECT FROM "user" u JOIN audit_anchor a ON u.created_at <= a.last_at
                               WHERE u.id = $1::uuid) THEN 2
                 ELSE (SELECT count(*)::int
                         FROM (SELECT id FROM audit_entry
                                WHERE actor_id = $1::uuid AND action = 'session.started'
                                LIMIT 2) e) END AS "signIns"`,
    [userId],
  );
  if ((before?.signIns ?? 0) < 2) return;
  if (env().mail === null) {
    await sql(
      `INSERT INTO notice (id, user_id, kind, fact, wants_mail)
       VALUES (gen_random_uuid(), $1::uuid, 'sign-in', json_build_array('sign-in', $2::text)::text,
               false)
       ON CONFLICT (user_id, fact) DO NOTHING`,
      [userId, sessionId],
    );
    return;
  }
  await sql(
    `WITH queued AS (
       INSERT INTO mail (id, user_id) VALUES (gen_random_uuid(), $1::uuid) RETURNING id)
     UPDATE sign_in_session SET mail_id = (SELECT id FROM queued) WHERE id = $2::uuid`,
    [userId, sessionId],
  );
}
