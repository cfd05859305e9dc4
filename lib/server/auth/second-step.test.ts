/** The second step of signing in, attacked as somebody does who has the password. */
import { beforeAll, beforeEach, expect, test } from "vitest";
import { type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import {
  ADDRESS,
  type Browser,
  enterPassword,
  jarOf,
  makeSession,
  makeSigner,
  openBrowser,
  PASSWORD,
  send,
  statusOf,
} from "@/lib/testing/sign-in-browser";
import { totpCodeOf } from "@/lib/testing/totp-code";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import {
  confirmTotp,
  getSecondFactor,
  removeOwnApp,
  replaceOwnRecoveryCodes,
  startTotp,
} from "../users/second-factor";
import { removeFactorsByOperator } from "../users/remove-factors";
import { removeSecondFactorOf } from "../users/remove-second-factor";
import { handleAuth } from "./handler";

const BASE = "http://localhost:3000";
let user: MadeUser;

beforeAll(testDatabase);

beforeEach(async () => {
  await prisma().signInAttempt.deleteMany();
  user = await makeSigner();
});

const forgetCodes = () =>
  sql("UPDATE totp_factor SET last_step = 0 WHERE user_id = $1::uuid", [user.id]);

async function enrol(): Promise<{ secret: string; codes: string[] }> {
  const { secret } = await startTotp(user.actor, { password: PASSWORD }, { address: ADDRESS });
  const { codes } = await confirmTotp(user.actor, { code: totpCodeOf(secret) });
  await forgetCodes();
  return { secret, codes };
}

/** Returns a browser after the password. */
async function begin(): Promise<Browser> {
  const browser = await openBrowser();
  await enterPassword(browser, user);
  return browser;
}

const enterCode = (browser: Browser, code: string) => send(browser, "second-step", { code });

const actions = async () => {
  const rows = await sql<{ action: string }>(
    "SELECT action FROM audit_entry WHERE actor_id = $1::uuid ORDER BY id",
    [user.id],
  );
  return rows.map(({ action }) => action);
};

test("the password alone opens nothing, and the code completes this very session", async () => {
  const { secret } = await enrol();
  const [first, other] = [await begin(), await begin()];
  expect(first.cookie).toContain("session-token");
  expect(first.cookie).not.toContain("counterfoil.known");
  expect(await statusOf(first)).toBe(401);
  const asked = new Request(`${BASE}/api/auth/session`, { headers: { cookie: first.cookie } });
  expect(await (await handleAuth(asked, ["session"])).json()).toEqual({});
  expect(await actions()).toEqual(["second-factor.added"]);
  const done = await enterCode(first, totpCodeOf(secret));
  expect([done.status, done.headers.get("location")]).toEqual([303, "/till-counts"]);
  expect(jarOf(done)).toContain("counterfoil.known");
  expect(await statusOf(first)).toBe(200);
  expect(await statusOf(other)).toBe(401);
  expect(await actions()).toEqual(["second-factor.added", "session.started"]);
  const rows = await sql<{ factors: string[] }>(
    "SELECT factors FROM sign_in_session WHERE user_id = $1::uuid AND awaits IS NULL",
    [user.id],
  );
  expect(rows).toEqual([{ factors: ["password", "totp"] }]);
});

test("a code is taken once, and so is a recovery code", async () => {
  const { secret, codes } = await enrol();
  const code = totpCodeOf(secret);
  expect((await enterCode(await begin(), code)).status).toBe(303);
  expect((await enterCode(await begin(), code)).status).toBe(422);
  expect((await enterCode(await begin(), totpCodeOf(secret, -1))).status).toBe(422);
  expect(codes).toHaveLength(10);
  const typed = (codes[0] ?? "").toLowerCase().replaceAll("-", " ");
  const session = await begin();
  expect((await enterCode(session, typed)).status).toBe(303);
  expect(await statusOf(session)).toBe(200);
  expect((await enterCode(await begin(), codes[0] ?? "")).status).toBe(422);
  expect((await getSecondFactor(user.actor)).recoveryCodesLeft).toBe(9);
  expect(await actions()).toContain("recovery-code.used");
});

test("wrong codes delay the right one, in a new session too", async () => {
  const { secret } = await enrol();
  const right = totpCodeOf(secret);
  const wrong = right === "000000" ? "000001" : "000000";
  for (let at = 0; at < 5; at += 1) await enterCode(await begin(), wrong);
  const response = await enterCode(await begin(), right);
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("a code without the form's token, a waiting session or in time does nothing", async () => {
  const { secret } = await enrol();
  const session = await begin();
  expect((await enterCode({ ...session, csrfToken: "another" }, totpCodeOf(secret))).status).toBe(
    401,
  );
  expect((await enterCode({ ...session, cookie: "" }, totpCodeOf(secret))).status).toBe(401);
  await sql(
    `UPDATE sign_in_session SET started_at = now() - interval '11 minutes'
      WHERE user_id = $1::uuid`,
    [user.id],
  );
  expect((await enterCode(session, totpCodeOf(secret))).status).toBe(401);
  expect(await statusOf(session)).toBe(401);
});

test("setting up takes the password, and nothing changes before the first code", async () => {
  const sender = { address: ADDRESS };
  await expect(startTotp(user.actor, { password: "guessed" }, sender)).rejects.toMatchObject({
    details: { reason: "password-wrong" },
  });
  const script = { ...user.actor, limitedTo: ["account:use" as const] };
  await expect(startTotp(script, { password: PASSWORD }, sender)).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const { secret, picture } = await startTotp(user.actor, { password: PASSWORD }, sender);
  expect(picture.path).toMatch(/^M\d+ \d+h1v1h-1z/);
  await expect(confirmTotp(user.actor, { code: "12345x" })).rejects.toMatchObject({
    details: { reason: "code-wrong" },
  });
  expect(await statusOf(await begin())).toBe(200);
  const [stored] = await sql<{ sealed: string }>(
    "SELECT sealed_secret AS sealed FROM totp_factor WHERE user_id = $1::uuid",
    [user.id],
  );
  expect(Buffer.from(stored?.sealed ?? "", "base64").toString("latin1")).not.toContain(secret);
});

test("a second app, new codes and removal take a code, or another administrator", async () => {
  const { secret, codes } = await enrol();
  const again = startTotp(user.actor, { password: PASSWORD }, { address: ADDRESS });
  await expect(again).rejects.toMatchObject({ code: "CONFLICT" });
  const confirming = { actor: user.actor, session: makeSession(), address: ADDRESS };
  const wrong = { details: { reason: "code-wrong" } };
  await expect(removeOwnApp(confirming, { code: "wrong!" })).rejects.toMatchObject(wrong);
  const replaced = await replaceOwnRecoveryCodes(confirming, { code: codes[0] ?? "" });
  await expect(removeOwnApp(confirming, { code: codes[1] ?? "" })).rejects.toMatchObject(wrong);
  await removeOwnApp(confirming, { code: replaced.codes[1] ?? "" });
  const session = await begin();
  expect(await statusOf(session)).toBe(200);
  await enrol();
  const self = scopeFor("user:administer", null, user);
  await expect(removeSecondFactorOf(self, { userId: user.id })).rejects.toMatchObject({
    details: { reason: "own-second-factor" },
  });
  await removeSecondFactorOf(scopeFor("user:administer", null), { userId: user.id });
  expect(await statusOf(session)).toBe(401);
  expect(await statusOf(await begin())).toBe(200);
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
});

test("an operator lets somebody in who has lost everything, and the trail says so", async () => {
  await enrol();
  const email = user.email.toUpperCase();
  await removeFactorsByOperator(email);
  expect(await statusOf(await begin())).toBe(200);
  const [entry] = await sql(
    `SELECT actor_id AS "actorId", action, before, after FROM audit_entry
      WHERE action = 'second-factor.removed' ORDER BY id DESC LIMIT 1`,
  );
  const before = { userId: user.id };
  expect(entry).toEqual({ actorId: null, action: "second-factor.removed", before, after: {} });
  await expect(removeFactorsByOperator(email)).rejects.toMatchObject({ code: "CONFLICT" });
  const nobody = removeFactorsByOperator("nobody@example.test");
  await expect(nobody).rejects.toMatchObject({ code: "NOT_FOUND" });
});
