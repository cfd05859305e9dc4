import "server-only";

/**
 * Ends one session before its time: the cookie is invalid from then on, including any copy of it.
 * Other sessions of the same user continue, such as the phone of someone who leaves a till.
 */
import { appendAudit } from "../audit/append";
import { inTransaction } from "../db/sql";
import { SESSION_SECONDS_MAX, type SessionClaims } from "./session";

export async function endSession({ sub, sessionId, signedInAt }: SessionClaims): Promise<void> {
  await inTransaction(async ({ sql }) => {
    await sql("DELETE FROM ended_session WHERE ends_at < now()");
    const ended = await sql(
      `INSERT INTO ended_session (id, ends_at) VALUES ($1, to_timestamp($2::double precision))
       ON CONFLICT (id) DO NOTHING RETURNING id`,
      [sessionId, signedInAt + SESSION_SECONDS_MAX],
    );
    if (ended.length > 0) await appendAudit(sql, { actorId: sub, action: "session.ended" });
  });
}
