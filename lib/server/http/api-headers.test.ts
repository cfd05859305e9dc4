import { createServer, get, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { setApiHeaders } from "./api-headers";

test("responses of the API have their headers over a socket, and pages have none of them", async () => {
  vi.stubEnv("NEXTAUTH_URL", "https://cash.example.test");
  setApiHeaders();
  const server = createServer((_request, response) => {
    response.end("x");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (path: string) =>
    new Promise<IncomingHttpHeaders>((resolve, reject) => {
      get({ port, path }, (response) => {
        response.resume().once("end", () => resolve(response.headers));
      }).once("error", reject);
    });
  expect(await ask("/api/me?x=1")).toMatchObject({
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "strict-transport-security": expect.stringContaining("max-age=") as string,
    "x-content-type-options": "nosniff",
  });
  const attachment = await ask("/api/reconciliations/101/2026-03-01/attachments/0b5c");
  expect(attachment["content-security-policy"]).toMatch(/^sandbox; /);
  expect((await ask("/reconciliations"))["content-security-policy"]).toBeUndefined();
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
