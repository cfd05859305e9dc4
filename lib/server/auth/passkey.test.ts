/** Passkeys, alone and as a second step, and what must not pass for one. */
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { MadeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { Authenticator } from "@/lib/testing/passkey-authenticator";
import {
  addTo,
  ask,
  enterPassword,
  makeSigner,
  openBrowser,
  send,
  type Signed,
  signInBy,
  statusOf,
} from "@/lib/testing/sign-in-browser";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { getSecondFactor } from "../users/second-factor";
import { createChallenge, isChallengeFor } from "./passkey-challenge";

let user: MadeUser;
let passkey: Authenticator;

beforeAll(testDatabase);

beforeEach(async () => {
  await prisma().signInAttempt.deleteMany();
  user = await makeSigner();
  passkey = new Authenticator();
});

const enrol = (signed: Signed = {}) => addTo(user, passkey, signed);
const signIn = (signed: Signed = {}) => signInBy(passkey, signed);
const locationOf = (response: Response) => response.headers.get("location");

test("a passkey alone signs in, and its session has a row and an entry like any other", async () => {
  expect(await enrol()).toHaveLength(10);
  const { status, location, browser } = await signIn();
  expect([status, location]).toEqual([302, "/till-counts"]);
  expect(browser.cookie).toContain("counterfoil.known");
  expect(await statusOf(browser)).toBe(200);
  const rows = await sql<{ factors: string[]; awaits: string | null }>(
    "SELECT factors, awaits FROM sign_in_session WHERE user_id = $1::uuid",
    [user.id],
  );
  expect(rows).toEqual([{ factors: ["passkey"], awaits: null }]);
  const entries = await sql<{ action: string }>(
    "SELECT action FROM audit_entry WHERE actor_id = $1::uuid ORDER BY id",
    [user.id],
  );
  expect(entries.map(({ action }) => action)).toEqual(["passkey.added", "session.started"]);
  expect((await getSecondFactor(user.actor)).passkeys[0]?.lastUsedAt).not.toBeNull();
});

test("after the password it is the second step, and the password alone opens nothing", async () => {
  const codes = await enrol();
  const browser = await openBrowser();
  await enterPassword(browser, user);
  expect(await statusOf(browser)).toBe(401);
  const asked = await ask(browser);
  expect(asked.allowCredentials?.map(({ id }) => id)).toEqual([passkey.id]);
  const assertion = JSON.stringify(passkey.sign(asked, { isVerified: false, userHandle: null }));
  const done = await send(browser, "second-step", { assertion });
  expect([done.status, locationOf(done)]).toEqual([303, "/till-counts"]);
  expect(await statusOf(browser)).toBe(200);
  const other = await openBrowser();
  await enterPassword(other, user);
  expect((await send(other, "second-step", { assertion })).status).toBe(422);
  expect((await send(other, "second-step", { code: codes[0] ?? "" })).status).toBe(303);
});

test.each<[string, Signed]>([
  ["another origin", { origin: "http://localhost.evil.test:3000" }],
  ["another port", { origin: "http://localhost:3001" }],
  ["another name", { rpId: "evil.test" }],
  ["a frame", { isFramed: true }],
  ["nobody verified", { isVerified: false }],
  ["another person", { userHandle: "AAAAAAAAAAAAAAAAAAAAAA" }],
  ["no person", { userHandle: null }],
  ["another key", { key: new Authenticator().keys.privateKey }],
  ["a copy that lags behind", { counter: 0 }],
  ["a key that has become another kind", { isSynced: true }],
])("does not sign in: %s", async (_, signed) => {
  await enrol({ counter: 7 });
  const { status, browser } = await signIn({ counter: 8, ...signed });
  expect(status).toBe(401);
  expect(await statusOf(browser)).toBe(401);
  expect((await signIn({ counter: 9 })).status).toBe(302);
});

test("what was signed once is not taken again, elsewhere or late", async () => {
  await enrol();
  const { assertion, browser } = await signIn();
  expect((await send(browser, "callback/passkey", { assertion })).status).toBe(401);
  const [mine, theirs] = [await openBrowser(), await openBrowser()];
  const stolen = JSON.stringify(passkey.sign(await ask(mine)));
  expect((await send(theirs, "callback/passkey", { assertion: stolen })).status).toBe(401);
  expect((await send(mine, "callback/passkey", { assertion: stolen })).status).toBe(302);
  const ceremony = { purpose: "sign-in", binding: "x" } as const;
  const made = (at: number) => Buffer.from(createChallenge(ceremony, at)).toString("base64url");
  const now = Date.now();
  const taken = [now, now - 4 * 60_000, now - 6 * 60_000].map((at) =>
    isChallengeFor(ceremony, made(at), now),
  );
  expect(taken).toEqual([true, true, false]);
  expect(isChallengeFor({ ...ceremony, purpose: "confirmation" }, made(now), now)).toBe(false);
});

test("the challenge of one step is not good for another", async () => {
  await enrol();
  const browser = await openBrowser();
  const alone = await ask(browser);
  await enterPassword(browser, user);
  const assertion = JSON.stringify(passkey.sign(alone));
  expect((await send(browser, "second-step", { assertion })).status).toBe(422);
  const second = JSON.stringify(passkey.sign(await ask(browser)));
  expect((await send(browser, "callback/passkey", { assertion: second })).status).toBe(401);
});

test("another person's passkey is no second step, and nobody's is nothing", async () => {
  await enrol();
  const theirs = new Authenticator();
  await addTo(await makeSigner(), theirs);
  const browser = await openBrowser();
  await enterPassword(browser, user);
  const assertion = JSON.stringify(theirs.sign(await ask(browser)));
  expect((await send(browser, "second-step", { assertion })).status).toBe(422);
  expect(await statusOf(browser)).toBe(401);
  expect((await signInBy(new Authenticator())).status).toBe(401);
  const text = "not JSON at all";
  expect((await send(await openBrowser(), "callback/passkey", { assertion: text })).status).toBe(
    401,
  );
});

test("wrong passkeys are delayed as wrong passwords are", async () => {
  await enrol();
  for (let at = 0; at < 5; at += 1) await signIn({ isVerified: false });
  const { status } = await signIn();
  expect(status).toBe(429);
});
