import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findLocalBase, isHealthy } from "./is-healthy";

let body = "";
const server = createServer((_request, response) => response.end(body));
let base = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test.each([
  ["our own process", { status: "ok", startId: "mine" }, true],
  ["an older instance of ours", { status: "ok", startId: "other" }, false],
  ["an instance that something else started", { status: "ok" }, false],
  ["our own process without its database", { status: "down", startId: "mine" }, false],
  ["another program", "welcome", false],
])("%s on the port", async (_who, health, isOurs) => {
  body = JSON.stringify(health);
  expect(await isHealthy(base, "mine")).toBe(isOurs);
});

test("something that speaks no JSON, and nobody", async () => {
  body = "<html>";
  expect(await isHealthy(base, "mine")).toBe(false);
  expect(await isHealthy("http://127.0.0.1:1", "mine")).toBe(false);
});

test.each(["127.0.0.1", "127.0.0.2", "0.0.0.0", "localhost", "::1", "::"])(
  "our own process on %s",
  async (host) => {
    const own = createServer((_request, response) => {
      response.end(JSON.stringify({ status: "ok", startId: "mine" }));
    });
    await new Promise<void>((resolve) => own.listen(0, host, resolve));
    const { port } = own.address() as AddressInfo;
    expect(await isHealthy(findLocalBase(host, port), "mine")).toBe(true);
    own.closeAllConnections();
    await new Promise((resolve) => own.close(resolve));
  },
);
