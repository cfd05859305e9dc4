/** Requests that get a response before Next.js sees them, with a real server and real sockets. */
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
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

/** It stands for Next.js. */
const server = createServer(({ url }, response) => response.end(`next ${url ?? ""}`));
let base = "";
let health = "ok";
let end: () => void;

beforeAll(async () => {
  const folders = ["/api/health", "/api/days/[date]", "/api/auth/[...rest]", "/api/[...path]"];
  end = respondDirectly({
    probes: { "/api/health": probe },
    templateOf: createRouteTemplates(folders),
  });
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

test("other methods of a probe are left to Next.js", async () => {
  const response = await fetch(`${base}/api/health`, { method: "POST", body: "{}" });
  expect(await response.text()).toBe("next /api/health");
});
