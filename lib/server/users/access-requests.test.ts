/** One administrator alone gives nobody the right to sign days off. */
import { beforeEach, describe, expect, test } from "vitest";
import {
  linkToProvider,
  type MadeUser,
  makeCentre,
  makeUser,
  scopeFor,
} from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { listAccessRequests } from "./access-request-queries";
import { confirmRequest, refuseRequest } from "./access-requests";
import { changeUser, createUser } from "./commands";
import { importUsers } from "./import";
import { listUsers } from "./queries";

const ADMINISTRATOR = { centreId: "*", role: "administrator" } as const;
const APPROVER = { centreId: "*", role: "approver" } as const;
const COUNTER = { centreId: "*", role: "counter" } as const;

let one: MadeUser;
let other: MadeUser;
let person: MadeUser;

const administrator = (name: string) =>
  makeUser({ name, roles: [ADMINISTRATOR], passwordHash: "any" });
const by = (who: MadeUser) => scopeFor("user:administer", null, who);
const rolesOf = async (userId: string) =>
  (await prisma().membership.findMany({ where: { userId } })).map(({ role }) => role).toSorted();
const entriesOf = async (actorId: string) =>
  (await prisma().auditEntry.findMany({ where: { actorId }, orderBy: { id: "asc" } })).map(
    ({ action }) => action,
  );
const grant = (roles: Parameters<typeof changeUser>[1]["roles"], userId = person.id) =>
  changeUser(by(one), { userId, roles });
const firstRequest = async (reader: MadeUser) => {
  const [request] = (await listAccessRequests(by(reader))).requests;
  if (request === undefined) throw new Error("Nothing waits.");
  return { requestId: request.id, refusal: request.refusal };
};

beforeEach(async () => {
  await testDatabase();
  one = await administrator("One");
  other = await administrator("Other");
  person = await makeUser();
});

describe("where there are two administrators", () => {
  test("a role that signs days off waits, is confirmed by the other, and both are in the trail", async () => {
    const { waiting } = await grant([COUNTER, APPROVER]);
    expect(waiting).toEqual([APPROVER]);
    expect(await rolesOf(person.id)).toEqual(["counter"]);
    const { requestId, refusal } = await firstRequest(one);
    expect(refusal).toBe("own-request");
    await expect(confirmRequest(by(one), { requestId })).rejects.toMatchObject({
      details: { reason: "own-request" },
    });
    await confirmRequest(by(other), { requestId });
    expect(await rolesOf(person.id)).toEqual(["approver", "counter"]);
    expect(await entriesOf(one.id)).toEqual(["user.changed", "user.role-requested"]);
    expect(await entriesOf(other.id)).toEqual(["user.role-confirmed"]);
    await expect(confirmRequest(by(other), { requestId })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  test("whoever would get the role does not confirm it", async () => {
    await grant([ADMINISTRATOR, APPROVER], other.id);
    const { requestId, refusal } = await firstRequest(other);
    expect(refusal).toBe("own-account");
    await expect(confirmRequest(by(other), { requestId })).rejects.toMatchObject({
      details: { reason: "own-account" },
    });
    expect(await rolesOf(other.id)).toEqual(["administrator"]);
  });

  test("a refused role is not granted, and may be asked for again", async () => {
    await grant([APPROVER]);
    const { requestId } = await firstRequest(other);
    await refuseRequest(by(other), { requestId });
    expect(await rolesOf(person.id)).toEqual([]);
    expect(await entriesOf(other.id)).toEqual(["user.role-refused"]);
    expect((await listAccessRequests(by(one))).requests).toEqual([]);
    await grant([APPROVER]);
    await grant([APPROVER]);
    expect((await listAccessRequests(by(one))).requests).toHaveLength(1);
  });

  test("people of an invitation and of a file wait as well", async () => {
    const { id } = await createUser(by(one), {
      email: "new@example.test",
      name: "New",
      roles: [APPROVER],
    });
    expect(await rolesOf(id)).toEqual([]);
    const text =
      "name,email,role,centres\nAna,ana@file.test,approver,*\nAna,ana@file.test,counter,*";
    const { people } = await importUsers(by(one), { text, dryRun: false });
    expect(people).toMatchObject([{ waiting: [APPROVER] }]);
    expect((await listAccessRequests(by(other))).requests).toMatchObject([
      { person: { email: "new@example.test" }, role: APPROVER, refusal: null },
      { person: { email: "ana@file.test" }, role: APPROVER, refusal: null },
    ]);
  });

  test("whoever deactivates the other one is not alone for a week", async () => {
    await changeUser(by(one), { userId: other.id, disabled: true });
    expect((await grant([APPROVER])).waiting).toEqual([APPROVER]);
    const { requestId } = await firstRequest(one);
    await expect(confirmRequest(by(one), { requestId })).rejects.toMatchObject({
      details: { reason: "own-request" },
    });
    await sql(
      `UPDATE "user" SET administrator_until = administrator_until - interval '8 days'
        WHERE id = $1::uuid`,
      [other.id],
    );
    await confirmRequest(by(one), { requestId });
    expect(await rolesOf(person.id)).toEqual(["approver"]);
  });

  test("a centre that is gone is not granted", async () => {
    const { id: centreId } = await makeCentre();
    await grant([{ centreId, role: "reviewer" }]);
    await prisma().centre.delete({ where: { id: centreId } });
    const { requestId } = await firstRequest(other);
    await expect(confirmRequest(by(other), { requestId })).rejects.toMatchObject({
      details: { reason: "no-such-centre" },
    });
  });
});

test("an administrator who signs in through a provider is another one", async () => {
  await prisma().user.delete({ where: { id: other.id } });
  const linked = await makeUser({ roles: [ADMINISTRATOR] });
  expect(await grant([COUNTER])).toMatchObject({ waiting: [] });
  await linkToProvider(linked.id);
  expect((await grant([COUNTER, APPROVER])).waiting).toEqual([APPROVER]);
  expect((await listUsers(by(one))).find(({ id }) => id === linked.id)?.state).toBe("active");
});

test("an only administrator grants at once, and the trail says that there was no other", async () => {
  await prisma().user.delete({ where: { id: other.id } });
  expect(await grant([APPROVER])).toMatchObject({ waiting: [] });
  const entry = await prisma().auditEntry.findFirst({ orderBy: { id: "desc" } });
  expect(entry).toMatchObject({ action: "user.changed", after: { onlyAdministrator: true } });
  expect(await listAccessRequests(by(one))).toMatchObject({
    isOnlyAdministrator: true,
    requests: [],
  });
});
