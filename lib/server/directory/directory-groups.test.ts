/** What groups of a directory grant, and who may speak for a directory. */
import { beforeEach, describe, expect, test } from "vitest";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { Directory, oktaUser } from "@/lib/testing/directory";
import { findActors } from "../auth/actor";
import { sql } from "../db/sql";
import { addRoleRules, confirmRoleRule } from "../users/role-rules";
import { listRoleRules } from "../users/role-rule-queries";
import { confirmDirectoryToken, createDirectoryToken, revokeDirectoryToken } from "./tokens";

const ADMINISTRATOR = { centreId: "*", role: "administrator" } as const;
let directory: Directory;

beforeEach(async () => {
  await testDatabase();
  directory = await Directory.start();
});

describe("a group", () => {
  test("feeds the rules, of which one may wait for its confirmation", async () => {
    const [one, other] = [
      await makeUser({ roles: [ADMINISTRATOR], passwordHash: "any" }),
      await makeUser({ roles: [ADMINISTRATOR], passwordHash: "any" }),
    ];
    const secures = (who: typeof one) => scopeFor("security:administer", null, who);
    const id = (await directory.send("POST", "Users", { body: oktaUser("ana@example.test") })).body
      .id;
    const group = { displayName: "Tills", externalId: "object-id", members: [{ value: id }] };
    const groupId = (await directory.send("POST", "Groups", { body: group })).body.id;
    const rule = { provider: "@directory", centreId: "*" } as const;
    const add = (named: string, role: "approver" | "counter") =>
      addRoleRules(secures(one), { ...rule, group: named, roles: [{ centreId: "*", role }] });
    const rolesOf = async () => (await findActors([id])).get(id)?.roles.get("*") ?? [];
    await add("Tills", "counter");
    await add("object-id", "approver");
    expect(await rolesOf()).toEqual(["counter"]);
    const waiting = (await listRoleRules(secures(other))).rules.find(({ isWaiting }) => isWaiting);
    await confirmRoleRule(secures(other), { ruleId: waiting?.id ?? "" });
    expect((await rolesOf()).toSorted()).toEqual(["approver", "counter"]);
    await directory.patch(`Groups/${groupId}`, [
      { op: "replace", path: "displayName", value: "Renamed" },
    ]);
    expect(await rolesOf()).toEqual(["approver"]);
    await directory.patch(`Groups/${groupId}`, [{ op: "remove", path: "members" }]);
    expect(await rolesOf()).toEqual([]);
  });

  test("has members that are there, or nothing changes", async () => {
    const unknown = { value: "11111111-2222-4333-8444-555555555555" };
    const body = { displayName: "Tills", members: [unknown] };
    expect((await directory.send("POST", "Groups", { body })).status).toBe(400);
    expect((await directory.send("GET", "Groups")).body.totalResults).toBe(0);
  });
});

describe("a token", () => {
  test("opens nothing until another administrator has confirmed it", async () => {
    const [one, other] = [
      await makeUser({ roles: [ADMINISTRATOR], passwordHash: "any" }),
      await makeUser({ roles: [ADMINISTRATOR], passwordHash: "any" }),
    ];
    const secures = (who: typeof one) => scopeFor("security:administer", null, who);
    const {
      id: directoryTokenId,
      token,
      isWaiting,
    } = await createDirectoryToken(secures(one), {
      name: "Entra ID",
    });
    expect(isWaiting).toBe(true);
    const status = async (sent: string) =>
      (await directory.send("GET", "Users", { token: sent })).status;
    expect(await status(token)).toBe(401);
    const confirm = (who: typeof one) => confirmDirectoryToken(secures(who), { directoryTokenId });
    await expect(confirm(one)).rejects.toMatchObject({ details: { reason: "own-request" } });
    await confirm(other);
    expect(await status(token)).toBe(200);
    expect(await status(`${token}x`)).toBe(401);
    await revokeDirectoryToken(secures(one), { directoryTokenId });
    expect(await status(token)).toBe(401);
    const rows = await sql<{ text: string }>(
      "SELECT directory_token::text AS text FROM directory_token",
    );
    expect(rows.some(({ text }) => text.includes(token))).toBe(false);
  });
});
