import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { nothingSchema } from "@/lib/contracts/basics";
import { createTokenSchema } from "@/lib/contracts/user";
import { makeCentre, makeUser, type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { EVERYWHERE, type Permission, type TokenPermission } from "@/lib/domain/permission";
import { requireCaller } from "../auth/actor";
import { prisma } from "../db/client";
import { route } from "../api/route";
import { isAddressWithin } from "../http/address";
import { listInbox } from "../notices/queries";
import { listSecurityCounts } from "../security-log/queries";
import { createToken, revokeToken, revokeTokenOf } from "./commands";
import { listTokens, listUserTokens } from "./queries";

let owner: MadeUser;
let centreId: string;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  centreId = (await makeCentre()).id;
  owner = await makeUser({ roles: [{ centreId, role: "reviewer" }] });
});

const bearer = (token: string, method = "GET") =>
  new Request("http://localhost:3000/api/x", {
    method,
    headers: { authorization: `Bearer ${token}`, origin: "https://elsewhere.example" },
  });
const make = (permissions: TokenPermission[]) =>
  createToken(owner.actor, { name: "Import", permissions, expiresInDays: 90 });
const call = (token: string, permission: Permission, method = "GET") =>
  route({
    summary: "A test.",
    permission,
    input: z.object({}),
    output: nothingSchema,
    handle: () => Promise.resolve({}),
  })(bearer(token, method), { params: Promise.resolve({}) });

describe("an API token", () => {
  test("does what it was made for, also from elsewhere, and nothing more", async () => {
    const { token } = await make(["till-count:import", "centre:view"]);
    expect(token).toMatch(/^cf_[A-Za-z0-9_-]{43}$/);
    expect((await call(token, "till-count:import", "POST")).status).toBe(200);
    expect((await call(token, "reconciliation:view")).status).toBe(403);
    expect((await call("cf_nonsense", "centre:view")).status).toBe(401);
  });

  test("is kept as a hash, and its use is noted", async () => {
    const { id, token } = await make(["centre:view"]);
    const stored = await prisma().apiToken.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(stored.lastUsedAt).toBeNull();
    await call(token, "centre:view");
    const [listed] = await listTokens(scopeFor("account:use", null, owner));
    expect(listed?.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(listed)).not.toContain(stored.tokenHash);
  });

  test("can do no more than its owner can now", async () => {
    const { token } = await make(["reconciliation:view"]);
    expect((await call(token, "reconciliation:view")).status).toBe(200);
    await prisma().membership.deleteMany({ where: { userId: owner.id } });
    expect((await call(token, "reconciliation:view")).status).toBe(403);
    await prisma().user.update({ where: { id: owner.id }, data: { disabledAt: new Date() } });
    expect((await call(token, "reconciliation:view")).status).toBe(401);
  });

  test("is refused beyond what its owner holds, and to another token", async () => {
    await expect(make(["cashrec:probe"])).rejects.toMatchObject({
      details: { reason: "beyond-own-permissions" },
    });
    const { token } = await make(["account:use"]);
    const { actor } = await requireCaller(bearer(token));
    const request = { name: "Next", permissions: ["account:use" as const], expiresInDays: 366 };
    await expect(createToken(actor, request)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("never administers people, also when an earlier version let it", async () => {
    owner = await makeUser({ roles: [{ centreId: EVERYWHERE, role: "administrator" }] });
    const people = { name: "People", permissions: ["user:administer"] };
    const request = createTokenSchema.safeParse(people);
    expect(request.error?.issues).toMatchObject([{ path: ["permissions", 0] }]);
    const { id, token } = await make(["centre:administer"]);
    await prisma().apiToken.update({
      where: { id },
      data: { permissions: ["centre:administer", "user:administer"] },
    });
    expect((await call(token, "centre:administer")).status).toBe(200);
    expect((await call(token, "user:administer", "POST")).status).toBe(403);
    const [listed] = await listTokens(scopeFor("account:use", null, owner));
    expect(listed?.permissions).toEqual(["centre:administer"]);
  });

  test("is not made by somebody who was shut out meanwhile", async () => {
    await prisma().user.update({ where: { id: owner.id }, data: { disabledAt: new Date() } });
    await expect(make(["centre:view"])).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await prisma().apiToken.count({ where: { userId: owner.id } })).toBe(0);
  });

  test("ends when it is revoked, by its owner alone", async () => {
    const { id, token } = await make(["centre:view"]);
    const other = await makeUser();
    const theirs = revokeToken(scopeFor("account:use", null, other), { tokenId: id });
    await expect(theirs).rejects.toMatchObject({ code: "NOT_FOUND" });
    await revokeToken(scopeFor("account:use", null, owner), { tokenId: id });
    expect((await call(token, "centre:view")).status).toBe(401);
    const entries = await prisma().auditEntry.findMany({ where: { actorId: owner.id } });
    expect(entries.map(({ action }) => action)).toEqual(["token.created", "token.revoked"]);
    expect(JSON.stringify(entries.map(({ after }) => after))).not.toContain(token);
  });

  test("ends at its time", async () => {
    const { id, token } = await make(["centre:view"]);
    const expiresAt = new Date(Date.now() - 1_000);
    await prisma().apiToken.update({ where: { id }, data: { expiresAt } });
    expect((await call(token, "centre:view")).status).toBe(401);
  });
});

describe("the API tokens of everybody", () => {
  const administer = () => scopeFor("security:administer", null, administrator);
  let administrator: MadeUser;

  beforeEach(async () => {
    administrator = await makeUser({ name: "Ana" });
  });

  test("are listed without their text, with the owner and the last use", async () => {
    const { id, token } = await make(["centre:view"]);
    await call(token, "centre:view");
    const list = await listUserTokens(administer(), { text: owner.email });
    expect(list).toMatchObject({
      isCut: false,
      tokens: [{ id, owner: { id: owner.id, email: owner.email }, networks: [] }],
    });
    expect(list.tokens[0]?.lastUsedAt).not.toBeNull();
    const { tokenHash } = await prisma().apiToken.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(list)).not.toContain(token);
    expect(JSON.stringify(list)).not.toContain(tokenHash);
  });

  test("are revoked by an administrator, with an entry and a notice to the owner", async () => {
    const { id, token } = await make(["centre:view"]);
    const other = { userId: administrator.id, tokenId: id };
    await expect(revokeTokenOf(administer(), other)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await revokeTokenOf(administer(), { userId: owner.id, tokenId: id });
    expect((await call(token, "centre:view")).status).toBe(401);
    expect(await prisma().auditEntry.findFirst({ orderBy: { id: "desc" } })).toMatchObject({
      actorId: administrator.id,
      action: "token.revoked",
      before: { userId: owner.id, tokenId: id },
    });
    const { notices } = await listInbox(owner.actor);
    expect(notices).toMatchObject([{ kind: "token-revoked", by: "Ana", href: "/settings/tokens" }]);
    expect((await listUserTokens(administer(), { text: owner.email })).tokens).toEqual([]);
  });
});

describe("a token that is bound to addresses", () => {
  const NETWORKS = ["192.0.2.0/24", "2001:db8:7::/48", "198.51.100.7"];

  test("is refused elsewhere as if it did not exist, and only the security log says so", async () => {
    const requested = { name: "Bound", permissions: ["centre:view" as const], expiresInDays: 90 };
    const { id, token } = await createToken(owner.actor, { ...requested, networks: NETWORKS });
    const elsewhere = await call(token, "centre:view");
    const unknown = await call("cf_nonsense", "centre:view");
    const read = async (response: Response) => {
      const problem = (await response.json()) as Record<string, unknown>;
      return { ...problem, requestId: null, instance: null };
    };
    expect(elsewhere.status).toBe(401);
    expect(await read(elsewhere)).toEqual(await read(unknown));
    const stored = await prisma().apiToken.findUniqueOrThrow({ where: { id } });
    expect(stored.lastUsedAt).toBeNull();
    const counts = await listSecurityCounts(scopeFor("security:administer", null), {
      days: "1",
      show: "refusals",
    });
    expect(counts.counts).toContainEqual(
      expect.objectContaining({
        kind: "token-elsewhere",
        person: { id: owner.id, name: owner.name },
      }),
    );
  });

  test.each([
    ["192.0.2.200", true],
    ["192.0.3.1", false],
    ["2001:db8:7:1::5", true],
    ["2001:db8:8::5", false],
    ["198.51.100.7", true],
    ["unknown", false],
    ["fe80::1%eth0", false],
    ["", false],
  ])("may be used from %s: %s", (address, isWithin) => {
    expect(isAddressWithin(NETWORKS, address)).toBe(isWithin);
  });

  test("takes addresses and networks of both kinds, and nothing else", () => {
    const parse = (networks: string[]) =>
      createTokenSchema.safeParse({ name: "A", permissions: ["centre:view"], networks }).success;
    expect(parse(NETWORKS)).toBe(true);
    for (const wrong of ["192.0.2.0/33", "example.com", "192.0.2", "2001:db8::/129", "1.2.3.4/8/9"])
      expect(parse([wrong]), wrong).toBe(false);
    // What the schema takes is a rule, and never silently none.
    for (const one of NETWORKS) {
      expect(isAddressWithin([one], one.replace(/\/\d+$/, "")), one).toBe(true);
    }
  });
});
