/** Who gets the link that opens an account: its owner by mail, or two administrators. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { linkToProvider, type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import { arrangeDay, dayFor, makeCentreId, move } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { storePushDevice } from "@/lib/testing/matrix-push-inputs";
import { type MailServer, startOwnMailServer } from "@/lib/testing/mail-server";
import { writeMail } from "../alerts/write-mail";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { sendMails } from "../mail/outbox";
import { acceptInvitation } from "./accept-invitation";
import { listAccessRequests } from "./access-request-queries";
import { confirmRequest } from "./access-requests";
import { createUser } from "./commands";
import { findInvitation } from "./invitation";
import { inviteUser } from "./invite-again";
import { removeSecondFactorOf } from "./remove-second-factor";

const ADMINISTRATOR = { centreId: "*", role: "administrator" } as const;
const PASSWORD = "seven green umbrellas";

let one: MadeUser;
let other: MadeUser;
let person: MadeUser;

const by = (who: MadeUser) => scopeFor("user:administer", null, who);
const tokenOf = (url: string | null | undefined) => url?.split("/").at(-1)?.trim() ?? "";
const lastEntry = () => prisma().auditEntry.findFirst({ orderBy: { id: "desc" } });
const invite = (showLink?: boolean) => {
  const account = { email: "new@example.test", name: "New", roles: [] };
  return createUser(by(one), { ...account, showLink });
};

beforeEach(async () => {
  await testDatabase();
  const roles = [ADMINISTRATOR];
  one = await makeUser({ name: "One", roles, passwordHash: "any" });
  other = await makeUser({ name: "Other", roles, passwordHash: "any" });
  person = await makeUser({ name: "Nerea", passwordHash: "any" });
});

describe("without a mail server", () => {
  test("the link of an account with a password takes two administrators", async () => {
    expect(await inviteUser(by(one), { userId: person.id })).toEqual({
      inviteUrl: null,
      delivery: "waiting",
    });
    expect(await prisma().invitation.count()).toBe(0);
    const [request] = (await listAccessRequests(by(other))).requests;
    expect(request).toMatchObject({ person: { name: "Nerea" }, role: null, refusal: null });
    const requestId = request?.id ?? "";
    await expect(confirmRequest(by(one), { requestId })).rejects.toMatchObject({
      details: { reason: "own-request" },
    });
    const { inviteUrl } = await confirmRequest(by(other), { requestId });
    expect(await findInvitation(sql, tokenOf(inviteUrl))).toMatchObject({ userId: person.id });
    expect(await lastEntry()).toMatchObject({
      actorId: other.id,
      action: "user.link-confirmed",
      after: { userId: person.id, requestedById: one.id, delivery: "shown" },
    });
  });

  test("so does the removal of a lost second factor, which ends the sessions", async () => {
    const key = { publicKey: Buffer.from("any"), isSynced: false, isBackedUp: false };
    await prisma().passkey.create({
      data: { userId: person.id, credentialId: "any", name: "Phone", ...key },
    });
    await sql(
      "INSERT INTO sign_in_session (id, user_id, factors) VALUES (gen_random_uuid(), $1, '{passkey}')",
      [person.id],
    );
    await storePushDevice(person.id);
    const waiting = { outcome: "waiting" };
    expect(await removeSecondFactorOf(by(one), { userId: person.id })).toEqual(waiting);
    expect(await removeSecondFactorOf(by(one), { userId: person.id })).toEqual(waiting);
    expect(await prisma().passkey.count()).toBe(1);
    const { requests } = await listAccessRequests(by(other));
    expect(requests).toMatchObject([{ kind: "second-factor", role: null, refusal: null }]);
    const requestId = requests[0]?.id ?? "";
    await expect(confirmRequest(by(one), { requestId })).rejects.toMatchObject({
      details: { reason: "own-request" },
    });
    await confirmRequest(by(other), { requestId });
    expect(await prisma().passkey.count()).toBe(0);
    expect(await prisma().signInSession.count({ where: { endedAt: null } })).toBe(0);
    expect(await sql("SELECT FROM push_device"), "a lost phone shows nothing").toEqual([]);
    expect(await lastEntry()).toMatchObject({
      actorId: other.id,
      action: "second-factor.removed",
      after: { requestedById: one.id },
    });
    await expect(removeSecondFactorOf(by(one), { userId: person.id })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  test("so does that of somebody who signs in through a provider", async () => {
    const linked = await makeUser({ name: "Linked" });
    await linkToProvider(linked.id);
    const { delivery } = await inviteUser(by(one), { userId: linked.id });
    expect(delivery).toBe("waiting");
  });

  test("an only administrator sees it, and the trail says that there was no other", async () => {
    await prisma().user.delete({ where: { id: other.id } });
    const { delivery } = await inviteUser(by(one), { userId: person.id });
    expect(delivery).toBe("shown");
    expect(await lastEntry()).toMatchObject({ after: { onlyAdministrator: true } });
  });

  test("a day says whose password was set through a link that somebody else was shown", async () => {
    const { id, inviteUrl } = await invite();
    const key = { centreId: await makeCentreId(), date: "2026-03-12" };
    await arrangeDay(key, person);
    await acceptInvitation({ token: tokenOf(inviteUrl), password: PASSWORD });
    await move("review", key, { ...person, id });
    await move("approval", key, one);
    expect((await dayFor(key, one)).moves).toMatchObject([
      { move: "approval", passwordLink: null },
      { move: "review", passwordLink: { by: "One" } },
    ]);
  });
});

describe("with a mail server", () => {
  let server: MailServer;
  beforeEach(async () => {
    server = await startOwnMailServer();
  });
  afterEach(() => server.stop());

  test("the link goes to the person's own address, and no administrator sees it", async () => {
    expect(await invite()).toMatchObject({ inviteUrl: null, delivery: "mailed" });
    expect(await sendMails(writeMail)).toBe(1);
    const [mail] = server.mails;
    expect(mail?.subject).toBe("Your access to Counterfoil");
    const url = /https?:\/\/\S+\/invitations\/\S+/.exec(mail?.text ?? "")?.[0];
    await acceptInvitation({ token: tokenOf(url), password: PASSWORD });
    const used = await prisma().invitation.findFirst({ where: { usedAt: { not: null } } });
    expect(used).toMatchObject({ shownToId: null });
    expect(await inviteUser(by(one), { userId: person.id })).toEqual({
      inviteUrl: null,
      delivery: "mailed",
    });
  });

  test("only an administrator without another one sees it all the same", async () => {
    await expect(invite(true)).rejects.toMatchObject({ details: { reason: "link-is-mailed" } });
    await prisma().user.delete({ where: { id: other.id } });
    expect(await invite(true)).toMatchObject({ delivery: "shown" });
  });
});
