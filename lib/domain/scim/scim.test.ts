/** Requests as Entra ID and Okta send them, and what must not pass. */
import { describe, expect, test } from "vitest";
import { type Attributes, matches, type ScimFilter } from "./filter";
import { assignAllOfGroup, NO_GROUP } from "./group";
import { readAttributes, readOperations } from "./operations";
import { assignAll, nameOf, NO_USER, type ScimUser } from "./user";

const ANA: ScimUser = { ...NO_USER, userName: "ana@example.test", email: "ana@example.test" };
const ID = "11111111-2222-4333-8444-555555555555";
const OTHER = "aaaaaaaa-2222-4333-8444-555555555555";

function patch(user: ScimUser, operations: unknown) {
  const read = readOperations({ Operations: operations });
  return read.fault === undefined ? assignAll(user, read.value) : read;
}
function patchGroup(memberIds: string[], operations: unknown) {
  const read = readOperations({ Operations: operations });
  if (read.fault !== undefined) return read;
  return assignAllOfGroup({ ...NO_GROUP, displayName: "Tills", memberIds }, read.value);
}

describe("a person", () => {
  test("as Entra ID creates it", () => {
    const body = {
      schemas: [
        "urn:ietf:params:scim:schemas:core:2.0:User",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
      ],
      externalId: "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef",
      userName: "ana@example.test",
      active: true,
      emails: [
        { primary: false, type: "home", value: "private@elsewhere.test" },
        { primary: true, type: "work", value: "ana@example.test" },
      ],
      meta: { resourceType: "User" },
      name: { formatted: "Ana Example", familyName: "Example", givenName: "Ana" },
      roles: [],
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { department: "Finance" },
    };
    const { value } = assignAll(NO_USER, readAttributes(body));
    expect(value).toEqual({
      userName: "ana@example.test",
      externalId: "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef",
      active: true,
      displayName: "Ana Example",
      givenName: "Ana",
      familyName: "Example",
      email: "ana@example.test",
    });
  });

  test("is deactivated by a text with a capital, and by an object without a path", () => {
    for (const operation of [
      { op: "Replace", path: "active", value: "False" },
      { op: "replace", value: { active: false } },
      { op: "replace", value: { id: ID, active: "false" } },
      { op: "Add", path: "urn:ietf:params:scim:schemas:core:2.0:User:active", value: false },
    ]) {
      expect(patch(ANA, [operation]).value?.active, JSON.stringify(operation)).toBe(false);
    }
  });

  test("is renamed by each of the usual paths", () => {
    const { value } = patch(ANA, [
      { op: "Replace", path: 'emails[type eq "work"].value', value: "new@example.test" },
      { op: "Add", path: "name.givenName", value: "Ana" },
      { op: "replace", value: { "name.familyName": "Other", title: "Manager" } },
    ]);
    expect(value).toMatchObject({ email: "new@example.test", givenName: "Ana" });
    expect(nameOf(value ?? NO_USER)).toBe("Ana Other");
    const shown = patch(value ?? NO_USER, [{ op: "replace", path: "displayName", value: "A. O." }]);
    expect(nameOf(shown.value ?? NO_USER)).toBe("A. O.");
    expect(nameOf(ANA)).toBe("ana");
  });

  test("is left as it is by what is not ours, and by names of JavaScript's own", () => {
    const hostile = JSON.parse(
      '{"__proto__":{"polluted":true},"constructor.prototype.polluted":true}',
    ) as object;
    expect(patch(ANA, [{ op: "add", value: hostile }]).value).toEqual(ANA);
    expect(patch(ANA, [{ op: "add", path: "__proto__.polluted", value: true }]).value).toEqual(ANA);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(patch(ANA, [{ op: "replace", path: "roles", value: ["administrator"] }]).value).toEqual(
      ANA,
    );
    const home = { op: "replace", path: 'emails[type eq "home"].value', value: "x@evil.test" };
    expect(patch(ANA, [home]).value).toEqual(ANA);
  });

  test("is refused where it can't be read", () => {
    for (const operations of [
      undefined,
      [],
      [{ op: "move", path: "active", value: true }],
      [{ op: "replace", path: "active", value: "perhaps" }],
      [{ op: "remove", path: "userName" }],
      [{ op: "remove" }],
      [{ op: "add", value: "text" }],
      [{ op: "replace", path: "displayName", value: "x".repeat(255) }],
      [{ op: "replace", path: "x".repeat(501), value: "" }],
    ]) {
      expect(patch(ANA, operations).fault?.status, JSON.stringify(operations)).toBe(400);
    }
  });
});

describe("a group", () => {
  test("gets and loses members as Entra ID and Okta say it", () => {
    const add = { op: "Add", path: "members", value: [{ value: ID }, { value: OTHER }] };
    expect(patchGroup([], [add]).value?.memberIds).toEqual([ID, OTHER]);
    expect(patchGroup([ID], [{ op: "add", path: "members", value: { value: ID } }]).value).toEqual({
      displayName: "Tills",
      externalId: null,
      memberIds: [ID],
    });
    for (const operation of [
      { op: "Remove", path: "members", value: [{ $ref: null, value: ID }] },
      { op: "remove", path: `members[value eq "${ID}"]` },
      { op: "replace", path: "members", value: [{ value: OTHER }] },
      { op: "replace", value: { id: "any", members: [{ value: OTHER }] } },
    ]) {
      const { value } = patchGroup([ID, OTHER], [operation]);
      expect(value?.memberIds, JSON.stringify(operation)).toEqual([OTHER]);
    }
    expect(patchGroup([ID], [{ op: "remove", path: "members" }]).value?.memberIds).toEqual([]);
  });

  test("assigns an attribute once, in whatever case its name stands there", () => {
    const body = { members: [{ value: ID }], displayName: "Tills", Members: [{ value: OTHER }] };
    expect(readAttributes({ ...body, " members": [] })).toEqual([
      { op: "replace", path: "members", value: [] },
      { op: "replace", path: "displayname", value: "Tills" },
    ]);
  });

  test("is refused where a member or a path can't be read, instead of losing everybody", () => {
    for (const operation of [
      { op: "remove", path: "members", value: ["text"] },
      { op: "add", path: "members", value: [{ value: "not an id" }] },
      { op: "remove", path: 'members[display eq "Ana"]' },
      { op: "replace", path: "displayName", value: "" },
    ]) {
      expect(patchGroup([ID], [operation]).fault?.status, JSON.stringify(operation)).toBe(400);
    }
  });
});

test("filters compare without regard to capitals", () => {
  const attributes: Attributes = new Map([
    ["username", ["Ana@Example.test"]],
    ["active", [true]],
    ["externalid", []],
  ]);
  const compare = (op: "co" | "eq" | "ne" | "sw", path: string, value: string): ScimFilter => ({
    op,
    path,
    value,
  });
  const isAna = compare("eq", "username", "ana@example.TEST");
  for (const [filter, expected] of [
    [isAna, true],
    [{ op: "not", filter: isAna }, false],
    [{ op: "and", filters: [isAna, compare("eq", "active", "True")] }, true],
    [
      { op: "or", filters: [compare("eq", "username", "x"), compare("sw", "username", "an")] },
      true,
    ],
    [compare("ne", "username", "ana@example.test"), false],
    [compare("co", "username", "@"), true],
    [{ op: "pr", path: "externalid" }, false],
    [compare("eq", "externalid", ""), false],
  ] as const satisfies [ScimFilter, boolean][]) {
    expect(matches(filter, attributes), JSON.stringify(filter)).toBe(expected);
  }
});
