/** Each refusal of a route, and what leaves through one, is an event of the security log. */
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { idSchema } from "@/lib/contracts/basics";
import { restrictToCounting } from "@/lib/domain/counting-session";
import { makeCentre, makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { AppError } from "../app-error";
import { hashToken } from "../auth/actor";
import { handleAuth } from "../auth/handler";
import { sql } from "../db/sql";
import { log } from "../log";
import { tally } from "../security-log/tally";
import { recordUse } from "./record-use";
import { route } from "./route";

const TOKEN = "cf_of-a-reviewer";
let mine = "";
let other = "";
let me = "";
let email = "";

beforeAll(async () => {
  await testDatabase();
  mine = (await makeCentre()).id;
  other = (await makeCentre()).id;
  ({ id: me, email } = await makeUser({ roles: [{ centreId: mine, role: "reviewer" }] }));
  await sql(
    `INSERT INTO api_token (id, user_id, name, token_hash, permissions, expires_at)
     VALUES (gen_random_uuid(), $1::uuid, 'Script', $2, $3::text[], now() + interval '1 day')`,
    [me, hashToken(TOKEN), ["centre:view", "reconciliation:view"]],
  );
});

beforeEach(() => {
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  vi.spyOn(log(), "info").mockImplementation(() => undefined);
  tally().take();
});

const input = z.object({ centreId: idSchema.optional() });
const read = route({
  summary: "A test.",
  permission: "reconciliation:view",
  input,
  output: z.object({}),
  handle: () => Promise.resolve({}),
});
const administer = route({
  summary: "A test.",
  permission: "centre:administer",
  input,
  output: z.object({}),
  handle: () => Promise.resolve({}),
});
const file = route({
  summary: "A test.",
  permission: "reconciliation:view",
  input,
  output: "text/csv",
  handle: () => Promise.resolve(new Response("a;b")),
});

const scanned = route({
  summary: "A test.",
  permission: "reconciliation:view",
  input,
  output: z.object({}),
  handle: () => Promise.reject(new AppError("REFUSED", "Found.", { reason: "malware" })),
});

type Asked = { token?: string; query?: string; headers?: Record<string, string> };

function ask(to: typeof read | typeof file, { token = TOKEN, query = "", headers }: Asked = {}) {
  const authorization = token === "" ? undefined : { authorization: `Bearer ${token}` };
  const request = new Request(`http://localhost:3000/api/x?${query}`, {
    method: headers === undefined ? "GET" : "POST",
    headers: { ...authorization, ...headers },
  });
  return to(request, { params: Promise.resolve({}) });
}

const kinds = () =>
  tally()
    .take()
    .map(({ kind, personId }) => `${kind} ${personId === me}`);

test("refusals say who was refused, and nobody's mistakes are events", async () => {
  const refused = await ask(administer);
  expect(kinds()).toEqual(["permission-refused true"]);
  const [line] = vi.mocked(log().warn).mock.calls[0] ?? [];
  expect(line).toMatchObject({
    requestId: ((await refused.json()) as object & { requestId: string }).requestId,
    detail: "centre:administer",
  });
  await ask(read, { query: `centreId=${other}` });
  expect(kinds()).toEqual(["not-yours true"]);
  await ask(read, { token: "cf_guessed" });
  expect(kinds()).toEqual(["token-refused false"]);
  await ask(read, { token: "", headers: { cookie: "next-auth.session-token=forged" } });
  expect(kinds()).toEqual(["session-refused false"]);
  await ask(read, { token: "" });
  await ask(read, { query: "unknown=1" });
  expect(kinds()).toEqual([]);
});

test("a refusal is an event with an Idempotency-Key too, and its replay is none", async () => {
  await ask(scanned, { headers: {} });
  expect(kinds()).toEqual(["malware-refused true"]);
  const headers = { "idempotency-key": "refused" };
  vi.mocked(log().warn).mockClear();
  const first = await ask(scanned, { headers });
  expect(kinds()).toEqual(["malware-refused true"]);
  const { requestId } = (await first.json()) as { requestId: string };
  expect(log().warn).toHaveBeenCalledWith(expect.objectContaining({ requestId }), "security event");
  const second = await ask(scanned, { headers });
  expect([first.status, second.status]).toEqual([422, 422]);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  expect(kinds()).toEqual([]);
});

test("the use of a token and every file are events", async () => {
  await ask(file, { query: `centreId=${mine}` });
  expect(kinds()).toEqual(["token-used true", "file-downloaded true"]);
});

test("a session that a PIN has opened is no use of a token", () => {
  const actor = restrictToCounting(
    { userId: me, name: "", roles: new Map(), limitedTo: null },
    mine,
  );
  const session = { id: me, endsAt: new Date(), isFresh: true, freshSeconds: 600 };
  const request = new Request("http://localhost:3000/api/x");
  recordUse(request, { actor, session }, { permission: "till-count:record", output: z.object({}) });
  expect(kinds()).toEqual([]);
});

test("sign-ins are events, of the person whose account it was", async () => {
  const tryWith = (body: Record<string, string>, headers: Record<string, string> = {}) =>
    handleAuth(
      new Request("http://localhost:3000/api/auth/callback/credentials", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
      ["callback", "credentials"],
    );
  const csrf = await handleAuth(new Request("http://localhost:3000/api/auth/csrf"), ["csrf"]);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = csrf.headers.get("set-cookie")?.split(";")[0] ?? "";
  await tryWith({ email, password: "wrong", csrfToken }, { cookie });
  expect(kinds()).toEqual(["sign-in-failed true"]);
  await tryWith({ email: "nobody@example.test", password: "x", csrfToken }, { cookie });
  expect(kinds()).toEqual(["sign-in-failed false"]);
  await tryWith({ email, password: "x" }, { "sec-fetch-site": "cross-site" });
  expect(kinds()).toEqual(["cross-site-refused false"]);
});
