import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { type MadeUser, makeCentre, makeUser, referenceTo, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { requireCaller } from "../auth/actor";
import { hashPassword, verifyPassword } from "../auth/password";
import { signIn } from "../auth/sign-in";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { createToken } from "../tokens/commands";
import { acceptInvitation } from "./accept-invitation";
import { changeUser, createUser } from "./commands";
import { findInvitation } from "./invitation";
import { inviteUser } from "./invite-again";
import { getMe, listUsers } from "./queries";

const PASSWORD = "seven green umbrellas";
const COUNTER = { centreId: "*", role: "counter" } as const;
const ADMINISTRATOR = { centreId: "*", role: "administrator" } as const;

beforeAll(async () => {
  await testDatabase();
});

const by = (who: { id: string; name: string }) => scopeFor("user:administer", null, who);
const anyone = () => by({ id: randomUUID(), name: "Anyone" });
const newEmail = () => `${randomUUID()}@example.test`;
const tokenOf = (inviteUrl: string | null) => inviteUrl?.split("/").at(-1) ?? "";
const lastEntry = () => prisma().auditEntry.findFirst({ orderBy: { id: "desc" } });

/** Returns a request of one of their scripts. */
async function makeToken({ actor }: MadeUser): Promise<Request> {
  const requested = { name: "Script", permissions: ["centre:view" as const], expiresInDays: 90 };
  const { token } = await createToken(actor, requested);
  return new Request("http://localhost/", { headers: { authorization: `Bearer ${token}` } });
}

describe("an invitation", () => {
  test("makes someone who can sign in once the password is set", async () => {
    const centre = await makeCentre();
    const email = newEmail();
    const roles = [{ centreId: centre.id, role: "reviewer" as const }];
    const admin = await makeUser();
    const { id, inviteUrl } = await createUser(by(admin), { email, name: "Nerea", roles });
    expect(await lastEntry()).toMatchObject({
      actorId: admin.id,
      action: "user.invited",
      after: { userId: id, email: await referenceTo(id, email), roles },
    });
    expect((await signIn({ email, password: PASSWORD }, { address: "192.0.2.1" })).kind).toBe(
      "refused",
    );
    expect(await acceptInvitation({ token: tokenOf(inviteUrl), password: PASSWORD })).toEqual({
      email,
      version: 2,
    });
    expect((await signIn({ email, password: PASSWORD }, { address: "192.0.2.1" })).kind).toBe(
      "signed-in",
    );
    const listed = (await listUsers(anyone())).find((user) => user.id === id);
    expect(listed).toMatchObject({ email, name: "Nerea", state: "active", roles });
  });

  test("is kept as a hash, works once, and stops at the next one", async () => {
    const { id, inviteUrl } = await createUser(anyone(), {
      email: newEmail(),
      name: "N",
      roles: [],
    });
    const token = tokenOf(inviteUrl);
    expect(await prisma().invitation.count({ where: { tokenHash: token } })).toBe(0);
    const next = tokenOf((await inviteUser(anyone(), { userId: id })).inviteUrl);
    const refused = { code: "NOT_FOUND" };
    await expect(acceptInvitation({ token, password: PASSWORD })).rejects.toMatchObject(refused);
    await acceptInvitation({ token: next, password: PASSWORD });
    await expect(
      acceptInvitation({ token: next, password: "another long phrase" }),
    ).rejects.toMatchObject(refused);
    const { passwordHash } = await prisma().user.findUniqueOrThrow({ where: { id } });
    expect(await verifyPassword(passwordHash, PASSWORD)).toBe(true);
  });

  test("is taken by one of two who use it at once", async () => {
    const { inviteUrl } = await createUser(anyone(), { email: newEmail(), name: "N", roles: [] });
    const token = tokenOf(inviteUrl);
    const both = await Promise.allSettled([
      acceptInvitation({ token, password: PASSWORD }),
      acceptInvitation({ token, password: "another long phrase" }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("expires after three days, and is worth nothing to someone shut out", async () => {
    const { id, inviteUrl } = await createUser(anyone(), {
      email: newEmail(),
      name: "N",
      roles: [],
    });
    const token = tokenOf(inviteUrl);
    expect(await findInvitation(sql, token)).toMatchObject({ userId: id });
    const made = await prisma().invitation.findFirstOrThrow({ where: { userId: id } });
    expect(made.expiresAt.getTime() - made.createdAt.getTime()).toBeLessThan(73 * 60 * 60 * 1000);
    await changeUser(anyone(), { userId: id, disabled: true });
    expect(await findInvitation(sql, token)).toBeNull();
    await changeUser(anyone(), { userId: id, disabled: false });
    const expiresAt = new Date(Date.now() - 1_000);
    await prisma().invitation.updateMany({ where: { userId: id }, data: { expiresAt } });
    expect(await findInvitation(sql, token)).toBeNull();
  });

  test("refuses a password that is easy to guess, and stays good", async () => {
    const { inviteUrl } = await createUser(anyone(), { email: newEmail(), name: "N", roles: [] });
    const token = tokenOf(inviteUrl);
    await expect(acceptInvitation({ token, password: "password1234" })).rejects.toMatchObject({
      code: "REFUSED",
      details: { reason: "password-common" },
    });
    await acceptInvitation({ token, password: PASSWORD });
  });

  test("a new password ends the sessions and API tokens that there were", async () => {
    const user = await makeUser({ passwordHash: await hashPassword(PASSWORD), roles: [COUNTER] });
    const script = await makeToken(user);
    const { inviteUrl } = await inviteUser(anyone(), { userId: user.id });
    expect(await findInvitation(sql, tokenOf(inviteUrl))).toMatchObject({ hasPassword: true });
    await expect(requireCaller(script)).resolves.toMatchObject({ actor: { userId: user.id } });
    await acceptInvitation({ token: tokenOf(inviteUrl), password: "another long phrase" });
    const { sessionVersion } = await prisma().user.findUniqueOrThrow({ where: { id: user.id } });
    expect(sessionVersion).toBe(2);
    await expect(requireCaller(script)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });
});

describe("changing people", () => {
  test("an address is nobody's twice, and a role names a centre that is there", async () => {
    const email = newEmail();
    await createUser(anyone(), { email, name: "First", roles: [] });
    await expect(createUser(anyone(), { email, name: "Second", roles: [] })).rejects.toMatchObject({
      details: { reason: "email-taken" },
    });
    const roles = [{ centreId: "nowhere", role: "counter" as const }];
    const nowhere = createUser(anyone(), { email: newEmail(), name: "N", roles });
    await expect(nowhere).rejects.toMatchObject({ details: { reason: "no-such-centre" } });
    expect(await prisma().user.count({ where: { name: "Second" } })).toBe(0);
  });

  test("is written with what was before, once for each change", async () => {
    const centre = await makeCentre();
    const user = await makeUser({ roles: [{ centreId: centre.id, role: "counter" }] });
    const roles = [{ centreId: "*", role: "auditor" as const }];
    await changeUser(anyone(), { userId: user.id, roles });
    expect(await lastEntry()).toMatchObject({
      action: "user.changed",
      before: { userId: user.id, roles: [{ centreId: centre.id, role: "counter" }] },
      after: { userId: user.id, roles },
    });
    const entries = await prisma().auditEntry.count();
    await changeUser(anyone(), { userId: user.id, roles });
    expect(await prisma().auditEntry.count()).toBe(entries);
    expect(await getMe({ ...user.actor, roles: new Map([["*", ["auditor"]]]) })).toMatchObject({
      email: user.email,
      roles,
    });
  });

  test("the last administrator stays, also when two remove each other at once", async () => {
    await prisma().membership.deleteMany({ where: ADMINISTRATOR });
    const passwordHash = await hashPassword(PASSWORD);
    const one = await makeUser({ roles: [ADMINISTRATOR], passwordHash });
    const two = await makeUser({ roles: [ADMINISTRATOR], passwordHash });
    await makeUser({ roles: [ADMINISTRATOR] }); // This user is only invited, and can't sign in yet.
    const both = await Promise.allSettled([
      changeUser(by(one), { userId: two.id, roles: [] }),
      changeUser(by(two), { userId: one.id, disabled: true }),
    ]);
    const refused = both.filter(({ status }) => status === "rejected");
    expect(refused).toMatchObject([{ reason: { details: { reason: "last-administrator" } } }]);
  });

  test("nobody changes their own roles or shuts themselves out", async () => {
    const self = await makeUser({ roles: [ADMINISTRATOR] });
    const roles = [ADMINISTRATOR, { centreId: "*", role: "auditor" as const }];
    const own = changeUser(by(self), { userId: self.id, roles });
    await expect(own).rejects.toMatchObject({ details: { reason: "own-roles" } });
    const out = changeUser(by(self), { userId: self.id, disabled: true });
    await expect(out).rejects.toMatchObject({ details: { reason: "own-account" } });
    await changeUser(by(self), { userId: self.id, name: "Renamed", roles: [ADMINISTRATOR] });
  });

  test("whoever is let in again has no API token of before", async () => {
    const [admin, user] = [await makeUser(), await makeUser({ roles: [COUNTER] })];
    const script = await makeToken(user);
    await changeUser(by(admin), { userId: user.id, disabled: true });
    await changeUser(by(admin), { userId: user.id, disabled: false });
    await expect(requireCaller(script)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    const entries = await prisma().auditEntry.findMany({ where: { actorId: admin.id } });
    const revoked = entries.filter(({ action }) => action === "token.revoked");
    expect(revoked).toMatchObject([{ before: { userId: user.id, name: "Script" } }]);
  });

  test("someone who is not there is not found", async () => {
    const userId = randomUUID();
    const missing = { code: "NOT_FOUND" };
    await expect(changeUser(anyone(), { userId, name: "N" })).rejects.toMatchObject(missing);
    await expect(inviteUser(anyone(), { userId })).rejects.toMatchObject(missing);
  });
});
