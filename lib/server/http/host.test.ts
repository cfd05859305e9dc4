import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { env } from "../env";
import { isMisdirected, isOurHost, rewriteMisdirected, MISDIRECTED_PATH } from "./host";

beforeEach(() => {
  vi.stubEnv("NEXTAUTH_URL", "https://cash.example.test");
  vi.stubEnv("ALLOWED_HOSTS", "cash-internal.example.test, tills");
  vi.stubEnv("HOST", "0.0.0.0");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ["cash.example.test", true],
  ["CASH.example.test:443", true],
  ["cash.example.test.", true],
  ["tills:3000", true],
  ["cash-internal.example.test", true],
  ["localhost:3000", true],
  ["127.0.0.1:3000", true],
  ["[::1]:3000", true],
  ["192.0.2.7", true],
  [null, true],
  ["evil.test", false],
  ["evil.test:443", false],
  ["cash.example.test.evil.test", false],
  ["evil-cash.example.test", false],
  ["127.0.0.1.evil.test", false],
  ["cash.example.test@evil.test", false],
  ["cash.example.test/evil", false],
  ["cash.example.test, evil.test", false],
])("%s is this installation: %s", (host, isOurs) => {
  expect(isOurHost(host)).toBe(isOurs);
});

test("where nobody has named the installation, its network reaches it by any name", () => {
  vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
  vi.stubEnv("ALLOWED_HOSTS", "");
  expect(isOurHost("till-server:3000")).toBe(true);
  vi.stubEnv("HOST", "127.0.0.1");
  expect(isOurHost("evil.test:3000")).toBe(false);
});

test("health is for everybody, and a list of names must be one", () => {
  for (const probe of ["/api/health", "/api/ready", "/metrics"]) {
    expect(isMisdirected(probe, "evil.test")).toBe(false);
  }
  expect(isMisdirected("/api/health/x", "evil.test")).toBe(true);
  vi.stubEnv("ALLOWED_HOSTS", "https://cash.example.test");
  expect(() => env()).toThrow("ALLOWED_HOSTS");
});

test("over a socket, a request of another host arrives nowhere, and without its body", async () => {
  rewriteMisdirected();
  const server = createServer(({ url, headers }, response) => {
    response.end(`${url ?? ""} ${headers["content-length"] ?? "none"}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (host: string) =>
    new Promise<string>((resolve, reject) => {
      const headers = { host, "content-length": "2" };
      const sent = request({ port, path: "/api/x?y=1", method: "POST", headers }, (response) => {
        response.on("data", (chunk: Buffer) => resolve(chunk.toString()));
      });
      sent.on("error", reject).end("{}");
    });
  expect(await ask("cash.example.test")).toBe("/api/x?y=1 2");
  expect(await ask("evil.test")).toBe(`${MISDIRECTED_PATH} none`);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
