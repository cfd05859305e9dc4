/** A person changes their own password: who may, what ends, and how often one may guess. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { hashToken } from "../auth/actor";
import { signIn } from "../auth/sign-in";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { createToken } from "../tokens/commands";
import { acceptInvitation } from "./accept-invitation";
import { changePassword } from "./change-password";
import { createUser } from "./commands";

const OLD = "seven green umbrellas";
const NEW = "eleven silent lanterns";

beforeAll(testDatabase);

/** Each comes from an address of their own, so that their wrong tries do not add up. */
async function arrange() {
  const email = `${randomUUID()}@example.test`;
  const roles = [{ centreId: "*", role: "auditor" as const }];
  const administrator = scopeFor("user:administer", null, await makeUser());
  const { id, inviteUrl } = await createUser(administrator, { email, name: "Nerea", roles });
  await acceptInvitation({ token: inviteUrl?.split("/").at(-1) ?? "", password: OLD });
  const actor = {
    userId: id,
    name: "Nerea",
    roles: new Map([["*", ["auditor" as const]]]),
    limitedTo: null,
  };
  return { email, actor, sender: { address: `192.0.2.${randomUUID()}` } };
}

test("a new password replaces the old one, and ends sessions and tokens", async () => {
  const { email, actor, sender } = await arrange();
  const permissions = ["centre:view" as const];
  const { token } = await createToken(actor, { name: "Script", permissions, expiresInDays: 90 });
  const before = await prisma().user.findUniqueOrThrow({ where: { email } });

  const changed = await changePassword(actor, { current: OLD, password: NEW }, sender);
  expect(changed).toEqual({ email, version: before.sessionVersion + 1 });
  expect((await signIn({ email, password: OLD }, sender)).kind).toBe("refused");
  expect(await signIn({ email, password: NEW }, sender)).toMatchObject({
    kind: "signed-in",
    user: { version: changed.version },
  });
  const revoked = await sql(
    "SELECT id FROM api_token WHERE token_hash = $1 AND revoked_at IS NOT NULL",
    [hashToken(token)],
  );
  expect(revoked).toHaveLength(1);
  const entries = await sql<{ action: string }>(
    "SELECT action FROM audit_entry WHERE actor_id = $1::uuid ORDER BY id",
    [actor.userId],
  );
  expect(entries.map(({ action }) => action)).toContain("user.password-changed");
});

test("of two changes at once one wins", async () => {
  const { actor, sender } = await arrange();
  const passwords = [NEW, "twelve patient ferries"];
  const ends = await Promise.allSettled(
    passwords.map((password) => changePassword(actor, { current: OLD, password }, sender)),
  );
  expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("wrong tries are counted, and then wait", async () => {
  const { actor, sender } = await arrange();
  const attempt = () => changePassword(actor, { current: "not this one", password: NEW }, sender);
  await expect(attempt()).rejects.toMatchObject({ details: { reason: "password-wrong" } });
  const codes: unknown[] = [];
  for (let tries = 0; tries < 20; tries += 1) {
    codes.push(await attempt().catch((error: { code: string }) => error.code));
  }
  expect(codes.at(-1)).toBe("TOO_MANY_REQUESTS");
  const right = changePassword(actor, { current: OLD, password: NEW }, sender);
  await expect(right).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
});

test("a weak password, the same one, and a token are refused", async () => {
  const { actor, sender, email } = await arrange();
  const change = (password: string, by = actor) =>
    changePassword(by, { current: OLD, password }, sender);
  await expect(change(`${email}1`)).rejects.toMatchObject({
    details: { reason: "password-contains-email" },
  });
  await expect(change(OLD)).rejects.toMatchObject({ details: { reason: "password-same" } });
  const ofToken = { ...actor, limitedTo: ["account:use" as const] };
  await expect(
    changePassword(ofToken, { current: OLD, password: NEW }, sender),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
});
