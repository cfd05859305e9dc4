import "server-only";

/**
 * The tokens of directories. Whoever has one decides who is in a group, and so who has the roles of
 * its rules: it opens nothing until a second administrator has confirmed it.
 */
import { randomBytes, randomUUID } from "node:crypto";
import type { CreateDirectoryToken, DirectoryTokenList } from "@/lib/contracts/directory-token";
import { refuseDecision } from "@/lib/domain/access-request";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { hashToken } from "../auth/actor";
import { inTransaction, type Sql, sql as once } from "../db/sql";
import { env } from "../env";
import { WHY_NOT } from "../users/access-requests";
import { isOnlyAdministrator } from "../users/only-administrator";
import { lockUsers } from "../users/user-rows";

type By = Scope<"security:administer">;
type Key = { directoryTokenId: string };

/** The prefix lets people, and scanners of leaked secrets, recognise it. */
const PREFIX = "cfd_";
const TOKENS_MAX = 20;

export async function createDirectoryToken(
  by: By,
  { name }: CreateDirectoryToken,
): Promise<{ id: string; token: string; isWaiting: boolean }> {
  const { actorId } = by;
  const id = randomUUID();
  const token = PREFIX + randomBytes(32).toString("base64url");
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const isOnly = await isOnlyAdministrator(sql, by);
    const stored = await sql(
      `INSERT INTO directory_token (id, name, token_hash, requested_by_id, confirmed_at)
       SELECT $1::uuid, $2, $3, $4::uuid, CASE WHEN $5 THEN now() END
        WHERE (SELECT count(*) FROM directory_token WHERE revoked_at IS NULL) < $6
       RETURNING id`,
      [id, name, hashToken(token), actorId, isOnly, TOKENS_MAX],
    );
    if (stored.length === 0) {
      throw new AppError("REFUSED", `There are ${TOKENS_MAX} tokens. Revoke one first.`, {
        reason: "too-many-tokens",
      });
    }
    const only = isOnly ? { onlyAdministrator: true } : {};
    const after = { tokenId: id, name, waiting: !isOnly, ...only };
    await appendAudit(sql, { actorId, action: "directory.token-created", after });
    return { id, token, isWaiting: !isOnly };
  });
}

export async function confirmDirectoryToken(by: By, { directoryTokenId }: Key): Promise<void> {
  const { actorId } = by;
  await inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const token = await claimToken(sql, directoryTokenId);
    if (!token.isWaiting) throw new AppError("CONFLICT", "Somebody has confirmed this meanwhile.");
    const refusal = refuseDecision({
      actorId,
      requestedById: token.requestedById,
      userId: "",
      isOnlyAdministrator: await isOnlyAdministrator(sql, by),
    });
    if (refusal !== null) throw new AppError("REFUSED", WHY_NOT[refusal], { reason: refusal });
    await sql(
      `UPDATE directory_token SET confirmed_at = now(), confirmed_by_id = $2::uuid
        WHERE id = $1::uuid`,
      [directoryTokenId, actorId],
    );
    const { name, requestedById } = token;
    const after = { tokenId: directoryTokenId, name, requestedById };
    await appendAudit(sql, { actorId, action: "directory.token-confirmed", after });
  });
}

export async function revokeDirectoryToken(
  { actorId }: By,
  { directoryTokenId }: Key,
): Promise<void> {
  await inTransaction(async ({ sql }) => {
    const { name } = await claimToken(sql, directoryTokenId);
    await sql("UPDATE directory_token SET revoked_at = now() WHERE id = $1::uuid", [
      directoryTokenId,
    ]);
    const before = { tokenId: directoryTokenId, name };
    await appendAudit(sql, { actorId, action: "directory.token-revoked", before });
  });
}

async function claimToken(sql: Sql, id: string) {
  const [found] = await sql<{ name: string; requestedById: string; isWaiting: boolean }>(
    `SELECT name, requested_by_id::text AS "requestedById", confirmed_at IS NULL AS "isWaiting"
       FROM directory_token WHERE id = $1::uuid AND revoked_at IS NULL FOR UPDATE`,
    [id],
  );
  if (found === undefined) throw new AppError("NOT_FOUND", "There is no such token.");
  return found;
}

/** A use is noted at most once a minute. */
export async function isDirectoryToken(token: string): Promise<boolean> {
  const rows = await once(
    `WITH used AS (
       UPDATE directory_token SET last_used_at = now()
        WHERE token_hash = $1 AND confirmed_at IS NOT NULL AND revoked_at IS NULL
          AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
     )
     SELECT id FROM directory_token
      WHERE token_hash = $1 AND confirmed_at IS NOT NULL AND revoked_at IS NULL`,
    [hashToken(token)],
  );
  return rows.length > 0;
}

type Row = Omit<DirectoryTokenList["tokens"][number], "requestedAt" | "lastUsedAt" | "refusal"> & {
  requestedById: string;
  requestedAt: Date;
  lastUsedAt: Date | null;
};

export async function listDirectoryTokens(by: By): Promise<DirectoryTokenList> {
  const { actorId } = by;
  const [isOnly, rows] = await Promise.all([
    isOnlyAdministrator(once, by),
    once<Row>(
      `SELECT t.id::text AS id, t.name, coalesce(u.name, '') AS "requestedBy",
              t.requested_by_id::text AS "requestedById", t.requested_at AS "requestedAt",
              c.name AS "confirmedBy", t.confirmed_at IS NULL AS "isWaiting",
              t.last_used_at AS "lastUsedAt"
         FROM directory_token t
         LEFT JOIN "user" u ON u.id = t.requested_by_id
         LEFT JOIN "user" c ON c.id = t.confirmed_by_id
        WHERE t.revoked_at IS NULL ORDER BY t.requested_at, t.id`,
    ),
  ]);
  const tokens = rows.map(({ requestedById, requestedAt, lastUsedAt, ...row }) => ({
    ...row,
    requestedAt: requestedAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    refusal: row.isWaiting
      ? refuseDecision({ actorId, requestedById, userId: "", isOnlyAdministrator: isOnly })
      : null,
  }));
  return { address: `${env().baseUrl}/api/scim/v2`, tokens };
}
