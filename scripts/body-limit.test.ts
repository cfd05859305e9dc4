import { expect, test } from "vitest";
import nextConfig from "../next.config.mjs";
import { config } from "../proxy";

test("the proxy buffers no file, and no request of the API reaches it", () => {
  // Beyond its limit Next.js cuts a body off and continues, so that rows would be lost.
  expect(nextConfig.experimental?.proxyClientMaxBodySize).toBeLessThanOrEqual(16 * 1024);
  const [matcher = "", ...others] = config.matcher;
  expect(new RegExp(`^${matcher}$`).test("/reconciliations")).toBe(true);
  expect(new RegExp(`^${matcher}$`).test("/api/till-counts/imports")).toBe(false);
  expect(others).toEqual([]);
});
