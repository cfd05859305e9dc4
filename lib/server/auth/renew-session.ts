import "server-only";

/**
 * Gives a session another id, and its browser another cookie, once its person has proved again who
 * they are: the cookie of before is worth nothing from then on, whoever has a copy of it.
 */
import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { AppError } from "../app-error";
import { sql } from "../db/sql";
import { env } from "../env";
import { cookiesOf } from "../http/cookies";
import { writeHostCookie } from "./host-cookie";
import { COOKIE_SECONDS_MAX, readSession, type SessionClaims, sessionCookieName } from "./session";

/** Returns the header of the cookie. */
export async function renewSession(request: Request): Promise<string> {
  const claims = await readSession(cookiesOf(request)[sessionCookieName()]);
  const renewed = claims === null ? null : await renew(claims);
  if (renewed === null) throw new AppError("UNAUTHENTICATED", "Sign in again.");
  return writeCookie(renewed);
}

/** A cookie from before sessions were rows is noted as ended, or its next use adds a row again. */
async function renew({ seenAt, ...claims }: SessionClaims): Promise<SessionClaims | null> {
  const sessionId = randomUUID();
  const renewed = await sql(
    `WITH renewed AS (
       UPDATE sign_in_session SET id = $3::uuid, verified_at = now(), seen_at = now()
        WHERE id = $1::uuid AND user_id = $2::uuid AND ended_at IS NULL AND awaits IS NULL
        RETURNING id),
     ended AS (
       INSERT INTO ended_session (id, ends_at)
       SELECT $1::uuid, now() + make_interval(secs => $5) FROM renewed WHERE $4::boolean)
     SELECT id FROM renewed`,
    [claims.sessionId, claims.sub, sessionId, seenAt !== undefined, COOKIE_SECONDS_MAX],
  );
  return renewed.length === 0 ? null : { ...claims, sessionId };
}

async function writeCookie(claims: SessionClaims): Promise<string> {
  const value = await encode({ token: claims, secret: env().secret, maxAge: COOKIE_SECONDS_MAX });
  return writeHostCookie(sessionCookieName(), value, COOKIE_SECONDS_MAX);
}
