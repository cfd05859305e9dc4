import "server-only";

/** Removes every second factor of somebody, whose sessions end, as they may be a thief's. */
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import type { Sql } from "../db/sql";

type Removal = {
  userId: string;
  actorId: string;
  /** The other administrator, who asked for it; null: there is no other. */
  requestedById: string | null;
};

export async function removeFactors(
  sql: Sql,
  { userId, actorId, requestedById }: Removal,
): Promise<void> {
  const removed = await sql(
    `WITH app AS (
       DELETE FROM totp_factor WHERE user_id = $1::uuid AND confirmed_at IS NOT NULL
       RETURNING user_id),
     keys AS (DELETE FROM passkey WHERE user_id = $1::uuid RETURNING user_id)
     SELECT user_id FROM app UNION ALL SELECT user_id FROM keys`,
    [userId],
  );
  if (removed.length === 0) throw new AppError("CONFLICT", "There is no second factor.");
  await sql("DELETE FROM recovery_code WHERE user_id = $1::uuid", [userId]);
  await sql(
    `UPDATE sign_in_session SET ended_at = now(), ended_by_id = $2::uuid
      WHERE user_id = $1::uuid AND ended_at IS NULL`,
    [userId, actorId],
  );
  const after = requestedById === null ? { onlyAdministrator: true } : { requestedById };
  await appendAudit(sql, { actorId, action: "second-factor.removed", before: { userId }, after });
}
