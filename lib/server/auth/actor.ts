import "server-only";

/**
 * Identifies the actor of a request. User, session version, roles and token are read from the
 * database on every request, in one query, so that what an administrator revokes is gone with the
 * next click.
 */
import { createHash } from "node:crypto";
import {
  type Actor,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
} from "@/lib/domain/permission";
import { restrictToCounting } from "@/lib/domain/counting-session";
import { AppError } from "../app-error";
import { IS_ENABLED } from "../db/enabled-account";
import { prepared, sql } from "../db/sql";
import { bearerTokenOf } from "../http/bearer";
import { cookiesOf } from "../http/cookies";
import { noteAccount } from "../work-context";
import { ADMITS_PASSWORD } from "./admits-password";
import { deviceCookieName, hashDeviceToken } from "./device";
import { LACKS_FACTOR } from "./lacks-factor";
import { isAttended } from "./path";
import {
  PIN_IDLE_SECONDS_MAX,
  readSession,
  type SessionClaims,
  sessionCookieName,
} from "./session";
import { SESSION_LIMITS } from "./session-limits";
import { adoptSession, noteActivity } from "./session-row";
import { admitTokenUse } from "./token-use";

/** The session of a person at a browser; null for an API token. */
export type CurrentSession = {
  id: string;
  endsAt: Date;
  /** The person has proved who they are within the last minutes. */
  isFresh: boolean;
  /** How long a proof is fresh; null: as long as the session lasts. */
  freshSeconds: number | null;
};
export type Caller = {
  actor: Actor;
  session: CurrentSession | null;
  /** Their roles take a second factor, and nothing but a password has been asked of them. */
  lacksFactor: boolean;
};

/** Accepts a session cookie or an API token, and throws UNAUTHENTICATED otherwise. */
export async function requireCaller(request: Request): Promise<Caller> {
  const bearer = bearerTokenOf(request);
  const caller =
    bearer === undefined
      ? await findCallerByCookies(cookiesOf(request), isAttended(request))
      : await findCallerByToken(request, bearer);
  if (caller === null) {
    throw new AppError(
      "UNAUTHENTICATED",
      bearer === undefined
        ? "Sign in, or send an API token."
        : "The API token is unknown, revoked or expired.",
    );
  }
  noteAccount(caller.actor.userId);
  return caller;
}

/**
 * The device's own cookie is needed beside that of a session by PIN. `isAttended` tells whether the
 * person caused the request.
 */
export async function findCallerByCookies(
  cookies: Partial<Record<string, string>>,
  isAttended: boolean,
): Promise<Caller | null> {
  const session = await readSession(cookies[sessionCookieName()]);
  if (session === null) return null;
  return findSession(session, cookies[deviceCookieName()], isAttended);
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

type ActorRow = {
  id: string;
  name: string;
  roles: { centreId: string; role: string }[];
  permissions: string[] | null;
};

const GRANTED_ROLES = `
  (SELECT coalesce(json_agg(json_build_object('centreId', m.centre_id, 'role', m.role)), '[]')
     FROM granted_role m WHERE m.user_id = u.id) AS roles`;

type CallerRow = ActorRow & { isUnnoted: boolean; lacksFactor: boolean };
type SessionRow = CallerRow & Omit<CurrentSession, "id">;

/** Activity is written at most this often. */
const NOTE_AFTER_SECONDS = 5 * 60;
const PIN_NOTE_AFTER_SECONDS = 60;

type SessionKind = {
  idleSeconds: string;
  noteAfterSeconds: number;
  /** A further condition. */
  and: string;
};

/**
 * Each kind is a statement of its own, without parameters that may be null: of those PostgreSQL
 * would plan each request for itself, which takes several times as long as reading the session.
 */
const sessionStatement = ({ idleSeconds, noteAfterSeconds, and }: SessionKind) => `
  SELECT u.id, u.name, NULL::text[] AS permissions, ${GRANTED_ROLES},
         s.started_at + make_interval(secs => l.absolute_seconds) AS "endsAt",
         coalesce(s.verified_at > now() - make_interval(secs => l.fresh_seconds), true)
           AS "isFresh",
         l.fresh_seconds AS "freshSeconds",
         s.seen_at < now() - make_interval(secs => ${noteAfterSeconds}) AS "isUnnoted",
         s.factors = '{password}' AND ${LACKS_FACTOR} AS "lacksFactor"
    FROM "user" u JOIN sign_in_session s ON s.user_id = u.id, ${SESSION_LIMITS}
   WHERE u.id = $1 AND u.session_version = $2 AND ${IS_ENABLED}
     AND s.id = $3 AND s.ended_at IS NULL AND s.awaits IS NULL
     AND (s.factors && '{oidc,pin}' OR ${ADMITS_PASSWORD})
     AND s.started_at > now() - make_interval(secs => l.absolute_seconds)
     AND s.seen_at > now() - make_interval(secs => ${idleSeconds}) ${and}`;

const OWN_SESSION = sessionStatement({
  idleSeconds: "l.idle_seconds",
  noteAfterSeconds: NOTE_AFTER_SECONDS,
  and: "",
});
const PIN_SESSION = sessionStatement({
  idleSeconds: String(PIN_IDLE_SECONDS_MAX),
  noteAfterSeconds: PIN_NOTE_AFTER_SECONDS,
  and: `AND EXISTS (
       SELECT FROM shared_device d JOIN counter_pin p ON p.centre_id = d.centre_id
        WHERE d.id = $4 AND d.token_hash = $5 AND d.revoked_at IS NULL
          AND d.centre_id = $6 AND p.user_id = u.id AND p.version = $7)`,
});

export async function findSession(
  claims: SessionClaims,
  deviceToken: string | undefined,
  isAttended = false,
): Promise<(Caller & { session: CurrentSession }) | null> {
  await adoptSession(claims);
  const { sub, version, sessionId, pin } = claims;
  const rows = await prepared<SessionRow>(pin === undefined ? OWN_SESSION : PIN_SESSION, [
    sub,
    version,
    sessionId,
    ...(pin === undefined
      ? []
      : [pin.deviceId, hashDeviceToken(deviceToken), pin.centreId, pin.version]),
  ]);
  const [row] = rows;
  if (row === undefined) return null;
  if (isAttended && row.isUnnoted) noteActivity(sessionId);
  const actor = buildActor(row);
  return {
    actor: pin === undefined ? actor : restrictToCounting(actor, pin.centreId),
    session: {
      id: sessionId,
      endsAt: row.endsAt,
      isFresh: row.isFresh,
      freshSeconds: row.freshSeconds,
    },
    lacksFactor: row.lacksFactor,
  };
}

type TokenRow = CallerRow & { tokenId: string; networks: string[] };

async function findCallerByToken(request: Request, token: string): Promise<Caller | null> {
  const [row] = await prepared<TokenRow>(
    `SELECT u.id, u.name, t.permissions, ${GRANTED_ROLES}, t.id::text AS "tokenId",
            coalesce(t.networks, '{}') AS networks, ${LACKS_FACTOR} AS "lacksFactor",
            coalesce(t.last_used_at < now() - interval '1 minute', true) AS "isUnnoted"
       FROM api_token t JOIN "user" u ON u.id = t.user_id
      WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND ${IS_ENABLED}
        AND (t.expires_at IS NULL OR t.expires_at > now())`,
    [hashToken(token)],
  );
  if (row === undefined) return null;
  const isAdmitted = await admitTokenUse(request, { ...row, userId: row.id });
  if (!isAdmitted) return null;
  return { actor: buildActor(row), session: null, lacksFactor: row.lacksFactor };
}

/** Finds people who made no request, as they are allowed now; who is disabled is omitted. */
export async function findActors(userIds: readonly string[]): Promise<Map<string, Actor>> {
  const rows = await sql<ActorRow>(
    `SELECT u.id::text AS id, u.name, NULL::text[] AS permissions, ${GRANTED_ROLES}
       FROM "user" u WHERE u.id = ANY ($1::uuid[]) AND ${IS_ENABLED}`,
    [[...userIds]],
  );
  return new Map(rows.map((row) => [row.id, buildActor(row)]));
}

function buildActor(row: ActorRow): Actor {
  const roles = new Map<string, Role[]>();
  for (const { centreId, role } of row.roles) {
    if (isRole(role)) roles.set(centreId, [...(roles.get(centreId) ?? []), role]);
  }
  return {
    userId: row.id,
    name: row.name,
    roles,
    limitedTo: row.permissions === null ? null : row.permissions.filter(isPermission),
  };
}

/** A role or permission that a newer version stored means nothing to this one. */
function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

function isPermission(text: string): text is Permission {
  return (PERMISSIONS as readonly string[]).includes(text);
}
