/** Passwords are switched off: people sign in through a real identity provider, and one in need. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { startOwnMailServer } from "@/lib/testing/mail-server";
import { type OidcServer, startOidcServer } from "@/lib/testing/oidc-server";
import {
  addTo,
  ADDRESS,
  enterPassword,
  makeSession,
  makeSigner,
  openBrowser,
  PASSWORD,
  send,
  signInBy,
  statusOf,
} from "@/lib/testing/sign-in-browser";
import { Authenticator } from "@/lib/testing/passkey-authenticator";
import { configureProviders, redirectUriOf, signInThrough } from "@/lib/testing/single-sign-on";

import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { informPeople } from "../alerts/inform";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { log } from "../log";
import { tally } from "../security-log/tally";
import { acceptInvitation } from "../users/accept-invitation";
import { changePassword } from "../users/change-password";
import { createUser } from "../users/commands";
import { findInvitation, writeInvitation } from "../users/invitation";
import { inviteUser } from "../users/invite-again";
import { listProofWays } from "../users/prove-identity";
import {
  admitPasswordsAgain,
  getSignInRules,
  listEmergencyAccounts,
  saveSignInRules,
} from "../users/sign-in-rules";
import { SIGN_IN_RULES_SETTING } from "./admits-password";
import { LACKS_FACTOR } from "./lacks-factor";

const folder = makeTemporaryFolder("only-providers");
const EVERYTHING = [{ centreId: "*", role: "administrator" as const }];
let server: OidcServer;
let emergency: MadeUser;
let admin: MadeUser;
let person: MadeUser;

beforeAll(async () => {
  await testDatabase();
  server = await startOidcServer([redirectUriOf("example")]);
});
afterAll(() => server.close());
afterEach(() => vi.unstubAllEnvs());

beforeEach(async () => {
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  vi.spyOn(log(), "info").mockImplementation(() => undefined);
  await sql("DELETE FROM setting WHERE name = $1", [SIGN_IN_RULES_SETTING]);
  await sql("DELETE FROM membership");
  await prisma().signInAttempt.deleteMany();
  configureProviders(folder, [{ id: "example", issuer: server.issuer, domains: ["example.test"] }]);
  emergency = await makeSigner({ name: "Sealed", roles: EVERYTHING });
  admin = await makeSigner({ name: "Ana", roles: EVERYTHING });
  person = await makeSigner();
});

const scope = () => scopeFor("security:administer", null, admin);
const people = () => scopeFor("user:administer", null, admin);

async function save(emergencyUserId: string | null, onlyProviders = true): Promise<void> {
  const { version, ...rules } = await getSignInRules(scope());
  await saveSignInRules(scope(), {
    ...rules,
    onlyProviders,
    emergencyUserId,
    basedOnVersion: version,
  });
}

async function throughProvider(who: MadeUser): Promise<string> {
  server.signInAs({ sub: who.id, email: who.email, email_verified: true });
  return signInThrough("example");
}

async function switchOff(): Promise<void> {
  await throughProvider(admin);
  await save(emergency.id);
}

const refused = (reason: string) => ({ code: "REFUSED", details: { reason } });
const kinds = (who: MadeUser) =>
  tally()
    .take()
    .filter(({ personId }) => personId === who.id)
    .map(({ kind }) => kind);

test("nobody switches passwords off who would lock everybody out", async () => {
  await expect(save(emergency.id)).rejects.toMatchObject(refused("nobody-by-provider"));
  await throughProvider(person);
  await expect(save(emergency.id)).rejects.toMatchObject(refused("nobody-by-provider"));
  // The emergency account's own way through the provider is no other one.
  await throughProvider(emergency);
  await expect(save(emergency.id)).rejects.toMatchObject(refused("nobody-by-provider"));
  await throughProvider(admin);
  for (const id of [null, person.id]) {
    await expect(save(id)).rejects.toMatchObject(refused("no-emergency-account"));
  }
  vi.stubEnv("OIDC_PROVIDERS", "");
  await expect(save(emergency.id)).rejects.toMatchObject(refused("no-provider"));
  configureProviders(folder, [{ id: "example", issuer: "http://localhost:9" }]);
  await expect(save(emergency.id)).rejects.toMatchObject(refused("nobody-by-provider"));
  expect((await getSignInRules(scope())).onlyProviders).toBe(false);
  expect(await listEmergencyAccounts(scope())).toEqual(
    [admin, emergency].map(({ id, name }) => ({ id, name })),
  );
});

test("passwords and passkeys then open nothing, and sessions that they opened end", async () => {
  const passkey = new Authenticator();
  await addTo(person, passkey);
  const [byPassword, byPasskey] = [await openBrowser(), (await signInBy(passkey)).browser];
  await enterPassword(byPassword, admin);
  expect([await statusOf(byPassword), await statusOf(byPasskey)]).toEqual([200, 200]);
  await switchOff();
  expect([await statusOf(byPassword), await statusOf(byPasskey)]).toEqual([401, 401]);

  const tried = await openBrowser();
  const right = await enterPassword(tried, person);
  const wrong = await send(tried, "callback/credentials", {
    email: emergency.email,
    password: "wrong",
  });
  const [one, other] = [(await right.json()) as object, (await wrong.json()) as object];
  // A right password looks like any other, and the one account like all others.
  expect({ ...one, requestId: "" }).toEqual({ ...other, requestId: "" });
  expect(one).toMatchObject({ code: "UNAUTHENTICATED" });
  expect(await statusOf(tried)).toBe(401);
  expect(await statusOf((await signInBy(passkey)).browser)).toBe(401);
  expect(await throughProvider(person)).toBe("/");
});

test("no link, invitation or proof leads to a password, and people are still added", async () => {
  const url = await writeInvitation(sql, person.id, { shownToId: null });
  const token = url.split("/").at(-1) ?? "";
  await switchOff();
  expect(await findInvitation(sql, token)).toMatchObject({ admitsPassword: false });
  const only = refused("only-providers");
  await expect(acceptInvitation({ token, password: PASSWORD })).rejects.toMatchObject(only);
  await expect(inviteUser(people(), { userId: person.id })).rejects.toMatchObject(only);
  const change = { current: PASSWORD, password: "another long phrase" };
  await expect(changePassword(person.actor, change, { address: ADDRESS })).rejects.toMatchObject(
    only,
  );
  expect(await listProofWays(person.actor, makeSession())).toMatchObject({ byPassword: false });
  const added = { email: "new@example.test", name: "New", roles: [] };
  expect(await createUser(people(), added)).toMatchObject({
    inviteUrl: null,
    delivery: "provider",
  });
  expect(await prisma().invitation.count({ where: { userId: { not: person.id } } })).toBe(0);
});

test("the emergency account opens, and every administrator and the security log know", async () => {
  const mail = await startOwnMailServer();
  try {
    await switchOff();
    await prisma().mail.deleteMany();
    tally().take();
    const browser = await openBrowser();
    await enterPassword(browser, emergency);
    expect(await statusOf(browser)).toBe(200);
    expect(kinds(emergency)).toEqual(["sign-in-succeeded", "emergency-sign-in"]);
    await informPeople();
    const announced = mail.mails.filter(({ text }) => text?.includes("Sealed signed in"));
    const recipients = announced.flatMap(({ to }) => to ?? []).flatMap(({ value }) => value);
    expect(recipients.map(({ address }) => address).toSorted()).toEqual(
      [admin.email, emergency.email].toSorted(),
    );
  } finally {
    await mail.stop();
  }
});

test("it takes its second step, and is announced when that is done", async () => {
  const passkey = new Authenticator();
  const [code = ""] = await addTo(emergency, passkey);
  await switchOff();
  tally().take();
  const browser = await openBrowser();
  await enterPassword(browser, emergency);
  expect(await statusOf(browser)).toBe(401);
  expect(await prisma().notice.count({ where: { byId: emergency.id } })).toBe(0);
  await send(browser, "second-step", { code });
  expect(await statusOf(browser)).toBe(200);
  expect(kinds(emergency)).toContain("emergency-sign-in");
  const notices = await prisma().notice.findMany({ where: { byId: emergency.id } });
  expect(notices.map(({ userId }) => userId).toSorted()).toEqual(
    [admin.id, emergency.id].toSorted(),
  );
});

test("an operator lets passwords in again with the next start, and the trail says so", async () => {
  await switchOff();
  expect(await admitPasswordsAgain()).toBe(false);
  vi.stubEnv("PASSWORD_SIGN_IN", "allow");
  // Of two instances that start at once, one does it, and neither fails.
  const starts = await Promise.all([admitPasswordsAgain(), admitPasswordsAgain()]);
  expect(starts.toSorted()).toEqual([false, true]);
  const browser = await openBrowser();
  await enterPassword(browser, person);
  expect(await statusOf(browser)).toBe(200);
  await expect(save(emergency.id)).rejects.toMatchObject(refused("allowed-by-operator"));
  const [entry] = await sql(
    `SELECT before, after FROM audit_entry
      WHERE actor_id IS NULL AND action = 'setting.changed' ORDER BY id DESC LIMIT 1`,
  );
  expect(entry).toMatchObject({ before: { onlyProviders: true }, after: { onlyProviders: false } });
});

test("everybody else needs a factor again, whom the provider asked before", async () => {
  await makeUser();
  await throughProvider(admin);
  const { version, ...rules } = await getSignInRules(scope());
  await saveSignInRules(scope(), {
    ...rules,
    factorRequiredOf: "everybody",
    basedOnVersion: version,
  });
  const lacking = () =>
    sql<{ id: string }>(`SELECT u.id::text AS id FROM "user" u WHERE ${LACKS_FACTOR}`);
  expect((await lacking()).map(({ id }) => id)).toContain(person.id);
  await save(emergency.id);
  expect((await lacking()).map(({ id }) => id)).toEqual([emergency.id]);
});
