import "server-only";

/**
 * Grants and takes away what the rules say of the groups of a person, at each sign-in. Roles that
 * were given by hand are in other tables, which nothing here touches.
 */
import type { GrantedRole } from "@/lib/domain/permission-change";
import { EVERYWHERE } from "@/lib/domain/permission";
import { DIRECTORY } from "@/lib/domain/sign-on/read-groups";
import type { AuditEntry } from "../audit/append";
import type { Sql } from "../db/sql";

/**
 * Somebody who leaves a group, and never signs in through its provider again, must not keep the
 * role for good: a password or an API token would go on using it.
 */
const LAPSES_AFTER_DAYS = 30;

type Member = { userId: string; provider: string; groups: readonly string[] };

export async function hasRules(sql: Sql, provider: string): Promise<boolean> {
  const rows = await sql("SELECT id FROM role_rule WHERE provider = $1 LIMIT 1", [provider]);
  return rows.length > 0;
}

/** Rules that wait are noted too, so that their confirmation says whom they concern. */
export async function applyRules(sql: Sql, member: Member): Promise<AuditEntry[]> {
  const { userId, provider, groups } = member;
  const before = await listRuleRoles(sql, [userId]);
  const lost = await sql<Lost>(
    `DELETE FROM rule_grant g USING role_rule r
      WHERE g.user_id = $1::uuid AND r.id = g.rule_id AND r.provider = $2
        AND NOT r.group_name = ANY ($3::text[])
      RETURNING g.user_id::text AS "userId",
                r.confirmed_at IS NOT NULL AND r.role = 'administrator' AND r.centre_id = $4
                AS "wasAdministrator"`,
    [userId, provider, groups, EVERYWHERE],
  );
  await sql(
    `INSERT INTO rule_grant (user_id, rule_id, lapses_at)
     SELECT $1::uuid, r.id, now() + make_interval(days => $4)
       FROM role_rule r WHERE r.provider = $2 AND r.group_name = ANY ($3::text[])
        FOR KEY SHARE
     ON CONFLICT (user_id, rule_id) DO UPDATE SET lapses_at = excluded.lapses_at`,
    [userId, provider, groups, LAPSES_AFTER_DAYS],
  );
  await noteLost(sql, lost);
  return describeRuleRoles(sql, { userIds: [userId], before, provider, actorId: null });
}

/**
 * The directory says at once who is in a group, so that what it grants does not lapse. A rule names
 * a group as it is called, or by its external id.
 */
export async function applyDirectoryRules(
  sql: Sql,
  userIds: readonly string[],
): Promise<AuditEntry[]> {
  if (userIds.length === 0) return [];
  const before = await listRuleRoles(sql, userIds);
  const lost = await sql<Lost>(
    `DELETE FROM rule_grant g USING role_rule r
      WHERE g.user_id = ANY ($1::uuid[]) AND r.id = g.rule_id AND r.provider = $2
        AND NOT EXISTS (
          SELECT FROM directory_member m JOIN directory_group d ON d.id = m.group_id
           WHERE m.user_id = g.user_id AND r.group_name IN (d.display_name, d.external_id))
      RETURNING g.user_id::text AS "userId",
                r.confirmed_at IS NOT NULL AND r.role = 'administrator' AND r.centre_id = $3
                AS "wasAdministrator"`,
    [[...userIds], DIRECTORY, EVERYWHERE],
  );
  await sql(
    `INSERT INTO rule_grant (user_id, rule_id)
     SELECT DISTINCT m.user_id, r.id
       FROM directory_member m JOIN directory_group d ON d.id = m.group_id
       JOIN role_rule r ON r.provider = $2 AND r.group_name IN (d.display_name, d.external_id)
      WHERE m.user_id = ANY ($1::uuid[])
     ON CONFLICT DO NOTHING`,
    [[...userIds], DIRECTORY],
  );
  await noteLost(sql, lost);
  return describeRuleRoles(sql, { userIds, before, provider: DIRECTORY, actorId: null });
}

type Lost = { userId: string; wasAdministrator: boolean };

async function noteLost(sql: Sql, lost: readonly Lost[]): Promise<void> {
  const former = lost.filter(({ wasAdministrator }) => wasAdministrator);
  if (former.length === 0) return;
  await noteLostAdministrators(
    sql,
    former.map(({ userId }) => userId),
  );
}

/** Whoever was an administrator a moment ago still counts when roles are granted. */
export async function noteLostAdministrators(sql: Sql, userIds: readonly string[]): Promise<void> {
  await sql(`UPDATE "user" SET administrator_until = now() WHERE id = ANY ($1::uuid[])`, [
    [...userIds],
  ]);
}

type RuleRoles = ReadonlyMap<string, readonly GrantedRole[]>;

/** What rules grant to each of these people now. */
export async function listRuleRoles(sql: Sql, userIds: readonly string[]): Promise<RuleRoles> {
  const rows = await sql<{ userId: string; roles: GrantedRole[] }>(
    `SELECT h.user_id::text AS "userId",
            json_agg(CASE WHEN h.node_id IS NULL
                          THEN json_build_object('centreId', h.centre_id, 'role', h.role)
                          ELSE json_build_object('nodeId', h.node_id, 'role', h.role) END
                     ORDER BY h.centre_id, h.node_id, h.role, h.rule_id) AS roles
       FROM held_role h
      WHERE h.rule_id IS NOT NULL AND h.user_id = ANY ($1::uuid[]) GROUP BY h.user_id`,
    [[...userIds]],
  );
  return new Map(rows.map(({ userId, roles }) => [userId, roles]));
}

type Change = {
  userIds: readonly string[];
  before: RuleRoles;
  provider: string;
  /** Null: a sign-in did it. */
  actorId: string | null;
};

/** Compares what rules grant now with what they granted; who has the same roles has no entry. */
export async function describeRuleRoles(
  sql: Sql,
  { userIds, before, provider, actorId }: Change,
): Promise<AuditEntry[]> {
  const now = await listRuleRoles(sql, userIds);
  return userIds.flatMap((userId): AuditEntry[] => {
    const [had, has] = [before.get(userId) ?? [], now.get(userId) ?? []];
    if (JSON.stringify(had) === JSON.stringify(has)) return [];
    return [
      {
        actorId,
        action: "user.roles-by-rule",
        before: { userId, roles: had },
        after: { userId, roles: has, provider },
      },
    ];
  });
}
