/** Somebody has the password of an approver who needs a second factor, and none is set up. */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { EVERYWHERE, type Role } from "@/lib/domain/permission";
import type { FactorRequiredOf } from "@/lib/domain/security/sign-in-rules";
import type { RouteHandler } from "@/lib/server/api/contract";
import { route } from "@/lib/server/api/route";
import { findSession, hashToken } from "@/lib/server/auth/actor";
import { SIGN_IN_RULES_SETTING } from "@/lib/server/auth/admits-password";
import { type Factor, nowSeconds } from "@/lib/server/auth/session";
import { openSession } from "@/lib/server/auth/session-row";
import { prisma } from "@/lib/server/db/client";
import { sql } from "@/lib/server/db/sql";
import { log } from "@/lib/server/log";
import { listAccessLines } from "@/lib/server/users/access-lines";
import { getSecondFactor, removeOwnApp } from "@/lib/server/users/second-factor";
import { getSignInRules, saveSignInRules } from "@/lib/server/users/sign-in-rules";
import { ROUTE_MODULES } from "./api-routes";
import { makeUser, type MadeUser, scopeFor } from "./arrange";
import { testDatabase } from "./database";
import { GUARDED } from "./matrix-tree";
import {
  enterPassword,
  jarOf,
  makeSession,
  makeSigner,
  openBrowser,
  PASSWORD,
} from "./sign-in-browser";
import { totpCodeOf } from "./totp-code";

const BASE = "http://localhost:3000";
const REQUIRED = "SECOND_FACTOR_REQUIRED";
const scope = scopeFor("security:administer", null);

/** What somebody without a second factor may call, to set one up. */
const FOR_ENROLMENT = [
  "DELETE /api/me/passkeys/{passkeyId}",
  "DELETE /api/me/second-factor",
  "GET /api/me",
  "GET /api/me/proof",
  "GET /api/me/second-factor",
  "PATCH /api/me/passkeys/{passkeyId}",
  "POST /api/me/passkeys",
  "POST /api/me/passkeys/challenges",
  "POST /api/me/passkeys/registrations",
  "POST /api/me/proof",
  "POST /api/me/second-factor",
  "POST /api/me/second-factor/confirmations",
  "POST /api/me/second-factor/recovery-codes",
];

async function requireOf(factorRequiredOf: FactorRequiredOf): Promise<void> {
  const { version, ...rules } = await getSignInRules(scope);
  await saveSignInRules(scope, { ...rules, factorRequiredOf, basedOnVersion: version });
}

beforeAll(testDatabase);

beforeEach(async () => {
  vi.stubEnv("REQUEST_LIMITS_FACTOR", "100");
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  vi.spyOn(log(), "info").mockImplementation(() => undefined);
  await prisma().signInAttempt.deleteMany();
  await sql("DELETE FROM setting WHERE name = $1", [SIGN_IN_RULES_SETTING]);
});

const signIn = async (user: MadeUser) => jarOf(await enterPassword(await openBrowser(), user));

async function send(handler: RouteHandler, method: string, headers: Record<string, string>) {
  const body = ["GET", "DELETE"].includes(method) ? {} : { body: "{}" };
  const request = new Request(`${BASE}/api/x`, { method, headers, ...body });
  return handler(request, { params: Promise.resolve({}) });
}
const codeOf = async (response: Response) =>
  ((await response.clone().json()) as { code?: string }).code ?? response.status;

async function handlerOf(path: string, method: string): Promise<RouteHandler> {
  const load = new Map(Object.entries<() => Promise<object>>(ROUTE_MODULES)).get(path);
  const handlers = new Map(Object.entries((await load?.()) ?? {}));
  return handlers.get(method) as RouteHandler;
}

const approve: RouteHandler = route({
  summary: "A test.",
  permission: "reconciliation:approve",
  input: z.object({}),
  output: z.object({}),
  handle: () => Promise.resolve({}),
});
const read: RouteHandler = route({
  summary: "A test.",
  permission: "reconciliation:view",
  input: z.object({}),
  output: z.object({}),
  handle: () => Promise.resolve({}),
});

test("every route but those that set a factor up refuses the session, and says what to do", async () => {
  const user = await makeSigner({ roles: [{ centreId: EVERYWHERE, role: "administrator" }] });
  const cookie = await signIn(user);
  expect((await send(read, "GET", { cookie })).status).toBe(200);
  await requireOf("signatories");
  const open: string[] = [];
  for (const { name, path, method } of GUARDED) {
    const response = await send(await handlerOf(path, method), method, { cookie });
    if ((await codeOf(response)) !== REQUIRED) open.push(name);
    else expect([name, response.status]).toEqual([name, 403]);
  }
  expect(open.toSorted()).toEqual(FOR_ENROLMENT);
  const refused = await send(read, "GET", { cookie });
  expect(await refused.json()).toMatchObject({
    type: "urn:counterfoil:problem:second_factor_required",
    detail: "Your roles take two-step sign-in. Set it up in the settings, then repeat the request.",
  });
});

test("the choice says whose roles take a factor, wherever they are", async () => {
  const lacks = async (role: Role) => {
    const user = await makeSigner({ roles: [{ centreId: EVERYWHERE, role }] });
    return (await codeOf(await send(read, "GET", { cookie: await signIn(user) }))) === REQUIRED;
  };
  await requireOf("signatories");
  expect(await lacks("reviewer")).toBe(false);
  expect(await lacks("approver")).toBe(true);
  await requireOf("everybody");
  expect(await lacks("reviewer")).toBe(true);
  expect(await lacks("counter")).toBe(true);
  await requireOf("nobody");
  expect(await lacks("administrator")).toBe(false);
});

test("a provider, a passkey and a PIN on a device have asked for more than a password", async () => {
  await requireOf("everybody");
  const user = await makeSigner();
  const lacks = async (...factors: Factor[]) => {
    const { id: sessionId } = await openSession({
      userId: user.id,
      factors,
      address: "203.0.113.7",
      userAgent: null,
      replaced: null,
    });
    const claims = { sub: user.id, sessionId, version: 1, signedInAt: nowSeconds() };
    return (await findSession(claims, undefined))?.lacksFactor;
  };
  expect(await lacks("password")).toBe(true);
  expect(await lacks("oidc")).toBe(false);
  expect(await lacks("passkey")).toBe(false);
  expect(await lacks("pin")).toBe(false);
});

test("a token of its owner still reads, and does nothing that takes a proof of a person", async () => {
  const user = await makeSigner();
  const token = `cf_${randomUUID()}`;
  await sql(
    `INSERT INTO api_token (id, user_id, name, token_hash, permissions)
     VALUES (gen_random_uuid(), $1::uuid, 'Script', $2,
             ARRAY['reconciliation:approve', 'reconciliation:view'])`,
    [user.id, hashToken(token)],
  );
  const headers = { authorization: `Bearer ${token}` };
  expect((await send(approve, "POST", headers)).status).toBe(200);
  await requireOf("signatories");
  expect((await send(read, "GET", headers)).status).toBe(200);
  expect(await codeOf(await send(approve, "POST", headers))).toBe(REQUIRED);
  await addApp(user);
  expect((await send(approve, "POST", headers)).status).toBe(200);
});

async function addApp({ id }: MadeUser): Promise<void> {
  await sql(
    "INSERT INTO totp_factor (user_id, sealed_secret, confirmed_at) VALUES ($1::uuid, 'x', now())",
    [id],
  );
}

test("with the first factor the same session opens, and the last one stays", async () => {
  const user = await makeSigner();
  const cookie = await signIn(user);
  await requireOf("signatories");
  const start = await handlerOf("/api/me/second-factor", "POST");
  const started = await start(
    new Request(`${BASE}/api/x`, {
      method: "POST",
      headers: { cookie },
      body: JSON.stringify({ password: PASSWORD }),
    }),
    { params: Promise.resolve({}) },
  );
  const { secret } = (await started.json()) as { secret: string };
  expect(await codeOf(await send(approve, "POST", { cookie }))).toBe(REQUIRED);
  const confirm = await handlerOf("/api/me/second-factor/confirmations", "POST");
  const confirmed = await confirm(
    new Request(`${BASE}/api/x`, {
      method: "POST",
      headers: { cookie },
      body: JSON.stringify({ code: totpCodeOf(secret) }),
    }),
    { params: Promise.resolve({}) },
  );
  const { codes } = (await confirmed.json()) as { codes: string[] };
  expect((await send(approve, "POST", { cookie })).status).toBe(200);

  const confirming = { actor: user.actor, session: makeSession(), address: "203.0.113.7" };
  await expect(removeOwnApp(confirming, { code: codes[0] })).rejects.toMatchObject({
    code: "REFUSED",
    details: { reason: "second-factor-required" },
  });
  expect(await getSecondFactor(user.actor)).toMatchObject({ isRequired: true });
  expect((await getSecondFactor(user.actor)).since).not.toBeNull();
  await requireOf("nobody");
  await removeOwnApp(confirming, { code: codes[1] });
  expect(await getSecondFactor(user.actor)).toMatchObject({ isRequired: false, since: null });
});

test("the review of access names who needs one and has none, and the trail who decided", async () => {
  const [lacking, reader] = [await makeSigner(), await makeUser()];
  const withApp = await makeSigner();
  await addApp(withApp);
  await requireOf("signatories");
  const { lines } = await listAccessLines(scopeFor("user:administer", null), {
    text: "@example.test",
    where: [],
    show: "factor-missing",
    limit: 500,
  });
  const named = lines.map(({ person }) => person.id);
  expect(named).toContain(lacking.id);
  expect(named).not.toContain(withApp.id);
  expect(named).not.toContain(reader.id);
  const [entry] = await sql(
    `SELECT before, after FROM audit_entry
      WHERE actor_id = $1::uuid AND action = 'setting.changed' ORDER BY id DESC LIMIT 1`,
    [scope.actorId],
  );
  expect(entry).toMatchObject({
    before: { factorRequiredOf: "nobody" },
    after: { factorRequiredOf: "signatories" },
  });
});
