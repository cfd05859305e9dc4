/** Roles by groups of an identity provider, from the rule to what somebody may do. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { can } from "@/lib/domain/permission";
import {
  linkToProvider,
  makeCentre,
  type MadeUser,
  makeUser,
  scopeFor,
} from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { configureProviders } from "@/lib/testing/single-sign-on";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { findActors } from "../auth/actor";
import { inTransaction, sql } from "../db/sql";
import { appendAuditAll } from "../audit/append";
import { applyRules } from "../sso/apply-rules";
import { changeUser } from "./commands";
import { isOnlyAdministrator } from "./only-administrator";
import { listUsers } from "./queries";
import { listRoleRules } from "./role-rule-queries";
import { addRoleRules, confirmRoleRule, removeRoleRule } from "./role-rules";

const ADMINISTRATOR = { centreId: "*", role: "administrator" } as const;
const COUNTER = { centreId: "*", role: "counter" } as const;
const APPROVER = { centreId: "*", role: "approver" } as const;
const folder = makeTemporaryFolder("rules");

let one: MadeUser;
let other: MadeUser;
let person: MadeUser;

const administrator = () => makeUser({ roles: [ADMINISTRATOR], passwordHash: "any" });
const by = (who: MadeUser) => scopeFor("user:administer", null, who);
const secures = (who: MadeUser) => scopeFor("security:administer", null, who);
const add = (roles: Parameters<typeof addRoleRules>[1]["roles"], group = "Tills") =>
  addRoleRules(secures(one), { provider: "example", group, roles });
const ruleIds = async () => (await listRoleRules(secures(one))).rules.map(({ id }) => id);

async function signInWith(groups: readonly string[], userId = person.id): Promise<void> {
  await inTransaction(async ({ sql: inside }) => {
    await appendAuditAll(inside, await applyRules(inside, { userId, provider: "example", groups }));
  });
}

async function rolesAt(centreId: string): Promise<string[]> {
  const actor = (await findActors([person.id])).get(person.id);
  return [...(actor?.roles.get(centreId) ?? [])].toSorted();
}

async function listEntries(action: string) {
  return sql<{ actorId: string | null; before: unknown; after: unknown }>(
    `SELECT actor_id::text AS "actorId", before, after FROM audit_entry
      WHERE action = $1 ORDER BY id`,
    [action],
  );
}

beforeEach(async () => {
  await testDatabase();
  vi.unstubAllEnvs();
  configureProviders(folder, [{ id: "example", issuer: "https://sign-in.example.test" }]);
  one = await administrator();
  other = await administrator();
  person = await makeUser();
});

describe("a rule", () => {
  test("gives its role at the sign-in with the group, and takes it away at the next without", async () => {
    expect(await add([COUNTER])).toEqual({ added: 1, waiting: 0 });
    await signInWith(["Others"]);
    expect(await rolesAt("*")).toEqual([]);
    await signInWith(["Tills", "Others"]);
    await signInWith(["Tills"]);
    expect(await rolesAt("*")).toEqual(["counter"]);
    await signInWith([]);
    expect(await rolesAt("*")).toEqual([]);
    const roles = [COUNTER];
    expect(await listEntries("user.roles-by-rule")).toEqual([
      {
        actorId: null,
        before: { userId: person.id, roles: [] },
        after: { userId: person.id, roles, provider: "example" },
      },
      {
        actorId: null,
        before: { userId: person.id, roles },
        after: { userId: person.id, roles: [], provider: "example" },
      },
    ]);
  });

  test("never touches a role that was given by hand, nor is it touched by one", async () => {
    await add([COUNTER]);
    await changeUser(by(one), { userId: person.id, roles: [COUNTER] });
    await signInWith(["Tills"]);
    const [row] = (await listUsers(by(one))).filter(({ id }) => id === person.id);
    expect(row).toMatchObject({ roles: [COUNTER], ruleRoles: [COUNTER] });
    await changeUser(by(one), { userId: person.id, roles: [] });
    expect(await rolesAt("*")).toEqual(["counter"]);
    await changeUser(by(one), { userId: person.id, roles: [COUNTER] });
    await signInWith([]);
    expect(await rolesAt("*")).toEqual(["counter"]);
  });

  test("is of one provider, and compares groups exactly", async () => {
    await add([COUNTER]);
    await inTransaction(async ({ sql: inside }) => {
      await applyRules(inside, { userId: person.id, provider: "another", groups: ["Tills"] });
    });
    await signInWith(["tills", "Tills "]);
    expect(await rolesAt("*")).toEqual([]);
  });

  test("of a centre or node counts there alone", async () => {
    const [ours, theirs] = [await makeCentre(), await makeCentre()];
    await sql(
      `INSERT INTO organisation_node (id, kind, name, version) VALUES ('N-rule', 'area', 'A', 1)`,
    );
    await sql(
      `INSERT INTO node_reach (node_id, centre_id, valid_from) VALUES ('N-rule', $1, '2000-01-01')`,
      [theirs.id],
    );
    await add([
      { centreId: ours.id, role: "counter" },
      { nodeId: "N-rule", role: "auditor" },
    ]);
    await signInWith(["Tills"]);
    expect(await rolesAt(ours.id)).toEqual(["counter"]);
    expect(await rolesAt(theirs.id)).toEqual(["auditor"]);
    expect(await rolesAt("*")).toEqual([]);
    await expect(add([{ centreId: "no-such", role: "counter" }])).rejects.toMatchObject({
      details: { reason: "no-such-centre" },
    });
  });

  test("lapses when nobody has signed in through the provider for 30 days", async () => {
    await add([COUNTER]);
    await signInWith(["Tills"]);
    const [row] = await sql<{ days: number }>(
      `SELECT round(extract(epoch FROM lapses_at - now()) / 86400)::int AS days FROM rule_grant`,
    );
    expect(row?.days).toBe(30);
    await sql("UPDATE rule_grant SET lapses_at = now() - interval '1 second'");
    expect(await rolesAt("*")).toEqual([]);
    await signInWith(["Tills"]);
    expect(await rolesAt("*")).toEqual(["counter"]);
  });

  test("that is removed takes its roles along at once", async () => {
    await add([COUNTER]);
    await signInWith(["Tills"]);
    const [ruleId = ""] = await ruleIds();
    await removeRoleRule(secures(other), { ruleId });
    expect(await rolesAt("*")).toEqual([]);
    expect(await listEntries("role-rule.removed")).toMatchObject([
      { actorId: other.id, before: { ruleId, group: "Tills", roles: [COUNTER] } },
    ]);
    expect((await listEntries("user.roles-by-rule")).at(-1)?.actorId).toBe(other.id);
  });

  test("exists once, and names a provider that is configured", async () => {
    await add([COUNTER]);
    expect(await add([COUNTER])).toEqual({ added: 0, waiting: 0 });
    const unknown = { provider: "another", group: "Tills", roles: [COUNTER] };
    await expect(addRoleRules(secures(one), unknown)).rejects.toMatchObject({
      details: { reason: "no-such-provider" },
    });
  });
});

describe("a rule whose role signs days off", () => {
  test("grants nothing until another administrator confirms it, and then needs nobody else", async () => {
    expect(await add([APPROVER])).toEqual({ added: 1, waiting: 1 });
    await signInWith(["Tills"]);
    expect(await rolesAt("*")).toEqual([]);
    const [ruleId = ""] = await ruleIds();
    await expect(confirmRoleRule(secures(one), { ruleId })).rejects.toMatchObject({
      details: { reason: "own-request" },
    });
    await confirmRoleRule(secures(other), { ruleId });
    expect(await rolesAt("*")).toEqual(["approver"]);
    await expect(confirmRoleRule(secures(other), { ruleId })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const late = await makeUser();
    await signInWith(["Tills"], late.id);
    const actor = (await findActors([late.id])).get(late.id);
    expect(actor !== undefined && can(actor, "reconciliation:approve", "any")).toBe(true);
    expect(await listEntries("role-rule.confirmed")).toMatchObject([
      { actorId: other.id, after: { roles: [APPROVER], requestedById: one.id } },
    ]);
  });

  test("is not confirmed by somebody who is in the group", async () => {
    await add([APPROVER]);
    await signInWith(["Tills"], other.id);
    const [ruleId = ""] = await ruleIds();
    expect((await listRoleRules(secures(other))).rules).toMatchObject([{ refusal: "own-account" }]);
    await expect(confirmRoleRule(secures(other), { ruleId })).rejects.toMatchObject({
      details: { reason: "own-account" },
    });
  });

  test("takes effect at once where there is one administrator, and the trail says so", async () => {
    await sql(`UPDATE "user" SET disabled_at = now() WHERE id = $1::uuid`, [other.id]);
    expect(await add([APPROVER])).toEqual({ added: 1, waiting: 0 });
    expect(await listEntries("role-rule.added")).toMatchObject([
      { after: { onlyAdministrator: true, waiting: false } },
    ]);
  });
});

test("an administrator by a rule is one, and counts for a week after they were", async () => {
  await sql(`UPDATE "user" SET disabled_at = now() WHERE id = $1::uuid`, [other.id]);
  await linkToProvider(person.id);
  await add([ADMINISTRATOR], "Admins");
  expect(await isOnlyAdministrator(sql, secures(one))).toBe(true);
  await signInWith(["Admins"]);
  expect(await isOnlyAdministrator(sql, secures(one))).toBe(false);
  const [ruleId = ""] = await ruleIds();
  await removeRoleRule(secures(one), { ruleId });
  expect(await rolesAt("*")).toEqual([]);
  expect(await isOnlyAdministrator(sql, secures(one))).toBe(false);
  await sql(`UPDATE "user" SET administrator_until = now() - interval '8 days'`);
  expect(await isOnlyAdministrator(sql, secures(one))).toBe(true);
});
