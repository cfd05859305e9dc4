import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { isReadablePath, rewriteUnreadablePaths } from "./readable-path";

test.each([
  ["/", true],
  ["/reconciliations/101/2026-01-01", true],
  ["/reconciliations/caf%C3%A9/2026-01-01", true],
  ["/reconciliations/%ff/2026-01-01", false],
  ["/reconciliations/caf%C3/2026-01-01", false],
  ["/%", false],
  ["/%4", false],
  ["/%zz", false],
])("%s can be read: %s", (path, readable) => {
  expect(isReadablePath(path)).toBe(readable);
});

test("a request states no body to anybody when its path can't be read", async () => {
  rewriteUnreadablePaths();
  const server = createServer(({ headers }, response) => {
    response.end(String(headers["content-length"] ?? headers["transfer-encoding"]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stated = (path: string, headers: Record<string, string>) =>
    new Promise<string>((resolve, reject) => {
      const sent = request({ port, path, method: "PATCH", headers }, (response) => {
        response.on("data", (chunk: Buffer) => resolve(chunk.toString()));
      });
      sent.on("error", reject).end("{}");
    });
  for (const headers of [{ "content-length": "2" }, { "transfer-encoding": "chunked" }]) {
    const [value = ""] = Object.values(headers);
    expect(await stated("/api/users/caf%C3%A9?name=%ff", headers)).toBe(value);
    expect(await stated("/api/users/%ff?name=1", headers)).toBe("undefined");
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
