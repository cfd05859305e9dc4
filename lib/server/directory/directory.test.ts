/** SCIM from the request to what somebody may do, with requests as Entra ID and Okta send them. */
import { beforeEach, describe, expect, test } from "vitest";
import { scimErrorSchema } from "@/lib/contracts/scim";
import { testDatabase } from "@/lib/testing/database";
import { Directory, oktaUser } from "@/lib/testing/directory";
import { findActors } from "../auth/actor";
import { prisma } from "../db/client";
import { sql } from "../db/sql";

let directory: Directory;

beforeEach(async () => {
  await testDatabase();
  directory = await Directory.start();
});

const create = (userName: string, more: object = {}) => directory.createUser(userName, more);
const find = (filter: string, kind = "Users") =>
  directory.send("GET", `${kind}?filter=${encodeURIComponent(filter)}&startIndex=1&count=100`);
const listActions = async () =>
  (await sql<{ action: string }>("SELECT action FROM audit_entry ORDER BY id")).map(
    ({ action }) => action,
  );

describe("Entra ID", () => {
  test("looks for somebody, creates, renames and deactivates them", async () => {
    const none = await find('userName eq "ana@example.test"');
    expect(none).toMatchObject({ status: 200, body: { totalResults: 0, Resources: [] } });
    expect(none.type).toBe("application/scim+json");
    const externalId = "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef";
    const id = await create("ana@example.test", { externalId, active: "True" });
    expect((await find('userName eq "ANA@example.test"')).body.Resources).toMatchObject([
      { id, externalId, active: true, displayName: "Ana Example" },
    ]);
    const renamed = await directory.patch(`Users/${id}`, [
      { op: "Replace", path: 'emails[type eq "work"].value', value: "ana.new@example.test" },
      { op: "Replace", path: "displayName", value: "Ana New" },
    ]);
    expect(renamed).toMatchObject({ status: 200, body: { displayName: "Ana New" } });
    const stored = await prisma().user.findUniqueOrThrow({ where: { id } });
    expect(stored).toMatchObject({ email: "ana.new@example.test", passwordHash: null });

    const off = [{ op: "Replace", path: "active", value: "False" }];
    expect((await directory.patch(`Users/${id}`, off)).body.active).toBe(false);
    expect(await findActors([id])).toEqual(new Map());
    const on = [{ op: "Add", path: "active", value: "True" }];
    expect((await directory.patch(`Users/${id}`, on)).body.active).toBe(true);
    expect((await findActors([id])).size).toBe(1);
    expect(await listActions()).toEqual([
      "directory.user-created",
      "directory.user-changed",
      "directory.user-changed",
      "directory.user-changed",
    ]);
  });

  test("asks for a group without its members, and adds and removes one", async () => {
    const id = await create("ana@example.test");
    const body = {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
      externalId: "8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159",
      displayName: "Tills",
      members: [],
    };
    const group = (await directory.send("POST", "Groups", { body })).body;
    const query = `filter=${encodeURIComponent('displayName eq "Tills"')}`;
    const found = await directory.send("GET", `Groups?excludedAttributes=members&${query}`);
    expect(found.body.Resources[0]).not.toHaveProperty("members");
    const add = [{ op: "Add", path: "members", value: [{ value: id }] }];
    expect((await directory.patch(`Groups/${group.id}`, add)).body.members).toMatchObject([
      { value: id },
    ]);
    expect((await find(`members eq "${id}" and id eq "${group.id}"`, "Groups")).body).toMatchObject(
      {
        totalResults: 1,
      },
    );
    const remove = [{ op: "Remove", path: "members", value: [{ value: id }] }];
    expect((await directory.patch(`Groups/${group.id}`, remove)).body.members).toEqual([]);
  });
});

describe("Okta", () => {
  test("deactivates by an object without a path, and replaces whole people", async () => {
    const id = await create("ana@example.test");
    const off = await directory.patch(`Users/${id}`, [{ op: "replace", value: { active: false } }]);
    expect(off.body.active).toBe(false);
    const body = oktaUser("ana@example.test", { displayName: "Ana Other" });
    expect((await directory.send("PUT", `Users/${id}`, { body })).body).toMatchObject({
      active: true,
      displayName: "Ana Other",
    });
  });

  test("renames a group by an object without a path, and takes its members away", async () => {
    const id = await create("ana@example.test");
    const members = [{ value: id, display: "ana@example.test" }];
    const group = (
      await directory.send("POST", "Groups", { body: { displayName: "Tills", members } })
    ).body;
    const value = { id: group.id, displayName: "Counters" };
    const renamed = await directory.patch(`Groups/${group.id}`, [{ op: "replace", value }]);
    expect(renamed.body).toMatchObject({ displayName: "Counters", members: [{ value: id }] });
    const path = `members[value eq "${id}"]`;
    const left = await directory.patch(`Groups/${group.id}`, [{ op: "remove", path }]);
    expect(left.body.members).toEqual([]);
    expect((await directory.send("DELETE", `Groups/${group.id}`)).status).toBe(204);
    expect((await directory.send("GET", `Groups/${group.id}`)).status).toBe(404);
  });
});

test("people are listed by pages, and a filter for what is unknown is refused", async () => {
  const ids = [await create("a@example.test"), await create("b@example.test")];
  const page = async (query: string) => (await directory.send("GET", `Users?${query}`)).body;
  expect(await page("startIndex=2&count=1")).toMatchObject({
    totalResults: 2,
    startIndex: 2,
    itemsPerPage: 1,
    Resources: [{ id: ids[1] }],
  });
  expect(await page("count=0")).toMatchObject({ totalResults: 2, itemsPerPage: 0 });
  expect((await page("startIndex=-3&count=-1")).startIndex).toBe(1);
  expect((await find('emails[type eq "work" and value sw "b"]')).body.totalResults).toBe(1);
  for (const filter of [
    'password eq "x"',
    'not (nothing eq "x")',
    "userName eq",
    "((",
    "x".repeat(2_000),
  ]) {
    expect(await find(filter), filter).toMatchObject({
      status: 400,
      body: { scimType: "invalidFilter" },
    });
  }
});

test("errors are in SCIM's form, and a name is there once", async () => {
  await create("ana@example.test");
  const again = await directory.send("POST", "Users", { body: oktaUser("Ana@Example.test") });
  expect(again).toMatchObject({ status: 409, body: { scimType: "uniqueness", status: "409" } });
  expect(again.body.schemas).toEqual(["urn:ietf:params:scim:api:messages:2.0:Error"]);
  for (const [method, path, status] of [
    ["GET", "Users/no-such", 404],
    ["GET", "Nothing", 404],
    ["POST", "Users", 400],
    ["GET", "Users/a/b", 404],
  ] as const) {
    const reply = await directory.send(method, path, method === "POST" ? { body: {} } : {});
    expect(reply, path).toMatchObject({ status, body: { status: String(status) } });
    expect(scimErrorSchema.strict().safeParse(reply.body).error, path).toBeUndefined();
  }
  for (const path of [`Users?attributes=${"x".repeat(2_000)}`, "Users/%00"]) {
    const unreadable = { status: 400, body: { scimType: "invalidSyntax" } };
    expect(await directory.send("GET", path), path).toMatchObject(unreadable);
  }
  const nul = await directory.send("POST", "Users", { body: oktaUser("b@example.test\0") });
  expect(nul.status).toBe(400);
  const form = { headers: { "content-type": "text/plain" }, body: {} };
  expect((await directory.send("POST", "Users", form)).status).toBe(400);
});

test("HEAD reads, and changes nothing", async () => {
  const id = await create("ana@example.test");
  const { etag } = await directory.send("GET", `Users/${id}`);
  expect(await directory.send("HEAD", `Users/${id}`)).toMatchObject({ status: 200, etag });
  expect((await directory.send("HEAD", "Users")).status).toBe(200);
});

test("it describes itself", async () => {
  const service = await directory.send("GET", "ServiceProviderConfig");
  expect(service.body).toMatchObject({ patch: { supported: true }, etag: { supported: true } });
  expect((await directory.send("GET", "ResourceTypes")).body.totalResults).toBe(2);
  const id = "urn:ietf:params:scim:schemas:core:2.0:Group";
  expect((await directory.send("GET", `Schemas/${id}`)).body.name).toBe("Group");
});
