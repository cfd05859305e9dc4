/** Requests of pages over a socket: what the server gets of them, and what is sent back. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { REQUEST_LIMITS } from "@/lib/domain/security/request-limits";
import { env } from "../env";
import { parseCookies } from "../http/cookies";
import { countRequest } from "../person-limits/limits";
import { readCsrfToken } from "./csrf";
import { preparePages } from "./prepare-pages";
import { csrfCookieName, nowSeconds, sessionCookieName } from "./session";

/** It stands for Next.js, and responds with the headers that it got. */
const server = createServer(({ headers }, response) => response.end(JSON.stringify(headers)));
let base = "";
let end = () => {};

beforeAll(async () => {
  end = preparePages();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  end();
  vi.unstubAllEnvs();
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function ask(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(base + path, { headers });
  const got = (await response.json()) as IncomingHttpHeaders;
  return { status: response.status, headers: response.headers, got };
}

function sessionCookie(id: string): Promise<string> {
  const token = { sub: id, sessionId: id, version: 1, signedInAt: nowSeconds() };
  return encode({ token, secret: env().secret, maxAge: 600 });
}

test("a page and its response have one policy, with a nonce of their own", async () => {
  const { headers, got } = await ask("/reconciliations", { "x-nonce": "chosen" });
  const policy = headers.get("content-security-policy") ?? "";
  const nonce = /script-src 'self' 'nonce-([\w+/=]{24})'/.exec(policy)?.[1];
  expect(got).toMatchObject({ "content-security-policy": policy, "x-nonce": nonce });
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.has("strict-transport-security")).toBe(false);
  const again = await ask("/reconciliations");
  expect(again.got["x-nonce"]).not.toBe(nonce);
});

test.each([
  "/api/me",
  "/_next/static/chunks/a.js",
  "/_next/image?url=a",
  "/messages/en/shell.ui/Ab-_1",
])("%s is left to what sets its own headers", async (path) => {
  const { headers, got } = await ask(path);
  expect(headers.has("content-security-policy")).toBe(false);
  expect(got).not.toHaveProperty("x-nonce");
});

test.each([
  ["/", "/"],
  ["/messages", "/messages"],
  ["/variances?from=2026-03-01&q=a%20b", "/variances?from=2026-03-01&q=a%20b"],
  ["/variances?from=2026-03-01&_rsc=1x2y", "/variances?from=2026-03-01"],
  ["/variances?_rsc=1x2y", "/variances"],
])("the page of %s reads its address", async (path, read) => {
  const { got } = await ask(path, { "x-counterfoil-path": "/chosen" });
  expect(got["x-counterfoil-path"]).toBe(read);
});

test("only a page that nobody has opened yet is marked", async () => {
  for (const headers of [{ "next-router-prefetch": "1" }, { purpose: "prefetch" }]) {
    expect((await ask("/", headers)).got["x-counterfoil-unattended"]).toBe("1");
  }
  expect((await ask("/")).got).not.toHaveProperty("x-counterfoil-unattended");
});

test("the form for signing in has a token, of which the browser has the cookie", async () => {
  const cookies = { cookie: `${csrfCookieName()}=forged; theme=dark` };
  const { headers, got } = await ask("/sign-in?next=/", cookies);
  const [set = ""] = headers.getSetCookie();
  expect(set).toMatch(/^next-auth\.csrf-token=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
  const sent = parseCookies(set.split(";")[0] ?? "")[csrfCookieName()];
  const read = parseCookies(got.cookie ?? "");
  expect(readCsrfToken(sent)).not.toBeNull();
  expect(read).toEqual({ theme: "dark", [csrfCookieName()]: sent });
  const known = await ask("/sign-in", { cookie: set.split(";")[0] ?? "" });
  expect(known.headers.getSetCookie()).toEqual([]);
  expect((await ask("/")).headers.getSetCookie()).toEqual([]);
});

test("beyond the limit of a person a page is refused with a problem", async () => {
  vi.stubEnv("REQUEST_LIMITS_FACTOR", "1");
  vi.useFakeTimers({ toFake: ["Date"] });
  const id = randomUUID();
  const cookie = `${sessionCookieName()}=${await sessionCookie(id)}`;
  expect((await ask("/", { cookie })).status).toBe(200);
  for (let left = REQUEST_LIMITS.page.perMinute; left > 1; left -= 1) countRequest(id, "page");
  expect((await ask("/", { cookie })).status).toBe(429);
  const { headers, got } = await ask("/", { cookie });
  expect(got).toMatchObject({ code: "TOO_MANY_REQUESTS", status: 429 });
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  expect(headers.get("content-security-policy")).toContain("script-src 'self'");
  const others = [
    `${sessionCookieName()}=x.y.z`,
    `${sessionCookieName()}=${await sessionCookie(randomUUID())}`,
  ];
  for (const other of others) expect((await ask("/", { cookie: other })).status).toBe(200);
  expect((await ask("/api/me", { cookie })).status).toBe(200);
});

test("the page that verifies packets runs what is in it alone", async () => {
  const { headers } = await ask("/verify-packet.html");
  expect(headers.get("content-security-policy")).toMatch(/script-src 'sha256-[^']+'; style-src/);
});

test("no proxy of Next.js is there, which would buffer the body of every request", () => {
  expect(["proxy.ts", "middleware.ts"].filter((file) => existsSync(file))).toEqual([]);
});
