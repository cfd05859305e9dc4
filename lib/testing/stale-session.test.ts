/** Somebody finds a browser signed in, minutes after its owner last proved who they are. */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { GET as readWays, POST as prove } from "@/app/api/me/proof/route";
import { idSchema } from "@/lib/contracts/basics";
import { makeCentre, type MadeUser } from "./arrange";
import { testDatabase } from "./database";
import { enterPassword, jarOf, makeSigner, openBrowser, PASSWORD } from "./sign-in-browser";
import type { RouteHandler } from "@/lib/server/api/contract";
import { route } from "@/lib/server/api/route";
import { prisma } from "@/lib/server/db/client";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { log } from "@/lib/server/log";
import { tally } from "@/lib/server/security-log/tally";
import { hashToken } from "@/lib/server/auth/actor";
import { replaceRecoveryCodes } from "@/lib/server/auth/recovery-codes";
import { SESSION_LIMITS_SETTING } from "@/lib/server/auth/session-limits";

const BASE = "http://localhost:3000";
let centreId: string;
let user: MadeUser;
let approvals = 0;

beforeAll(testDatabase);

beforeEach(async () => {
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  vi.spyOn(log(), "info").mockImplementation(() => undefined);
  await prisma().signInAttempt.deleteMany();
  await sql("DELETE FROM setting WHERE name = $1", [SESSION_LIMITS_SETTING]);
  ({ id: centreId } = await makeCentre());
  user = await makeSigner({
    roles: ["approver" as const, "auditor" as const].map((role) => ({ centreId, role })),
  });
  approvals = 0;
});

const approve: RouteHandler = route({
  summary: "A test.",
  permission: "reconciliation:approve",
  input: z.object({ centreId: idSchema, text: z.string().max(5) }),
  output: z.object({ approvals: z.int() }),
  handle: () => Promise.resolve({ approvals: (approvals += 1) }),
});
const readRaw: RouteHandler = route({
  summary: "A test.",
  permission: "sheet:view-raw",
  input: z.object({}),
  output: z.object({}),
  handle: () => Promise.resolve({}),
});
const list: RouteHandler = route({
  summary: "A test.",
  permission: "reconciliation:view",
  freshProof: ({ move }) => move === "approval",
  input: z.object({ move: z.string() }),
  output: z.object({}),
  handle: () => Promise.resolve({}),
});

async function signIn(): Promise<string> {
  return jarOf(await enterPassword(await openBrowser(), user));
}

const letTimePass = (seconds: number) =>
  sql(
    `UPDATE sign_in_session SET verified_at = verified_at - make_interval(secs => $2)
      WHERE user_id = $1::uuid`,
    [user.id, seconds],
  );

async function send(to: RouteHandler, headers: Record<string, string>, body?: object) {
  const request = new Request(`${BASE}/api/x`, {
    method: body === undefined ? "GET" : "POST",
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return to(request, { params: Promise.resolve({}) });
}

const kinds = () =>
  tally()
    .take()
    .filter(({ kind }) => kind.startsWith("identity"))
    .map(({ kind, personId }) => `${kind} ${personId === user.id}`);

test("signing in is a proof for ten minutes, and then the same request waits for another", async () => {
  const cookie = await signIn();
  const sent = { centreId, text: "kept" };
  await letTimePass(590);
  expect((await send(approve, { cookie }, sent)).status).toBe(200);

  await letTimePass(20);
  const keyed = { "idempotency-key": randomUUID() };
  const refused = await send(approve, { cookie, ...keyed }, sent);
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toBe(
    'Bearer error="insufficient_user_authentication", max_age="600"',
  );
  expect(await refused.json()).toMatchObject({
    type: "urn:counterfoil:problem:insufficient_user_authentication",
    code: "INSUFFICIENT_USER_AUTHENTICATION",
    maxAge: 600,
  });
  expect((await send(readRaw, { cookie })).status).toBe(401);
  expect(approvals).toBe(1);

  tally().take();
  const proved = await send(prove, { cookie }, { password: PASSWORD });
  expect(proved.status).toBe(200);
  expect(kinds()).toEqual(["identity-proved true"]);
  const renewed = { cookie: jarOf(proved) };
  const responses = await Promise.all(
    [1, 2].map(async () => (await send(approve, { ...renewed, ...keyed }, sent)).text()),
  );
  expect(responses).toEqual(['{"approvals":2}', '{"approvals":2}']);
  expect((await send(readRaw, renewed)).status).toBe(200);
  // A copy of the cookie that somebody made before is worth nothing.
  expect(await (await send(readRaw, { cookie })).json()).toMatchObject({ code: "UNAUTHENTICATED" });
});

test("nobody is asked for what they may not do, sent wrongly, or what only needs them to be there", async () => {
  const cookie = await signIn();
  await letTimePass(3_600);
  const other = (await makeCentre()).id;
  const codeOf = async (response: Response) =>
    ((await response.json()) as { code?: string }).code ?? response.status;
  expect(await codeOf(await send(approve, { cookie }, { centreId: other, text: "" }))).toBe(
    "NOT_FOUND",
  );
  expect(await codeOf(await send(approve, { cookie }, { centreId, text: "too long" }))).toBe(
    "INVALID",
  );
  expect(await codeOf(await send(list, { cookie }, { move: "review" }))).toBe(200);
  expect(await codeOf(await send(list, { cookie }, { move: "approval" }))).toBe(
    "INSUFFICIENT_USER_AUTHENTICATION",
  );
});

test("a token asks nobody, and proves nothing", async () => {
  const token = `cf_${randomUUID()}`;
  await sql(
    `INSERT INTO api_token (id, user_id, name, token_hash, permissions)
     VALUES (gen_random_uuid(), $1::uuid, 'Script', $2,
             ARRAY['reconciliation:approve', 'account:use'])`,
    [user.id, hashToken(token)],
  );
  const headers = { authorization: `Bearer ${token}` };
  expect((await send(approve, headers, { centreId, text: "" })).status).toBe(200);
  expect((await send(prove, headers, { password: PASSWORD })).status).toBe(403);
});

test("wrong passwords and codes prove nothing, are events, and are slowed down", async () => {
  const [code = ""] = await inTransaction(({ sql: run }) => replaceRecoveryCodes(run, user.id));
  const cookie = await signIn();
  await sql(
    `INSERT INTO totp_factor (user_id, sealed_secret, confirmed_at) VALUES ($1::uuid, 'x', now())`,
    [user.id],
  );
  await letTimePass(3_600);
  expect(await (await send(readWays, { cookie })).json()).toEqual({
    isFresh: false,
    byPassword: true,
    byPasskey: false,
    needsCode: true,
    providers: [],
  });
  const reasonOf = async (body: object) =>
    ((await (await send(prove, { cookie }, body)).json()) as { reason?: string }).reason;
  tally().take();
  expect(await reasonOf({ password: "wrong", code })).toBe("password-wrong");
  expect(await reasonOf({ password: PASSWORD })).toBe("code-wrong");
  expect(await reasonOf({ password: PASSWORD, code: "000000" })).toBe("code-wrong");
  expect(kinds()).toEqual(["identity-not-proved true"]);
  expect((await send(readRaw, { cookie })).status).toBe(401);

  const proved = await send(prove, { cookie }, { password: PASSWORD, code });
  expect((await send(readRaw, { cookie: jarOf(proved) })).status).toBe(200);
  const tries = Array.from({ length: 8 }, () =>
    send(prove, { cookie: jarOf(proved) }, { password: "wrong" }),
  );
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  expect(statuses).toContain(429);
});

test("whoever administers sets the minutes, or that nobody is asked again", async () => {
  const cookie = await signIn();
  await letTimePass(3_000);
  const set = (freshMinutes: number | null) =>
    sql(
      `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [SESSION_LIMITS_SETTING, JSON.stringify({ freshMinutes })],
    );
  await set(60);
  expect((await send(readRaw, { cookie })).status).toBe(200);
  await set(30);
  expect((await send(readRaw, { cookie })).status).toBe(401);
  await set(null);
  expect((await send(readRaw, { cookie })).status).toBe(200);
});
