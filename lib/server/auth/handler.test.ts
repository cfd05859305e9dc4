import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { nothingSchema } from "@/lib/contracts/basics";
import { makeCentre, makeUser, type MadeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { disconnect, prisma } from "../db/client";
import { route } from "../api/route";
import { handleAuth } from "./handler";
import { hashPassword } from "./password";

const BASE = "http://localhost:3000";
const PASSWORD = "seven green umbrellas";
const params = Promise.resolve({});
let user: MadeUser;
let centreId: string;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  await prisma().signInAttempt.deleteMany();
  centreId = (await makeCentre()).id;
  const roles = [{ centreId, role: "reviewer" as const }];
  user = await makeUser({ roles, passwordHash: await hashPassword(PASSWORD) });
});

const who = route({
  summary: "A test.",
  permission: "centre:view",
  input: z.object({}),
  output: z.object({ id: z.string(), centreIds: z.array(z.string()).readonly().nullable() }),
  handle: (scope) => Promise.resolve({ id: scope.actorId, centreIds: scope.centreIds }),
});
const change = route({
  summary: "A test.",
  permission: "till-count:record",
  input: z.object({}),
  output: nothingSchema,
  handle: () => Promise.resolve({}),
});

type Sent = { cookie?: string; form?: Record<string, string>; headers?: Record<string, string> };

function auth(path: string, { cookie = "", form, headers = {} }: Sent = {}): Promise<Response> {
  const request = new Request(`${BASE}/api/auth/${path}`, {
    method: form === undefined ? "GET" : "POST",
    headers: { cookie, ...headers },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });
  return handleAuth(request, path.split("/"));
}

async function csrf(): Promise<{ cookie: string; csrfToken: string }> {
  const response = await auth("csrf");
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  return { cookie: jar(response), csrfToken };
}

/** Returns the cookies that a response sets, as a browser sends them back. */
function jar(response: Response): string {
  const pairs = response.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
  return pairs.filter((pair) => !pair.endsWith("=")).join("; ");
}

async function post(form: Record<string, string>, headers = {}): Promise<Response> {
  const { cookie, csrfToken } = await csrf();
  return auth("callback/credentials", { cookie, headers, form: { csrfToken, ...form } });
}

async function signedIn(): Promise<string> {
  const response = await post({ email: user.email, password: PASSWORD });
  expect(response.status).toBe(302);
  return jar(response);
}

const ask = (cookie: string) =>
  who(new Request(`${BASE}/api/me`, { headers: { cookie } }), { params });

describe("the session", () => {
  test("signing in gives a cookie that our routes know", async () => {
    const response = await post({ email: user.email, password: PASSWORD, callbackUrl: "/till" });
    expect(response.headers.get("location")).toBe("/till");
    const line = response.headers.getSetCookie().find((one) => one.includes("session-token"));
    expect(line).toMatch(/HttpOnly/);
    expect(line).toMatch(/SameSite=Lax/i);
    const output = await ask(jar(response));
    expect(await output.json()).toEqual({ id: user.id, centreIds: [centreId] });
    const session = await auth("session", { cookie: jar(response) });
    expect(await session.json()).toMatchObject({ user: { name: user.name } });
  });

  test("signing out ends that session for every copy of its cookie, and no other", async () => {
    const [cookie, phone] = [await signedIn(), await signedIn()];
    const { cookie: csrfCookie, csrfToken } = await csrf();
    const form = { csrfToken };
    const response = await auth("signout", { cookie: `${csrfCookie}; ${cookie}`, form });
    expect(response.headers.get("location")).toBe("/");
    expect(response.headers.get("clear-site-data")).toBe('"cache"');
    expect((await ask(cookie)).status).toBe(401);
    expect(await (await auth("session", { cookie })).json()).toEqual({});
    expect((await ask(phone)).status).toBe(200);
    const actions = await prisma().auditEntry.findMany({ where: { actorId: user.id } });
    expect(actions.map(({ action }) => action)).toEqual([
      "session.started",
      "session.started",
      "session.ended",
    ]);
  });

  test("a role taken away is gone with the next request", async () => {
    const cookie = await signedIn();
    expect((await ask(cookie)).status).toBe(200);
    await prisma().membership.deleteMany({ where: { userId: user.id } });
    expect((await ask(cookie)).status).toBe(403);
  });

  test.each([
    ["disabled", { disabledAt: new Date() }],
    ["given a higher session version", { sessionVersion: 2 }],
  ])("someone %s is out at once", async (_case, data) => {
    const cookie = await signedIn();
    await prisma().user.update({ where: { id: user.id }, data });
    expect((await ask(cookie)).status).toBe(401);
  });

  test("a cookie that was tampered with is none", async () => {
    const cookie = await signedIn();
    const tampered = cookie.replace(/(session-token=[^;]*)...(;|$)/, "$1$2");
    expect(tampered).not.toBe(cookie);
    expect((await ask(tampered)).status).toBe(401);
    expect((await ask("next-auth.session-token=nonsense%ZZ")).status).toBe(401);
  });
});

describe("what is refused", () => {
  test("a script gets a problem, a browser the page with a reason, neither a session", async () => {
    const script = await post({ email: user.email, password: "wrong" });
    expect(script.status).toBe(401);
    expect(await script.json()).toMatchObject({ code: "UNAUTHENTICATED" });
    const page = await post(
      { email: user.email, password: "wrong", callbackUrl: "/till-counts?date=2019-01-05" },
      { accept: "text/html" },
    );
    expect(page.status).toBe(303);
    expect(page.headers.get("location")).toBe(
      "/sign-in?error=refused&next=%2Ftill-counts%3Fdate%3D2019-01-05",
    );
    expect(jar(page)).not.toContain("session-token");
    // The form keeps the address, which stands in no address bar.
    expect(page.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(
        `^counterfoil.typed-email=${encodeURIComponent(user.email)}; .*Path=/; HttpOnly`,
      ),
    );
  });

  test("nobody is refused while the database is away, nor told what the driver said", async () => {
    const form = { email: user.email, password: PASSWORD, ...(await csrf()) };
    const database = process.env.DATABASE_URL ?? "";
    await disconnect();
    process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nothing";
    const script = await auth("callback/credentials", { cookie: form.cookie, form });
    const page = await auth("callback/credentials", {
      cookie: form.cookie,
      form,
      headers: { accept: "text/html" },
    });
    await disconnect();
    process.env.DATABASE_URL = database;
    expect(script.status).toBe(503);
    expect(await script.json()).toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    expect([page.status, page.headers.get("location")]).toEqual([
      303,
      "/sign-in?error=unavailable",
    ]);
  });

  test("too many tries answer 429 and say how long to wait", async () => {
    for (let at = 0; at < 5; at += 1) await post({ email: user.email, password: "wrong" });
    const response = await post({ email: user.email, password: PASSWORD });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("without the token of the form nobody is signed in", async () => {
    const form = { email: user.email, password: PASSWORD };
    const response = await auth("callback/credentials", { form });
    expect(jar(response)).not.toContain("session-token");
  });

  test.each(["//evil.example", "https://evil.example/x", "/\\evil.example", "javascript:alert(1)"])(
    "signing in never leads to %s",
    async (callbackUrl) => {
      const response = await post({ email: user.email, password: PASSWORD, callbackUrl });
      expect(response.headers.get("location")).toBe("/");
    },
  );

  test.each([
    [{ origin: "https://evil.example" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "same-site", origin: BASE }, 403],
    [{ origin: "null" }, 403],
    [{ "sec-fetch-site": "same-origin", origin: BASE }, 200],
    [{}, 200],
  ])("a change with the headers %j answers %i", async (headers, status) => {
    const cookie = await signedIn();
    const request = new Request(`${BASE}/api/x`, {
      method: "POST",
      headers: { cookie, ...headers },
    });
    expect((await change(request, { params })).status).toBe(status);
    const signIn = await post({ email: user.email, password: PASSWORD }, headers);
    expect(signIn.status).toBe(status === 200 ? 302 : 403);
  });

  test.each(["_log", "verify-request", "signin/credentials", "callback/other", "session"])(
    "POST %s is not offered",
    async (path) => {
      expect((await auth(path, { form: {} })).status).toBe(404);
    },
  );
});
