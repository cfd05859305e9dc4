import "server-only";

/** The rows of a user, for the commands that change them. */
import { type GrantedRole, sortRoles } from "@/lib/domain/permission-change";
import type { GrantWay } from "@/lib/domain/access-review";
import { EVERYWHERE } from "@/lib/domain/permission";
import { IS_SET_UP } from "../auth/set-up-account";
import { IS_ENABLED } from "../db/enabled-account";
import type { Sql } from "../db/sql";

export type UserRecord = {
  name: string;
  roles: GrantedRole[];
  disabled: boolean;
  endsOn: string | null;
  /** The account has ended, or is deactivated. */
  isOut: boolean;
  /** Somebody can sign in with it already. */
  isSetUp: boolean;
};

/**
 * Users are changed one at a time, because two administrators must not remove each other at once.
 */
export async function lockUsers(sql: Sql): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock(hashtextextended('people', 0))::text");
}

/** What administrators see of the account of user `u`. */
export const ACCOUNT_STATE = `
  CASE WHEN u.disabled_at IS NOT NULL THEN 'disabled'
       WHEN ${IS_SET_UP} THEN 'active' ELSE 'invited' END`;

/** The roles that rules give to user `u`, which several rules may give at once. */
export const RULE_ROLES = `
  (SELECT coalesce(json_agg(given.granted ORDER BY given.name), '[]')
     FROM (SELECT DISTINCT ON (centre_id, node_id, role)
                  concat_ws(' ', centre_id, node_id, role) AS name,
                  CASE WHEN node_id IS NULL
                       THEN json_build_object('centreId', centre_id, 'role', role)
                       ELSE json_build_object('nodeId', node_id, 'role', role) END AS granted
             FROM held_role WHERE user_id = u.id AND rule_id IS NOT NULL) given)`;

/** The roles of user `u` as they were granted by hand: in centres, and on nodes. */
export const STORED_ROLES = `
  (SELECT coalesce(json_agg(granted.role ORDER BY granted.place, granted.name), '[]')
     FROM (SELECT 0 AS place, concat(centre_id, ' ', role) AS name,
                  json_build_object('centreId', centre_id, 'role', role) AS role
             FROM membership WHERE user_id = u.id
            UNION ALL
           SELECT 1, concat(node_id, ' ', role),
                  json_build_object('nodeId', node_id, 'role', role)
             FROM node_membership WHERE user_id = u.id) granted)`;

/** The roles that wait for a second administrator to give them to user `u`. */
export const WAITING_ROLES = `
  (SELECT coalesce(json_agg(CASE WHEN q.node_id IS NULL
                    THEN json_build_object('centreId', q.centre_id, 'role', q.role)
                    ELSE json_build_object('nodeId', q.node_id, 'role', q.role) END), '[]')
     FROM access_request q
    WHERE q.user_id = u.id AND q.outcome IS NULL AND q.kind = 'role')`;

/** An erased person is nobody any more. */
export async function findUser(sql: Sql, userId: string): Promise<UserRecord | null> {
  const rows = await sql<UserRecord>(
    `SELECT u.name, u.disabled_at IS NOT NULL AS disabled,
            u.ends_on AS "endsOn", NOT ${IS_ENABLED} AS "isOut",
            ${IS_SET_UP} AS "isSetUp", ${STORED_ROLES} AS roles
       FROM "user" u WHERE u.id = $1::uuid AND u.erased_at IS NULL`,
    [userId],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return { ...row, roles: sortRoles(row.roles) };
}

/** Those whose account ends or whose role is by a rule may be gone tomorrow, and don't count. */
export async function countOtherAdministrators(sql: Sql, userId: string): Promise<number> {
  const rows = await sql<{ count: number }>(
    `SELECT count(*)::int AS count
       FROM membership m JOIN "user" u ON u.id = m.user_id
      WHERE m.centre_id = $2 AND m.role = 'administrator' AND u.id <> $1::uuid
        AND u.disabled_at IS NULL AND u.ends_on IS NULL AND ${IS_SET_UP}`,
    [userId, EVERYWHERE],
  );
  return rows[0]?.count ?? 0;
}

/** Who granted a role, and how; null is the product itself. */
type Grant = { way: GrantWay; byId: string | null; confirmedById?: string };

/** What is granted already stays as it was granted; everything else that there was is removed. */
export async function writeRoles(
  sql: Sql,
  { userId, roles, grant }: { userId: string; roles: readonly GrantedRole[]; grant: Grant },
): Promise<void> {
  const inCentres = roles.flatMap((one) => ("centreId" in one ? [one] : []));
  const onNodes = roles.flatMap((one) => ("nodeId" in one ? [one] : []));
  const granted = [grant.byId, grant.confirmedById ?? null, grant.way];
  const centres = [
    userId,
    inCentres.map(({ centreId }) => centreId),
    inCentres.map(({ role }) => role),
  ];
  const nodes = [userId, onNodes.map(({ nodeId }) => nodeId), onNodes.map(({ role }) => role)];
  await sql(
    `DELETE FROM membership WHERE user_id = $1::uuid
        AND (centre_id, role) NOT IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    centres,
  );
  await sql(
    `DELETE FROM node_membership WHERE user_id = $1::uuid
        AND (node_id, role) NOT IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    nodes,
  );
  await sql(
    `INSERT INTO membership (user_id, centre_id, role, granted_by_id, confirmed_by_id, way)
     SELECT $1::uuid, r.centre_id, r.role, $4::uuid, $5::uuid, $6
       FROM unnest($2::text[], $3::text[]) AS r (centre_id, role)
     ON CONFLICT DO NOTHING`,
    [...centres, ...granted],
  );
  await sql(
    `INSERT INTO node_membership (user_id, node_id, role, granted_by_id, confirmed_by_id, way)
     SELECT $1::uuid, r.node_id, r.role, $4::uuid, $5::uuid, $6
       FROM unnest($2::text[], $3::text[]) AS r (node_id, role)
     ON CONFLICT DO NOTHING`,
    [...nodes, ...granted],
  );
}
