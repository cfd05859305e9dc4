/** What Next.js gets of a request for a page, and what the response has before it begins. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { encode } from "next-auth/jwt";
import { existsSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { REQUEST_LIMITS } from "@/lib/domain/security/request-limits";
import { env } from "../env";
import { countRequest } from "../person-limits/limits";
import { VERIFIER_POLICY } from "../http/security-headers";
import { createCsrfCookie } from "./csrf";
import { PATH_HEADER, UNATTENDED_HEADER } from "./path";
import { isPage, preparePage } from "./prepare-page";
import { csrfCookieName, sessionCookieName } from "./session";

type Passed = { url: string; headers: Record<string, string | undefined> };

const server = createServer((incoming, response) => {
  const headers = new Headers(incoming.headers as Record<string, string>);
  const request = new Request(new URL(incoming.url ?? "/", "http://localhost"), { headers });
  void preparePage(incoming, response, request).then(async (refusal) => {
    response.statusCode = refusal?.status ?? 200;
    const passed = { url: incoming.url, headers: incoming.headers };
    response.end(refusal === null ? JSON.stringify(passed) : await refusal.text());
  });
});
let base = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function open(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(base + path, { headers });
  return { response, passed: (await response.json()) as Passed };
}

test("each response has a nonce of its own, which the page gets with its policy", async () => {
  const nonces = new Set<string | undefined>();
  for (let turn = 0; turn < 2; turn += 1) {
    const { response, passed } = await open("/reconciliations");
    const policy = response.headers.get("content-security-policy");
    nonces.add(passed.headers["x-nonce"]);
    expect(policy).toContain(`'nonce-${passed.headers["x-nonce"]}'`);
    expect(passed.headers["content-security-policy"]).toBe(policy);
    expect(response.headers.get("x-frame-options")).toBe("DENY");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("set-cookie")).toBeNull();
  }
  expect(nonces.size).toBe(2);
});

test("the page that verifies packets has the policy of its own script", async () => {
  const { response } = await open("/verify-packet.html");
  expect(response.headers.get("content-security-policy")).toBe(VERIFIER_POLICY);
});

test.each([
  ["/variances?from=2026-11-01&q=a%20b", "/variances?from=2026-11-01&q=a%20b"],
  ["/variances?from=2026-11-01&_rsc=1a2b3", "/variances?from=2026-11-01"],
  ["/?_rsc=1a2b3", "/"],
])("the page of %s gets its path, without what Next.js adds: %s", async (path, expected) => {
  const { passed } = await open(path);
  expect(passed.url).toBe(path);
  expect(passed.headers[PATH_HEADER]).toBe(expected);
});

test("nobody else says what the page gets", async () => {
  const { passed } = await open("/", {
    [PATH_HEADER]: "/evil",
    [UNATTENDED_HEADER]: "1",
    "x-nonce": "evil",
    "content-security-policy": "script-src 'nonce-evil'",
  });
  expect(passed.headers[PATH_HEADER]).toBe("/");
  expect(passed.headers[UNATTENDED_HEADER]).toBeUndefined();
  expect(JSON.stringify(passed)).not.toContain("evil");
});

test("what nobody has opened yet is marked", async () => {
  for (const name of ["next-router-prefetch", "purpose"]) {
    const { passed } = await open("/", { [name]: "prefetch" });
    expect(passed.headers[UNATTENDED_HEADER]).toBe("1");
  }
});

test("a path that can't be decoded is no page", async () => {
  expect((await open("/%ff?x=1")).passed.url).toBe("/not-found");
});

test("the form to sign in gets the token that the browser gets, unless it has one", async () => {
  const name = csrfCookieName();
  const { response, passed } = await open("/sign-in", { cookie: `a=b; ${name}=forged` });
  const [cookie = ""] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^next-auth\.csrf-token=[0-9a-f]{64}%7C[0-9a-f]{64}; Path=\/; HttpOnly; /);
  expect(passed.headers.cookie).toBe(`a=b; ${name}=forged; ${cookie.split(";")[0]}`);
  const own = `${name}=${encodeURIComponent(createCsrfCookie())}`;
  const again = await open("/sign-in", { cookie: own });
  expect(again.response.headers.getSetCookie()).toEqual([]);
  expect(again.passed.headers.cookie).toBe(own);
});

test("whoever opens too many pages is refused, and nobody else", async () => {
  const cookieOf = async (sub: string) => {
    const claims = { sub, sessionId: randomUUID(), version: 1, signedInAt: 1 };
    const token = await encode({ token: claims, secret: env().secret });
    return { cookie: `${sessionCookieName()}=${token}` };
  };
  const sub = randomUUID();
  const own = await cookieOf(sub);
  expect((await open("/", own)).response.status).toBe(200);
  vi.stubEnv("REQUEST_LIMITS_FACTOR", "1");
  // What was counted is forgotten with time.
  vi.useFakeTimers({ toFake: ["Date"] });
  const openRest = () => {
    for (let page = 0; page < 2 * REQUEST_LIMITS.page.perMinute; page += 1) {
      countRequest(sub, "page");
    }
  };
  expect(openRest).toThrow("One person may not send as many requests");
  const refused = await fetch(base, { headers: own });
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({ code: "TOO_MANY_REQUESTS" });
  expect(refused.headers.get("x-frame-options")).toBe("DENY");
  const other = await open("/", await cookieOf(randomUUID()));
  expect(other.response.status).toBe(200);
});

test("pages are what no route and no built file is, and nothing is buffered before them", () => {
  const paths = ["/", "/reconciliations", "/sign-in", "/metrics", "/icon.svg", "/messages/en/ui"];
  expect(paths.filter(isPage)).toEqual(paths);
  expect(["/api/health", "/_next/static/a.js", "/messages/en/ui.shell/aB-1_"].some(isPage)).toBe(
    false,
  );
  // Next.js buffers the body of whatever one of these files sees.
  expect(["proxy.ts", "middleware.ts"].some((name) => existsSync(name))).toBe(false);
});
