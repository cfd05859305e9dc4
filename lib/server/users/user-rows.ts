import "server-only";

/** The rows of a user, for the commands that change them. */
import type { GrantedRole } from "@/lib/domain/permission-change";
import { EVERYWHERE } from "@/lib/domain/permission";
import type { Sql } from "../db/sql";

export type UserRecord = { name: string; roles: GrantedRole[]; disabled: boolean };

/**
 * Users are changed one at a time, because two administrators must not remove each other at once.
 */
export async function lockUsers(sql: Sql): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock(hashtextextended('people', 0))::text");
}

export async function findUser(sql: Sql, userId: string): Promise<UserRecord | null> {
  const rows = await sql<UserRecord>(
    `SELECT u.name, u.disabled_at IS NOT NULL AS disabled,
            (SELECT coalesce(json_agg(json_build_object('centreId', m.centre_id, 'role', m.role)
                                      ORDER BY m.centre_id COLLATE "C", m.role COLLATE "C"), '[]')
               FROM membership m WHERE m.user_id = u.id) AS roles
       FROM "user" u WHERE u.id = $1::uuid`,
    [userId],
  );
  const row = rows[0];
  return row === undefined ? null : { name: row.name, roles: row.roles, disabled: row.disabled };
}

export async function countOtherAdministrators(sql: Sql, userId: string): Promise<number> {
  const rows = await sql<{ count: number }>(
    `SELECT count(*)::int AS count
       FROM membership m JOIN "user" u ON u.id = m.user_id
      WHERE m.centre_id = $2 AND m.role = 'administrator' AND u.id <> $1::uuid
        AND u.disabled_at IS NULL AND u.password_hash IS NOT NULL`,
    [userId, EVERYWHERE],
  );
  return rows[0]?.count ?? 0;
}

export async function writeRoles(
  sql: Sql,
  userId: string,
  roles: readonly GrantedRole[],
): Promise<void> {
  await sql("DELETE FROM membership WHERE user_id = $1::uuid", [userId]);
  await sql(
    `INSERT INTO membership (user_id, centre_id, role)
     SELECT $1::uuid, r.centre_id, r.role
       FROM unnest($2::text[], $3::text[]) AS r (centre_id, role)`,
    [userId, roles.map(({ centreId }) => centreId), roles.map(({ role }) => role)],
  );
}
