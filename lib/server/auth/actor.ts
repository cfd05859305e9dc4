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
import { restrictToCounting } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { sql } from "../db/sql";
import { cookiesOf } from "../http/cookies";
import { deviceCookieName, hashDeviceToken } from "./device";
import { readSession, type SessionClaims, sessionCookieName } from "./session";

/** Accepts a session cookie or an API token, and throws UNAUTHENTICATED otherwise. */
export async function requireActor(request: Request): Promise<Actor> {
  const bearer = /^Bearer (.{1,200})$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const actor =
    bearer === undefined
      ? await findActorByCookies(cookiesOf(request))
      : await findActorByToken(bearer);
  if (actor === null) {
    throw new AppError(
      "UNAUTHENTICATED",
      bearer === undefined
        ? "Sign in, or send an API token."
        : "The API token is unknown, revoked or expired.",
    );
  }
  return actor;
}

/** The device's own cookie is needed beside that of a session by PIN. */
export async function findActorByCookies(
  cookies: Partial<Record<string, string>>,
): Promise<Actor | null> {
  const session = await readSession(cookies[sessionCookieName()]);
  return session === null ? null : findActorBySession(session, cookies[deviceCookieName()]);
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

export async function findActorBySession(
  { sub, version, sessionId, pin }: SessionClaims,
  deviceToken: string | undefined,
): Promise<Actor | null> {
  const rows = await sql<ActorRow>(
    `SELECT u.id, u.name, NULL::text[] AS permissions, ${GRANTED_ROLES}
       FROM "user" u
      WHERE u.id = $1 AND u.session_version = $2 AND u.disabled_at IS NULL
        AND NOT EXISTS (SELECT FROM ended_session WHERE id = $3)
        AND ($4::uuid IS NULL OR EXISTS (
              SELECT FROM shared_device d JOIN counter_pin p ON p.centre_id = d.centre_id
               WHERE d.id = $4 AND d.token_hash = $5 AND d.revoked_at IS NULL
                 AND d.centre_id = $6 AND p.user_id = u.id AND p.version = $7))`,
    [
      sub,
      version,
      sessionId,
      pin?.deviceId ?? null,
      pin === undefined ? null : hashDeviceToken(deviceToken),
      pin?.centreId ?? null,
      pin?.version ?? null,
    ],
  );
  if (rows[0] === undefined) return null;
  const actor = buildActor(rows[0]);
  return pin === undefined ? actor : restrictToCounting(actor, pin.centreId);
}

/**
 * It also records the use, at most once a minute, because a busy script must not write at every
 * call.
 */
async function findActorByToken(token: string): Promise<Actor | null> {
  const rows = await sql<ActorRow>(
    `WITH used AS (
       UPDATE api_token SET last_used_at = now()
        WHERE token_hash = $1 AND revoked_at IS NULL
          AND (expires_at IS NULL OR expires_at > now())
          AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
     )
     SELECT u.id, u.name, t.permissions, ${GRANTED_ROLES}
       FROM api_token t JOIN "user" u ON u.id = t.user_id
      WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND u.disabled_at IS NULL
        AND (t.expires_at IS NULL OR t.expires_at > now())`,
    [hashToken(token)],
  );
  return rows[0] === undefined ? null : buildActor(rows[0]);
}

/** Finds people who made no request, as they are allowed now; who is disabled is omitted. */
export async function findActors(userIds: readonly string[]): Promise<Map<string, Actor>> {
  const rows = await sql<ActorRow>(
    `SELECT u.id::text AS id, u.name, NULL::text[] AS permissions, ${GRANTED_ROLES}
       FROM "user" u WHERE u.id = ANY ($1::uuid[]) AND u.disabled_at IS NULL`,
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
