import { expect, test } from "vitest";
import nextConfig from "../next.config.mjs";
import { config } from "../proxy";

test("the proxy buffers no file, and no request with a body reaches it through the API", () => {
  // Beyond its limit Next.js cuts a body off and continues, so that rows would be lost.
  expect(nextConfig.experimental?.proxyClientMaxBodySize).toBeLessThanOrEqual(16 * 1024);
  const [pages, ofApi] = config.matcher;
  const matcher = typeof pages === "string" ? pages : "";
  expect(new RegExp(`^${matcher}$`).test("/reconciliations")).toBe(true);
  expect(new RegExp(`^${matcher}$`).test("/api/till-counts/imports")).toBe(false);
  expect(ofApi).toMatchObject({
    source: "/api/:path*",
    missing: [{ key: "content-length" }, { key: "transfer-encoding" }],
  });
});
