import "server-only";

/** Lists who may be mentioned in a thread of a centre, and who may be given its lines. */
import type { AssigneeSearch, FoundAssignees } from "@/lib/contracts/thread";
import { EVERYWHERE, rolesWith, type Scope } from "@/lib/domain/permission";
import { IS_ENABLED } from "../db/enabled-account";
import { foldText, listPatterns } from "../db/searched-text";
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

/** Finds who may be given lines in any of these centres, in order of name. */
export async function findAssignees(
  { centreIds }: Scope<"reconciliation:view">,
  { text, id: ids, limit, skip }: AssigneeSearch,
): Promise<FoundAssignees> {
  const rows = await run<{ id: string; name: string; count: number }>(
    `SELECT u.id::text AS id, u.name, (count(*) OVER ())::int AS count FROM "user" u
      WHERE ${IS_ENABLED} AND EXISTS (
        SELECT FROM granted_role m WHERE m.user_id = u.id AND m.role = ANY ($2::text[])
           AND ($1::text[] IS NULL OR m.centre_id = ANY ($1::text[]) OR m.centre_id = $3))
        AND (cardinality($4::text[]) = 0 OR ${foldText("u.name")} LIKE ALL ($4::text[]))
        AND (cardinality($5::uuid[]) = 0 OR u.id = ANY ($5::uuid[]))
      ORDER BY lower(u.name), u.id LIMIT $6 OFFSET $7`,
    [centreIds, rolesWith("line:assign"), EVERYWHERE, listPatterns(text), ids, limit, skip],
  );
  return {
    users: rows.map(({ id, name }) => ({ id, name })),
    count: rows[0]?.count ?? 0,
  };
}
