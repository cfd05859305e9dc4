import { expect, test } from "vitest";
import { IMPORT_BYTES_MAX } from "@/lib/domain/till-count/import-row";
import nextConfig from "../next.config.mjs";

test("a file of the largest size we take passes the proxy whole", () => {
  // Beyond its limit Next.js cuts a body off and continues, so that rows would be lost.
  expect(nextConfig.experimental?.proxyClientMaxBodySize).toBeGreaterThan(IMPORT_BYTES_MAX);
});
