import "server-only";

/** Lists whom an author may address: people who may see what is expected where the author may. */
import { EVERYWHERE, rolesWith, type Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { IS_ENABLED } from "../db/enabled-account";
import { sql, type Sql } from "../db/sql";

const USERS_MAX = 2_000;

type Author = Scope<"report:schedule">;
type Person = { id: string; name: string };

export async function listAddressable({ centreIds }: Author): Promise<Person[]> {
  return sql<Person>(
    `SELECT u.id::text AS id, u.name FROM "user" u
      WHERE ${IS_ENABLED} AND EXISTS (
        SELECT FROM granted_role m WHERE m.user_id = u.id AND m.role = ANY ($2::text[])
           AND ($1::text[] IS NULL OR m.centre_id = ANY ($1::text[]) OR m.centre_id = $3))
      ORDER BY lower(u.name), u.id LIMIT ${USERS_MAX}`,
    [centreIds, rolesWith("reconciliation:view"), EVERYWHERE],
  );
}

/** Somebody who may not be addressed looks like somebody who does not exist. */
export async function refuseUnknownRecipients(
  run: Sql,
  { centreIds }: Author,
  userIds: readonly string[],
): Promise<void> {
  const [unknown] = await run<{ id: string }>(
    `SELECT k.id::text AS id FROM unnest($4::uuid[]) AS k (id)
      WHERE NOT EXISTS (
        SELECT FROM "user" u JOIN granted_role m ON m.user_id = u.id
         WHERE u.id = k.id AND ${IS_ENABLED} AND m.role = ANY ($2::text[])
           AND ($1::text[] IS NULL OR m.centre_id = ANY ($1::text[]) OR m.centre_id = $3))
      LIMIT 1`,
    [centreIds, rolesWith("reconciliation:view"), EVERYWHERE, [...userIds]],
  );
  if (unknown === undefined) return;
  throw new AppError("REFUSED", "One of the recipients is nobody whom you may address.", {
    reason: "unknown-recipient",
  });
}
