import "server-only";

/** Creates and revokes API tokens. A token may do part of what its owner may, and never more. */
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { createTokenSchema } from "@/lib/contracts/user";
import { type Actor, listPermissions, type Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit, appendAuditAll } from "../audit/append";
import { hashToken } from "../auth/actor";
import { refuseRestricted } from "../auth/refuse-restricted";
import { inTransaction, type Sql } from "../db/sql";

/** The prefix lets people, and scanners of leaked secrets, recognise a token. */
const PREFIX = "cf_";
const TOKENS_MAX = 50;

export async function createToken(
  actor: Actor,
  { name, permissions, expiresInDays, networks = [] }: z.infer<typeof createTokenSchema>,
): Promise<{ id: string; token: string }> {
  refuseBeyond(actor, permissions);
  const token = PREFIX + randomBytes(32).toString("base64url");
  return inTransaction(async ({ sql }) => {
    const owner = await sql(
      `SELECT id FROM "user" WHERE id = $1::uuid AND disabled_at IS NULL FOR UPDATE`,
      [actor.userId],
    );
    if (owner.length === 0) throw new AppError("UNAUTHENTICATED", "You were shut out.");
    const rows = await sql<{ id: string }>(
      `INSERT INTO api_token (id, user_id, name, token_hash, permissions, expires_at, networks)
       SELECT gen_random_uuid(), $1::uuid, $2, $3, $4::text[], now() + make_interval(days => $5),
              $7::text[]
        WHERE (SELECT count(*) FROM api_token
                WHERE user_id = $1::uuid AND revoked_at IS NULL) < $6
       RETURNING id`,
      [actor.userId, name, hashToken(token), permissions, expiresInDays, TOKENS_MAX, networks],
    );
    const id = rows[0]?.id;
    if (id === undefined) {
      throw new AppError("REFUSED", `You have ${TOKENS_MAX} tokens. Revoke one first.`, {
        reason: "too-many-tokens",
      });
    }
    const bound = networks.length === 0 ? {} : { networks };
    const after = { tokenId: id, name, permissions, expiresInDays, ...bound };
    await appendAudit(sql, { actorId: actor.userId, action: "token.created", after });
    return { id, token };
  });
}

export async function revokeToken(
  { actorId }: Scope<"account:use">,
  { tokenId }: { tokenId: string },
): Promise<void> {
  await inTransaction(async ({ sql }) => {
    const rows = await sql<{ name: string }>(
      `UPDATE api_token SET revoked_at = now()
        WHERE id = $1::uuid AND user_id = $2::uuid AND revoked_at IS NULL RETURNING name`,
      [tokenId, actorId],
    );
    const name = rows[0]?.name;
    if (name === undefined) throw new AppError("NOT_FOUND", "You have no such token.");
    await appendAudit(sql, { actorId, action: "token.revoked", before: { tokenId, name } });
  });
}

/** The owner finds a notice of it, and can ask who did it and why. */
export async function revokeTokenOf(
  { actorId }: Scope<"security:administer">,
  { userId, tokenId }: { userId: string; tokenId: string },
): Promise<void> {
  await inTransaction(async ({ sql }) => {
    const [revoked] = await sql<{ name: string }>(
      `UPDATE api_token SET revoked_at = now()
        WHERE id = $1::uuid AND user_id = $2::uuid AND revoked_at IS NULL RETURNING name`,
      [tokenId, userId],
    );
    if (revoked === undefined) throw new AppError("NOT_FOUND", "There is no such token.");
    if (actorId !== userId) {
      await sql(
        `INSERT INTO notice (id, user_id, kind, fact, by_id, wants_mail)
         VALUES (gen_random_uuid(), $1::uuid, 'token-revoked',
                 json_build_array('token-revoked', $2::text)::text, $3::uuid, true)`,
        [userId, tokenId, actorId],
      );
    }
    const before = { userId, tokenId, name: revoked.name };
    await appendAudit(sql, { actorId, action: "token.revoked", before });
  });
}

/** When a user is disabled or gets a new password, the tokens of their scripts end too. */
export async function revokeUserTokens(
  sql: Sql,
  { userId, actorId }: { userId: string; actorId: string | null },
): Promise<void> {
  const revoked = await sql<{ tokenId: string; name: string }>(
    `UPDATE api_token SET revoked_at = now()
      WHERE user_id = $1::uuid AND revoked_at IS NULL RETURNING id AS "tokenId", name`,
    [userId],
  );
  await appendAuditAll(
    sql,
    revoked.map((before) => ({ actorId, action: "token.revoked", before: { userId, ...before } })),
  );
}

function refuseBeyond(actor: Actor, permissions: readonly string[]): void {
  // Otherwise a token could create a successor with more permissions, or one that lasts longer.
  refuseRestricted(actor, "A token can't make tokens. Sign in to make one.");
  const own = listPermissions(actor);
  const beyond = permissions.filter(
    (permission) => !own.some((existing) => existing === permission),
  );
  if (beyond.length === 0) return;
  throw new AppError("REFUSED", `You don't hold ${beyond.join(", ")} yourself.`, {
    reason: "beyond-own-permissions",
  });
}
