import "server-only";

/** Removes every second factor of somebody, whose sessions end, as they may be a thief's. */
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { dropDevices } from "./drop-devices";
import { lockUsers } from "./user-rows";

type Removal = {
  userId: string;
  /** It is null when an operator does it at the server. */
  actorId: string | null;
  /** The other administrator, who asked for it; null: there is no other. */
  requestedById: string | null;
};

export async function removeFactors(
  sql: Sql,
  { userId, actorId, requestedById }: Removal,
): Promise<void> {
  const removed = await sql(
    `WITH app AS (
       DELETE FROM totp_factor WHERE user_id = $1::uuid RETURNING user_id, confirmed_at),
     keys AS (DELETE FROM passkey WHERE user_id = $1::uuid RETURNING user_id)
     SELECT user_id FROM app WHERE confirmed_at IS NOT NULL UNION ALL SELECT user_id FROM keys`,
    [userId],
  );
  if (removed.length === 0) throw new AppError("CONFLICT", "There is no second factor.");
  await sql("DELETE FROM recovery_code WHERE user_id = $1::uuid", [userId]);
  await sql(
    `UPDATE sign_in_session SET ended_at = now(), ended_by_id = $2::uuid
      WHERE user_id = $1::uuid AND ended_at IS NULL`,
    [userId, actorId],
  );
  await dropDevices(sql, userId);
  await appendAudit(sql, {
    actorId,
    action: "second-factor.removed",
    before: { userId },
    after: describe(actorId, requestedById),
  });
}

function describe(actorId: string | null, requestedById: string | null) {
  if (requestedById !== null) return { requestedById };
  return actorId === null ? {} : { onlyAdministrator: true };
}

/** For an only administrator who has lost everything: nobody else can let them in again. */
export async function removeFactorsByOperator(email: string): Promise<void> {
  await inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const [person] = await sql<{ id: string }>(
      `SELECT id::text AS id FROM "user" WHERE lower(email) = lower($1)`,
      [email],
    );
    if (person === undefined) throw new AppError("NOT_FOUND", "Nobody has this e-mail address.");
    await removeFactors(sql, { userId: person.id, actorId: null, requestedById: null });
  });
}
