import "server-only";

/** Lists the sessions of a person, and ends them one by one or together, at once. */
import type { SignInSessionRow } from "@/lib/contracts/sign-in-session";
import type { Actor, Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAuditAll } from "../audit/append";
import type { CurrentSession } from "../auth/actor";
import { refuseRestricted } from "../auth/refuse-restricted";
import { PIN_IDLE_SECONDS_MAX } from "../auth/session";
import { SESSION_LIMITS } from "../auth/session-limits";
import { inTransaction, sql as once } from "../db/sql";
import { dropDevices } from "./drop-devices";

const SESSIONS_MAX = 200;

type StoredSession = Omit<SignInSessionRow, "startedAt" | "seenAt"> & {
  startedAt: Date;
  seenAt: Date;
};

export async function listSessions(
  userId: string,
  current: CurrentSession | null,
): Promise<SignInSessionRow[]> {
  const rows = await once<StoredSession>(
    `SELECT s.id::text AS id, s.browser, s.system, s.address, coalesce(s.factors, '{}') AS factors,
            s.acr, coalesce(s.amr, '{}') AS amr, s.started_at AS "startedAt", s.seen_at AS "seenAt",
            s.id IS NOT DISTINCT FROM $2::uuid AS "isCurrent"
       FROM sign_in_session s JOIN "user" u ON u.id = s.user_id, ${SESSION_LIMITS}
      WHERE s.user_id = $1::uuid AND s.ended_at IS NULL AND s.awaits IS NULL
        AND s.started_at > now() - make_interval(secs => l.absolute_seconds)
        AND s.seen_at > now() - make_interval(
              secs => CASE WHEN s.device_id IS NULL THEN l.idle_seconds ELSE $3::int END)
      ORDER BY s.id IS NOT DISTINCT FROM $2::uuid DESC, s.seen_at DESC, s.id LIMIT $4`,
    [userId, current?.id ?? null, PIN_IDLE_SECONDS_MAX, SESSIONS_MAX],
  );
  return rows.map((row) => ({
    ...row,
    startedAt: row.startedAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
  }));
}

export async function endOwnSession(
  actor: Actor,
  { sessionId }: { sessionId: string },
): Promise<void> {
  refuseRestricted(actor, SIGN_IN_FIRST);
  const ended = await endSessions(actor, { userId: actor.userId, sessionId });
  if (ended === 0) throw new AppError("NOT_FOUND", "You have no such session.");
}

export async function endOtherSessions(
  actor: Actor,
  current: CurrentSession | null,
): Promise<{ ended: number }> {
  refuseRestricted(actor, SIGN_IN_FIRST);
  const retained = current?.id ?? null;
  return { ended: await endSessions(actor, { userId: actor.userId, retained }) };
}

/** For administrators: where somebody is signed in. */
export async function listSessionsOf(
  _scope: Scope<"security:administer">,
  { userId }: { userId: string },
): Promise<SignInSessionRow[]> {
  await assertUserExists(userId);
  return listSessions(userId, null);
}

export async function endSessionOf(
  { actorId }: Scope<"security:administer">,
  chosen: { userId: string; sessionId: string },
): Promise<void> {
  const ended = await endSessions({ userId: actorId }, chosen);
  if (ended === 0) throw new AppError("NOT_FOUND", "They have no such session.");
}

export async function endAllSessionsOf(
  { actorId }: Scope<"security:administer">,
  { userId }: { userId: string },
): Promise<{ ended: number }> {
  await assertUserExists(userId);
  return { ended: await endSessions({ userId: actorId }, { userId }) };
}

async function assertUserExists(userId: string): Promise<void> {
  const found = await once(`SELECT id FROM "user" WHERE id = $1::uuid`, [userId]);
  if (found.length === 0) throw new AppError("NOT_FOUND", "There is no such person.");
}

type Chosen = { userId: string; sessionId?: string; retained?: string | null };

/** Returns how many ended. */
async function endSessions(
  { userId: actorId }: Pick<Actor, "userId">,
  { userId, sessionId, retained }: Chosen,
): Promise<number> {
  return inTransaction(async ({ sql }) => {
    const ended = await sql<{ browser: string | null; system: string | null }>(
      `UPDATE sign_in_session SET ended_at = now(), ended_by_id = $1::uuid
        WHERE user_id = $2::uuid AND ended_at IS NULL AND ($3::uuid IS NULL OR id = $3::uuid)
          AND id IS DISTINCT FROM $4::uuid RETURNING browser, system`,
      [actorId, userId, sessionId ?? null, retained ?? null],
    );
    if (sessionId === undefined) await dropDevices(sql, userId);
    await appendAuditAll(
      sql,
      ended.map(({ browser, system }) => ({
        actorId,
        action: "session.revoked",
        before: { userId, browser, system },
      })),
    );
    return ended.length;
  });
}

/** A script must not sign out the person who would revoke its token. */
const SIGN_IN_FIRST = "Sign in to end sessions: API tokens and PINs don't.";
