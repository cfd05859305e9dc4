import "server-only";

/**
 * Adds, confirms and removes the rules that give roles to groups. A rule is worth what it grants:
 * one whose role signs days off waits for a second administrator, and its grants need nobody else
 * then, because whoever is in the group is decided at the identity provider.
 */
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { AddRoleRules, addedRoleRulesSchema } from "@/lib/contracts/role-rule";
import { divideGrants, refuseDecision } from "@/lib/domain/access-request";
import { type GrantedRole, isSameGrant, sortRoles } from "@/lib/domain/permission-change";
import { EVERYWHERE, type Role, type Scope } from "@/lib/domain/permission";
import { DIRECTORY } from "@/lib/domain/sign-on/read-groups";
import { AppError } from "../app-error";
import { appendAuditAll, type AuditEntry } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { env } from "../env";
import {
  applyDirectoryRules,
  describeRuleRoles,
  listRuleRoles,
  noteLostAdministrators,
} from "../sso/apply-rules";
import { listRoles, WHY_NOT } from "./access-requests";
import { assertRolesStand } from "./assert-roles-stand";
import { describeOnly, isOnlyAdministrator } from "./only-administrator";
import { lockUsers } from "./user-rows";

type By = Scope<"security:administer">;
type Key = { ruleId: string };

const RULES_MAX = 1_000;

export async function addRoleRules(
  by: By,
  { provider, group, roles }: AddRoleRules,
): Promise<z.infer<typeof addedRoleRulesSchema>> {
  if (provider !== DIRECTORY && !env().oidcProviders.some(({ id }) => id === provider)) {
    throw new AppError("REFUSED", "There is no such identity provider.", {
      reason: "no-such-provider",
    });
  }
  const { actorId } = by;
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const wanted = sortRoles(roles);
    await assertRolesStand(sql, null, wanted);
    const existing = await listRules(sql, provider, group);
    const added = wanted.filter((one) => !existing.some((had) => isSameGrant(had, one)));
    await refuseTooMany(sql, added.length);
    const isOnly = await isOnlyAdministrator(sql, by);
    const { waiting } = divideGrants([], added, isOnly);
    const entries: AuditEntry[] = [];
    for (const granted of added) {
      const waits = waiting.some((one) => isSameGrant(one, granted));
      const ruleId = await insertRule(sql, { provider, group, granted, actorId, waits });
      const only = describeOnly(isOnly, [granted]);
      const after = { ruleId, provider, group, roles: [granted], waiting: waits, ...only };
      entries.push({ actorId, action: "role-rule.added", after });
    }
    if (provider === DIRECTORY) {
      entries.push(...(await applyDirectoryRules(sql, await listMembers(sql, group))));
    }
    await appendAuditAll(sql, entries);
    return { added: added.length, waiting: waiting.length };
  });
}

/** Whoever is in the group already has the role from then on. */
export async function confirmRoleRule(by: By, { ruleId }: Key): Promise<void> {
  const { actorId } = by;
  await inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const rule = await claimRule(sql, ruleId);
    if (!rule.isWaiting) throw new AppError("CONFLICT", "Somebody has confirmed this meanwhile.");
    const { userIds, requestedById, provider, group } = rule;
    const refusal = refuseDecision({
      actorId,
      requestedById,
      userId: userIds.includes(actorId) ? actorId : "",
      isOnlyAdministrator: await isOnlyAdministrator(sql, by),
    });
    if (refusal !== null) throw new AppError("REFUSED", WHY_NOT[refusal], { reason: refusal });
    await assertRolesStand(sql, null, listRoles(rule));
    const before = await listRuleRoles(sql, userIds);
    await sql(
      `UPDATE role_rule SET confirmed_at = now(), confirmed_by_id = $2::uuid WHERE id = $1::uuid`,
      [ruleId, actorId],
    );
    const after = { ruleId, provider, group, roles: listRoles(rule), requestedById };
    await appendAuditAll(sql, [
      { actorId, action: "role-rule.confirmed", after },
      ...(await describeRuleRoles(sql, { userIds, before, provider, actorId })),
    ]);
  });
}

/** What it granted is gone at once. A rule that waits is refused or withdrawn in the same way. */
export async function removeRoleRule({ actorId }: By, { ruleId }: Key): Promise<void> {
  await inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const rule = await claimRule(sql, ruleId);
    const { userIds, provider, group, isWaiting } = rule;
    const had = await listRuleRoles(sql, userIds);
    if (!isWaiting && rule.role === "administrator" && rule.centreId === EVERYWHERE) {
      await noteLostAdministrators(sql, userIds);
    }
    await sql("DELETE FROM role_rule WHERE id = $1::uuid", [ruleId]);
    const before = { ruleId, provider, group, roles: listRoles(rule), waiting: isWaiting };
    await appendAuditAll(sql, [
      { actorId, action: "role-rule.removed", before },
      ...(await describeRuleRoles(sql, { userIds, before: had, provider, actorId })),
    ]);
  });
}

type NewRule = {
  provider: string;
  group: string;
  granted: GrantedRole;
  actorId: string;
  waits: boolean;
};

async function insertRule(sql: Sql, rule: NewRule): Promise<string> {
  const { provider, group, granted, actorId, waits } = rule;
  const id = randomUUID();
  await sql(
    `INSERT INTO role_rule (id, provider, group_name, role, centre_id, node_id, requested_by_id,
       confirmed_at)
     VALUES ($1::uuid, $2, $3, $4, $5, $6, $7::uuid, CASE WHEN $8 THEN NULL ELSE now() END)`,
    [
      id,
      provider,
      group,
      granted.role,
      "centreId" in granted ? granted.centreId : null,
      "nodeId" in granted ? granted.nodeId : null,
      actorId,
      waits,
    ],
  );
  return id;
}

async function listRules(sql: Sql, provider: string, group: string): Promise<GrantedRole[]> {
  const rows = await sql<{ role: Role; centreId: string | null; nodeId: string | null }>(
    `SELECT role, centre_id AS "centreId", node_id AS "nodeId"
       FROM role_rule WHERE provider = $1 AND group_name = $2`,
    [provider, group],
  );
  return rows.flatMap(listRoles);
}

/** Whom the directory has put into the group already. */
async function listMembers(sql: Sql, group: string): Promise<string[]> {
  const rows = await sql<{ userId: string }>(
    `SELECT DISTINCT m.user_id::text AS "userId"
       FROM directory_member m JOIN directory_group d ON d.id = m.group_id
      WHERE $1 IN (d.display_name, d.external_id)`,
    [group],
  );
  return rows.map(({ userId }) => userId);
}

async function refuseTooMany(sql: Sql, added: number): Promise<void> {
  const [row] = await sql<{ count: number }>("SELECT count(*)::int AS count FROM role_rule");
  if ((row?.count ?? 0) + added <= RULES_MAX) return;
  throw new AppError("REFUSED", `There can be ${RULES_MAX} rules at most.`, {
    reason: "too-many-rules",
  });
}

type RuleRecord = {
  provider: string;
  group: string;
  role: Role;
  centreId: string | null;
  nodeId: string | null;
  requestedById: string;
  isWaiting: boolean;
  /** Who was in the group at their last sign-in. */
  userIds: string[];
};

async function claimRule(sql: Sql, ruleId: string): Promise<RuleRecord> {
  const [rule] = await sql<Omit<RuleRecord, "userIds">>(
    `SELECT provider, group_name AS "group", role, centre_id AS "centreId", node_id AS "nodeId",
            requested_by_id::text AS "requestedById", confirmed_at IS NULL AS "isWaiting"
       FROM role_rule WHERE id = $1::uuid FOR UPDATE`,
    [ruleId],
  );
  if (rule === undefined) throw new AppError("NOT_FOUND", "There is no such rule.");
  const members = await sql<{ userId: string }>(
    `SELECT user_id::text AS "userId" FROM rule_grant WHERE rule_id = $1::uuid ORDER BY user_id`,
    [ruleId],
  );
  return { ...rule, userIds: members.map(({ userId }) => userId) };
}
