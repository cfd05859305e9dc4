import "server-only";

/**
 * Keeps sessions as rows, so that they can be listed and ended one by one. A cookie without an open
 * row of its own is none.
 */
import { randomUUID } from "node:crypto";
import type { Assurance } from "@/lib/domain/sign-on/assurance";
import { nameBrowser } from "@/lib/domain/user-agent";
import { appendAudit } from "../audit/append";
import { inTransaction, sql as once, type Sql } from "../db/sql";
import { log } from "../log";
import { announceEmergency } from "./announce-emergency";
import { HAS_SECOND_FACTOR } from "./has-second-factor";
import { COOKIE_SECONDS_MAX, type Factor, type PinSession, type SessionClaims } from "./session";

/** How it says that they signed in there, and what it calls the session. */
type OpeningProvider = {
  issuer: string;
  sid: string | null;
  assurance: Assurance;
  sealedIdToken: string;
};

type NewSession = {
  userId: string;
  factors: readonly Factor[];
  address: string;
  userAgent: string | null;
  /** When they proved who they are elsewhere; null or undefined: just now. */
  provedAt?: Date | null;
  /** Set when an identity provider has signed them in. */
  provider?: OpeningProvider;
  /** Set when they signed in with a PIN on a shared device. */
  pin?: (PinSession & { device: string }) | undefined;
  /** The session that the browser has had until now: it ends, whoever's it is. */
  replaced: SessionClaims | null;
};

/** A session whose second step is missing is none to every route and page. */
export type OpenedRow = { id: string; isComplete: boolean; isEmergency: boolean };

export async function openSession(opened: NewSession): Promise<OpenedRow> {
  const { userId, factors, address, userAgent, provedAt, provider, pin, replaced } = opened;
  const id = randomUUID();
  const { browser, system } = nameBrowser(userAgent);
  if (replaced !== null) await adoptSession(replaced);
  return inTransaction(async ({ sql }) => {
    const [row] = await sql<{ isComplete: boolean }>(
      `INSERT INTO sign_in_session (id, user_id, browser, system, address, factors, device_id,
         acr, amr, issuer, provider_session, sealed_id_token, verified_at, awaits)
       SELECT $1::uuid, $2::uuid, $3, $4, $5, $6::text[], $7::uuid, $9, $10::text[], $11, $12, $13,
              least($8::timestamptz, now()),
              CASE WHEN $6::text[] = '{password}' AND EXISTS (SELECT FROM "user" u
                      WHERE u.id = $2::uuid AND ${HAS_SECOND_FACTOR})
                   THEN 'second-factor' END
       RETURNING awaits IS NULL AS "isComplete"`,
      [
        id,
        userId,
        browser,
        system,
        address,
        factors,
        pin?.deviceId ?? null,
        provedAt ?? null,
        provider?.assurance.acr ?? null,
        provider?.assurance.amr ?? [],
        provider?.issuer ?? null,
        provider?.sid ?? null,
        provider?.sealedIdToken ?? null,
      ],
    );
    const isComplete = row?.isComplete ?? false;
    if (replaced !== null) await endRow(sql, replaced);
    if (!isComplete) return { id, isComplete, isEmergency: false };
    const isOwn = factors.includes("password") || factors.includes("passkey");
    const isEmergency = isOwn && (await announceEmergency(sql, { userId, sessionId: id }));
    const where = { browser, system, factors };
    await appendAudit(sql, {
      actorId: userId,
      action: "session.started",
      ...(pin === undefined ? {} : { centreId: pin.centreId }),
      after: pin === undefined ? where : { ...where, deviceId: pin.deviceId, device: pin.device },
    });
    return { id, isComplete, isEmergency };
  });
}

/** A cookie from before sessions were rows gets its row with its first request. */
export async function adoptSession(claims: SessionClaims): Promise<void> {
  const { sub, sessionId, version, signedInAt, seenAt, pin } = claims;
  if (seenAt === undefined) return;
  await once(
    `INSERT INTO sign_in_session (id, user_id, factors, device_id, started_at, seen_at, verified_at)
     SELECT $1::uuid, u.id, ARRAY[$3::text], $4::uuid, to_timestamp($5::double precision),
            to_timestamp($6::double precision), to_timestamp($5::double precision)
       FROM "user" u
      WHERE u.id = $2::uuid AND u.session_version = $7
        AND NOT EXISTS (SELECT FROM ended_session WHERE id = $1::uuid)
     ON CONFLICT (id) DO NOTHING`,
    [
      sessionId,
      sub,
      pin === undefined ? "password" : "pin",
      pin?.deviceId ?? null,
      signedInAt,
      seenAt,
      version,
    ],
  );
}

/** Nobody waits for it, and it is written once in a while only. */
export function noteActivity(sessionId: string): void {
  const noted = once(
    "UPDATE sign_in_session SET seen_at = now() WHERE id = $1::uuid AND ended_at IS NULL",
    [sessionId],
  );
  noted.catch((error: unknown) => {
    log().warn({ err: error }, "the activity of a session could not be stored");
  });
}

/**
 * Ends one session before its time: the cookie is invalid from then on, including any copy of it.
 * Other sessions of the same user continue, such as the phone of someone who leaves a till.
 */
export async function endSession(claims: SessionClaims): Promise<void> {
  await adoptSession(claims);
  await inTransaction(({ sql }) => endRow(sql, claims));
}

async function endRow(sql: Sql, { sub, sessionId }: SessionClaims): Promise<void> {
  const ended = await sql(
    `UPDATE sign_in_session SET ended_at = now(), ended_by_id = user_id
      WHERE id = $1::uuid AND user_id = $2::uuid AND ended_at IS NULL RETURNING id`,
    [sessionId, sub],
  );
  if (ended.length > 0) await appendAudit(sql, { actorId: sub, action: "session.ended" });
}

/** Deletes what nothing needs any more of sessions that are over, and of reported logouts. */
export async function forgetEndedSessions(): Promise<void> {
  await once("DELETE FROM ended_session WHERE ends_at < now()");
  await once(
    `UPDATE sign_in_session SET sealed_id_token = NULL
      WHERE sealed_id_token IS NOT NULL
        AND (ended_at IS NOT NULL OR started_at < now() - make_interval(secs => $1))`,
    [COOKIE_SECONDS_MAX],
  );
  // A logout token is too old after minutes.
  await once("DELETE FROM provider_logout WHERE taken_at < now() - interval '1 hour'");
}
