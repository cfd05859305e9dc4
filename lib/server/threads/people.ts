import "server-only";

/** Lists who may be mentioned in a thread of a centre, and who may be given its lines. */
import { EVERYWHERE, rolesWith, type Scope } from "@/lib/domain/permission";
import { IS_ENABLED } from "../db/enabled-account";
import { type Sql, sql as run } from "../db/sql";

const USERS_MAX = 500;

export type UserOfCentre = {
  id: string;
  name: string;
  seesExpected: boolean;
  assignable: boolean;
};

/** Users whose role is granted in the centre or everywhere, in order of name. */
export async function listUsersOfCentre(sql: Sql, centreId: string): Promise<UserOfCentre[]> {
  return sql<UserOfCentre>(
    `SELECT u.id::text AS id, u.name,
            coalesce(bool_or(m.role = ANY ($3::text[])), false) AS "seesExpected",
            coalesce(bool_or(m.role = ANY ($4::text[])), false) AS assignable
       FROM "user" u JOIN granted_role m ON m.user_id = u.id AND m.centre_id IN ($1, $2)
      WHERE ${IS_ENABLED}
      GROUP BY u.id, u.name ORDER BY lower(u.name), u.id LIMIT ${USERS_MAX}`,
    [centreId, EVERYWHERE, rolesWith("reconciliation:view"), rolesWith("line:assign")],
  );
}

/** Finds one of them, however many there are. */
export async function findUserOfCentre(
  sql: Sql,
  centreId: string,
  userId: string,
): Promise<UserOfCentre | null> {
  const [row] = await sql<UserOfCentre>(
    `SELECT u.id::text AS id, u.name,
            coalesce(bool_or(m.role = ANY ($3::text[])), false) AS "seesExpected",
            coalesce(bool_or(m.role = ANY ($4::text[])), false) AS assignable
       FROM "user" u JOIN granted_role m ON m.user_id = u.id AND m.centre_id IN ($1, $2)
      WHERE ${IS_ENABLED} AND u.id = $5::uuid
      GROUP BY u.id, u.name`,
    [centreId, EVERYWHERE, rolesWith("reconciliation:view"), rolesWith("line:assign"), userId],
  );
  return row ?? null;
}

/** Lists who may be given lines in any of these centres, in order of name. */
export async function listAssignees({
  centreIds,
}: Scope<"reconciliation:view">): Promise<{ id: string; name: string }[]> {
  return run<{ id: string; name: string }>(
    `SELECT u.id::text AS id, u.name FROM "user" u
      WHERE ${IS_ENABLED} AND EXISTS (
        SELECT FROM granted_role m WHERE m.user_id = u.id AND m.role = ANY ($2::text[])
           AND ($1::text[] IS NULL OR m.centre_id = ANY ($1::text[]) OR m.centre_id = $3))
      ORDER BY lower(u.name), u.id LIMIT ${USERS_MAX}`,
    [centreIds === null ? null : [...centreIds], rolesWith("line:assign"), EVERYWHERE],
  );
}
