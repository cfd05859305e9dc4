import "server-only";

/**
 * Erases a person: destroys the key of the references by which the trail names them, and every row
 * that serves their account. What they counted and signed stays, and refers to an account that is
 * called by a number. Entries of the trail from before references, text that people wrote, packets
 * that were issued and backups are out of reach; how many entries still name them is recorded.
 */
import { type ErasureRefusal, nameErased, refuseErasure } from "@/lib/domain/erasure";
import { isAdministrator } from "@/lib/domain/permission-change";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import type { Sql } from "../db/sql";
import { countOtherAdministrators, findUser } from "./user-rows";

/** Everything in these tables that is of the person goes. */
const ACCOUNT_TABLES = [
  "person_key",
  "external_account",
  "membership",
  "node_membership",
  "rule_grant",
  "directory_user",
  "directory_member",
  "invitation",
  "api_token",
  "counter_pin",
  "sign_in_session",
  "user_activity",
  "totp_factor",
  "passkey",
  "recovery_code",
  "last_view",
  "idempotency_key",
  "notice",
  "notice_settings",
  "alert_subscription",
  "push_device",
  "mail",
  "report_recipient",
  "report_stop",
  "thread_reading",
] as const;

type Erasure = {
  actorId: string;
  userId: string;
  requestedById: string;
  isOnlyAdministrator: boolean;
};

/** Lock users first. */
export async function erasePerson(sql: Sql, erasure: Erasure): Promise<void> {
  const { actorId, userId, requestedById, isOnlyAdministrator } = erasure;
  await assertErasable(sql, { actorId, userId });
  const entries = await countNamingEntries(sql, userId);
  for (const table of ACCOUNT_TABLES) {
    await sql(`DELETE FROM ${table} WHERE user_id = $1::uuid`, [userId]);
  }
  // A view that colleagues share stays theirs.
  await sql("DELETE FROM saved_view WHERE user_id = $1::uuid AND NOT shared", [userId]);
  await sql("DELETE FROM security_count WHERE person_id = $1::uuid::text", [userId]);
  // Its number stays, so that no receiver takes it for lost.
  await sql(
    "UPDATE security_event SET person_id = NULL, details = '{}' WHERE person_id = $1::uuid::text",
    [userId],
  );
  await sql("DELETE FROM access_request WHERE user_id = $1::uuid AND outcome IS NULL", [userId]);
  const number = await nextNumber(sql);
  const { name, email } = nameErased(number);
  await sql(
    `UPDATE "user" SET name = $2, email = $3, password_hash = NULL, language = NULL,
            session_version = session_version + 1, disabled_at = coalesce(disabled_at, now()),
            erased_at = now(), erased_number = $4::int
      WHERE id = $1::uuid`,
    [userId, name, email, number],
  );
  const only = isOnlyAdministrator ? { onlyAdministrator: true } : {};
  const after = { userId, number, entries, requestedById, ...only };
  await appendAudit(sql, { actorId, action: "user.erased", after });
}

/** Throws when there is no such person, or when they can't be erased. */
export async function assertErasable(
  sql: Sql,
  { actorId, userId }: { actorId: string; userId: string },
): Promise<void> {
  const person = await findUser(sql, userId);
  if (person === null) throw new AppError("NOT_FOUND", "There is no such person.");
  const isLast = isAdministrator(person) && (await countOtherAdministrators(sql, userId)) === 0;
  const refusal = refuseErasure({
    actorId,
    userId,
    isLastAdministrator: isLast,
    openDays: await countOpenDays(sql, userId),
  });
  if (refusal !== null) throw new AppError("REFUSED", WHY[refusal], { reason: refusal });
}

const WHY: Record<ErasureRefusal, string> = {
  "own-account": "You can't erase yourself. Another administrator can.",
  "last-administrator":
    "This is the last administrator who can sign in. Make someone else one first.",
  "open-days":
    "Days that this person counted, explained or signed, or of which they have a line, are not " +
    "closed yet. Close those days first.",
};

async function countOpenDays(sql: Sql, userId: string): Promise<number> {
  const [row] = await sql<{ days: number }>(
    `SELECT (SELECT count(*) FROM reconciliation r WHERE r.state <> 'closed' AND (
               EXISTS (SELECT FROM till_count t WHERE t.centre_id = r.centre_id
                          AND t.business_date = r.business_date AND t.counted_by_id = $1::uuid)
               OR EXISTS (SELECT FROM opening_count o WHERE o.centre_id = r.centre_id
                          AND o.business_date = r.business_date AND o.counted_by_id = $1::uuid)
               OR EXISTS (SELECT FROM explanation x WHERE x.centre_id = r.centre_id
                          AND x.business_date = r.business_date AND x.author_id = $1::uuid)
               OR EXISTS (SELECT FROM move m WHERE m.centre_id = r.centre_id
                          AND m.business_date = r.business_date AND m.actor_id = $1::uuid)
               OR EXISTS (SELECT FROM line_assignment a WHERE a.centre_id = r.centre_id
                          AND a.business_date = r.business_date AND a.assignee_id = $1::uuid)))::int
          + (SELECT count(*) FROM petty_cash_entry e
              WHERE $1::uuid IN (e.paid_by_id, e.recorded_by_id)
                AND NOT EXISTS (
                      SELECT FROM petty_cash_closing c
                       WHERE c.centre_id = e.centre_id AND c."to" >= e.business_date))::int
            AS days`,
    [userId],
  );
  return row?.days ?? 0;
}

/** They were written before entries had references. */
async function countNamingEntries(sql: Sql, userId: string): Promise<number> {
  const [row] = await sql<{ entries: number }>(
    `SELECT count(e.id)::int AS entries
       FROM "user" u JOIN audit_entry e
         ON strpos(concat(e.before, e.after), u.email) > 0
         OR strpos(concat(e.before, e.after), to_json(u.name)::text) > 0
      WHERE u.id = $1::uuid`,
    [userId],
  );
  return row?.entries ?? 0;
}

async function nextNumber(sql: Sql): Promise<number> {
  const [row] = await sql<{ number: number }>(
    `SELECT coalesce(max(u.erased_number), 0) + 1 AS number FROM "user" u`,
  );
  return row?.number ?? 1;
}
