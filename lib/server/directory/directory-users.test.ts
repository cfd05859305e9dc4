/** What a directory may do to a person, and what it may not. */
import { beforeEach, expect, test } from "vitest";
import { makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { Directory, oktaUser } from "@/lib/testing/directory";
import { findActors } from "../auth/actor";
import { prisma } from "../db/client";
import { inTransaction, sql } from "../db/sql";
import { erasePerson } from "../users/erase-person";

const ADMINISTRATOR = { centreId: "*", role: "administrator" } as const;
let directory: Directory;

beforeEach(async () => {
  await testDatabase();
  directory = await Directory.start();
});

const create = (userName: string, more: object = {}) => directory.createUser(userName, more);
const find = (filter: string) =>
  directory.send("GET", `Users?filter=${encodeURIComponent(filter)}&startIndex=1&count=100`);

test("a deactivated person loses sessions and API tokens at once, and the account stays", async () => {
  const id = await create("ana@example.test");
  await sql(
    `INSERT INTO api_token (id, user_id, name, token_hash, permissions)
     VALUES (gen_random_uuid(), $1::uuid, 'script', 'hash', '{centre:view}')`,
    [id],
  );
  const before = await prisma().user.findUniqueOrThrow({ where: { id } });
  expect((await directory.send("DELETE", `Users/${id}`)).status).toBe(204);
  const after = await prisma().user.findUniqueOrThrow({ where: { id } });
  expect(after.disabledAt).not.toBeNull();
  expect(after.sessionVersion).toBe(before.sessionVersion + 1);
  const tokens = await prisma().apiToken.findMany({ where: { userId: id } });
  expect(tokens.every(({ revokedAt }) => revokedAt !== null)).toBe(true);
  expect((await directory.send("GET", `Users/${id}`)).status).toBe(404);
  expect((await find('userName eq "ana@example.test"')).body.totalResults).toBe(0);
  expect(await create("ana@example.test")).toBe(id);
  expect((await findActors([id])).size).toBe(1);
});

test("whom an administrator has deactivated stays out", async () => {
  const { id, email } = await makeUser();
  await sql(`UPDATE "user" SET disabled_at = now() WHERE id = $1::uuid`, [id]);
  const rename = [{ op: "replace", value: { displayName: "Other", active: false } }];
  expect((await directory.patch(`Users/${id}`, rename)).body.active).toBe(false);
  const on = [{ op: "replace", value: { active: true } }];
  expect((await directory.patch(`Users/${id}`, on)).body.active).toBe(false);
  await directory.send("DELETE", `Users/${id}`);
  expect((await directory.send("POST", "Users", { body: oktaUser(email) })).body.active).toBe(
    false,
  );
  expect(await findActors([id])).toEqual(new Map());
});

test("whoever is erased is not named again, and no entry names anybody", async () => {
  const externalId = "00u-of-ana";
  const id = await create("ana@example.test", { externalId });
  await directory.patch(`Users/${id}`, [{ op: "replace", value: { displayName: "Ana New" } }]);
  const entries = await sql<{ text: string }>(
    "SELECT concat(before, after) AS text FROM audit_entry",
  );
  expect(entries).toHaveLength(2);
  for (const named of ["Ana", "ana@example.test", externalId]) {
    expect(
      entries.filter(({ text }) => text.includes(named)),
      named,
    ).toEqual([]);
  }
  const administrator = await makeUser({ roles: [ADMINISTRATOR], passwordHash: "any" });
  await inTransaction(({ sql }) =>
    erasePerson(sql, {
      actorId: administrator.id,
      userId: id,
      requestedById: administrator.id,
      isOnlyAdministrator: true,
    }),
  );
  const erased = await prisma().user.findUniqueOrThrow({ where: { id } });
  const on = { displayName: "Ana Example", "emails.value": "ana@example.test", active: true };
  expect((await directory.patch(`Users/${id}`, [{ op: "replace", value: on }])).status).toBe(404);
  expect((await directory.send("DELETE", `Users/${id}`)).status).toBe(404);
  const body = { displayName: "Tills", members: [{ value: id }] };
  expect((await directory.send("POST", "Groups", { body })).status).toBe(400);
  expect((await find(`id eq "${id}"`)).body.totalResults).toBe(0);
  expect(await prisma().user.findUniqueOrThrow({ where: { id } })).toEqual(erased);
});

test("a person with a password keeps their address, and the last administrator stays", async () => {
  const roles = [ADMINISTRATOR];
  const { id, email } = await makeUser({ roles, passwordHash: "any" });
  const change = { userName: "evil@example.test", "emails.value": "evil@example.test" };
  await directory.patch(`Users/${id}`, [{ op: "replace", value: change }]);
  expect((await prisma().user.findUniqueOrThrow({ where: { id } })).email).toBe(email);
  const off = [{ op: "replace", value: { active: false } }];
  expect(await directory.patch(`Users/${id}`, off)).toMatchObject({
    status: 403,
    body: { status: "403", scimType: "mutability" },
  });
  expect((await directory.send("DELETE", `Users/${id}`)).status).toBe(403);
  expect((await findActors([id])).size).toBe(1);
});

test("whoever is invited into a role keeps the address that the role was given to", async () => {
  const { id, email } = await makeUser({ roles: [ADMINISTRATOR] });
  const address = "evil@example.test";
  const rename = () =>
    directory.patch(`Users/${id}`, [
      { op: "replace", path: 'emails[type eq "work"].value', value: address },
    ]);
  const stored = async () => (await prisma().user.findUniqueOrThrow({ where: { id } })).email;
  expect((await rename()).body).toMatchObject({ emails: [{ value: email }] });
  expect(await stored()).toBe(email);
  await sql(
    `INSERT INTO external_account (issuer, subject, user_id, provider)
     VALUES ('https://id.example.test', 'subject', $1::uuid, 'example')`,
    [id],
  );
  await rename();
  expect(await stored()).toBe(address);
});

test("a person does not get the name or the address of another, whichever of both is older", async () => {
  const people = [await create("ana@example.test"), await create("ben@example.test")];
  const [ana = "", ben = ""] = people;
  const take = (id: string, path: string, value: string) =>
    directory.patch(`Users/${id}`, [{ op: "replace", path, value }]);
  for (const [id, other] of [
    [ana, "ben@example.test"],
    [ben, "ana@example.test"],
  ] as const) {
    for (const path of ["emails.value", "userName"]) {
      expect(await take(id, path, other), path).toMatchObject({
        status: 409,
        body: { scimType: "uniqueness" },
      });
    }
  }
});

test("a person is not overwritten by who has read an older version", async () => {
  const id = await create("ana@example.test");
  const { etag } = await directory.send("GET", `Users/${id}`);
  const headers = { "if-match": etag ?? "" };
  const rename = (value: string) => [{ op: "replace", path: "displayName", value }];
  const first = await directory.patch(`Users/${id}`, rename("One"), headers);
  expect([first.status, first.body.meta.version === first.etag]).toEqual([200, true]);
  expect((await directory.patch(`Users/${id}`, rename("Two"), headers)).status).toBe(412);
  const known = { "if-none-match": first.etag ?? "" };
  expect((await directory.send("GET", `Users/${id}`, { headers: known })).status).toBe(304);
});
