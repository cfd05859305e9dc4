/** Requests that get a response before Next.js sees them, with a real server and real sockets. */
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { markPrepared } from "../http/prepared";
import { createRouteTemplates } from "../http/route-template";
import { respondDirectly } from "./respond-directly";
import { publicRoute } from "./public-route";

const probe = publicRoute({
  summary: "Returns that it is alive.",
  input: z.object({}),
  output: z.object({ status: z.string() }),
  otherStatuses: { 503: ({ status }) => status === "down" },
  handle: () => Promise.resolve({ status: health }),
});

/** It returns what it was sent, and as much as a list. */
const lines = Object.assign(
  ({ url, headers }: Request) => {
    const { search, searchParams } = new URL(url);
    const rows = Array.from({ length: Number(searchParams.get("limit")) }, () => "a line of it");
    const asked = { search, bearer: headers.get("authorization") };
    return Promise.resolve(Response.json({ asked, rows }));
  },
  { contract: probe.contract },
);

/** It stands for Next.js. */
const server = createServer(({ url }, response) => response.end(`next ${url ?? ""}`));
let base = "";
let health = "ok";
let end: () => void;

beforeAll(async () => {
  const folders = [
    "/api/health",
    "/api/lines",
    "/api/days/[date]",
    "/api/auth/[...rest]",
    "/api/[...path]",
  ];
  const ends = [
    respondDirectly({
      routes: { "/api/health": probe, "/api/lines": lines },
      templateOf: createRouteTemplates(folders),
    }),
    markPrepared(),
  ];
  end = () => ends.forEach((one) => one());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  end();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test.each(["GET", "POST", "DELETE", "OPTIONS"])(
  "a path that no route has is refused with a problem (%s)",
  async (method) => {
    const body = method === "POST" ? "{}" : null;
    const response = await fetch(`${base}/api/nowhere?x=1`, { method, body });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({ code: "NOT_FOUND", status: 404 });
  },
);

test("a HEAD of it has the status, and no body", async () => {
  const response = await fetch(`${base}/api/nowhere/x`, { method: "HEAD" });
  expect([response.status, await response.text()]).toEqual([404, ""]);
});

test("a probe is handled by its own route, with the status of what it found", async () => {
  const found = await fetch(`${base}/api/health?x=1`);
  expect([found.status, await found.json()]).toEqual([200, { status: "ok" }]);
  health = "down";
  const down = await fetch(`${base}/api/health`);
  expect([down.status, await down.json()]).toEqual([503, { status: "down" }]);
  health = "ok";
});

test("a list gets its query and the headers of the request", async () => {
  const headers = { authorization: "Bearer cf_1" };
  const response = await fetch(`${base}/api/lines?limit=1&tillId=a&tillId=b%20c`, { headers });
  expect(await response.json()).toEqual({
    asked: { search: "?limit=1&tillId=a&tillId=b%20c", bearer: "Bearer cf_1" },
    rows: ["a line of it"],
  });
});

test.each([
  { accepts: "gzip, deflate, br", limit: 100, isCompressed: true },
  { accepts: "br;q=1.0, gzip;q=0.5", limit: 100, isCompressed: true },
  { accepts: "gzip;q=0, deflate", limit: 100, isCompressed: false },
  { accepts: "identity", limit: 100, isCompressed: false },
  { accepts: undefined, limit: 100, isCompressed: false },
  { accepts: "gzip", limit: 1, isCompressed: false },
])(
  "$limit lines for a client that accepts $accepts are compressed: $isCompressed",
  async ({ accepts, limit, isCompressed }) => {
    const { port } = new URL(base);
    const headers = accepts === undefined ? {} : { "accept-encoding": accepts };
    const response = await new Promise<IncomingMessage>((resolve) => {
      get({ port, path: `/api/lines?limit=${limit}`, headers }, resolve);
    });
    const body = await buffer(response);
    expect(response.headers["content-encoding"]).toBe(isCompressed ? "gzip" : undefined);
    expect(response.headers.vary).toBe(limit === 100 ? "accept-encoding" : undefined);
    expect(response.headers["content-length"]).toBe(String(body.byteLength));
    const read = JSON.parse(String(isCompressed ? gunzipSync(body) : body)) as { rows: string[] };
    expect(read.rows).toHaveLength(limit);
  },
);

test.each([
  "/",
  "/reconciliations",
  "/api/days/2026-11-23",
  "/api/auth/nowhere",
  // Next.js may read these as a path that has a route.
  "/api/he%61lth",
  "/api//health",
  "/api/health/",
  "//api/nowhere",
])("everything else is left to Next.js: %s", async (path) => {
  const response = await fetch(base + path);
  expect(await response.text()).toBe(`next ${path}`);
});

test("so is a path with dots, which Next.js resolves", async () => {
  for (const path of ["/api/nowhere/.", "/api/nowhere/../health"]) {
    const response = await new Promise<IncomingMessage>((resolve) => {
      get({ port: new URL(base).port, path }, resolve);
    });
    expect(await text(response)).toBe(`next ${path}`);
  }
});

test.each(["/api/health", "/api/lines"])(
  "other methods of %s are left to Next.js",
  async (path) => {
    const response = await fetch(base + path, { method: "POST", body: "{}" });
    expect(await response.text()).toBe(`next ${path}`);
  },
);
