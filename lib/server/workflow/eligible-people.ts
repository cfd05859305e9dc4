import "server-only";

/** Lists who could make a move that the reader may not, so that nobody has to search for them. */
import { EVERYWHERE, type Permission, rolesWith } from "@/lib/domain/permission";
import { IS_SET_UP } from "../auth/set-up-account";
import { IS_ENABLED } from "../db/enabled-account";
import type { Sql } from "../db/sql";

const NAMED_MAX = 5;

/** Lists at most five active people, those of the centre itself before those of every centre. */
export async function listPeople(
  sql: Sql,
  wanted: { centreId: string; permission: Permission; except: readonly string[] },
): Promise<string[]> {
  const { centreId, permission, except } = wanted;
  const rows = await sql<{ name: string }>(
    `SELECT u.name
       FROM "user" u JOIN granted_role m ON m.user_id = u.id
      WHERE m.centre_id IN ($1, '${EVERYWHERE}') AND m.role = ANY($2::text[])
        AND ${IS_ENABLED} AND ${IS_SET_UP} AND u.id::text <> ALL($3::text[])
      GROUP BY u.id, u.name
      ORDER BY bool_or(m.centre_id = $1) DESC, u.name, u.id LIMIT ${NAMED_MAX}`,
    [centreId, rolesWith(permission), [...except]],
  );
  return rows.map(({ name }) => name);
}

/** The permissions are those of the person, not of a token that restricts them. */
export async function readPermissions(
  sql: Sql,
  { userId, centreId }: { userId: string; centreId: string },
): Promise<(permission: Permission) => boolean> {
  const rows = await sql<{ role: string }>(
    `SELECT role FROM granted_role
      WHERE user_id = $1::uuid AND centre_id IN ($2, '${EVERYWHERE}')`,
    [userId, centreId],
  );
  const granted = new Set(rows.map(({ role }) => role));
  return (permission) => rolesWith(permission).some((role) => granted.has(role));
}
