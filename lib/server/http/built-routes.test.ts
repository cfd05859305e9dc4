import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { readBuiltRoutes } from "./built-routes";

const folder = makeTemporaryFolder("built-routes");
afterEach(() => vi.unstubAllEnvs());

test("the routes of an earlier build are not those of a development server", () => {
  const manifest = { "/api/centres/[id]/route": "/api/centres/[id]" };
  writeFileSync(join(folder, "app-path-routes-manifest.json"), JSON.stringify(manifest));
  expect(readBuiltRoutes(folder)("/api/centres/101")).toBe("/api/centres/{id}");
  vi.stubEnv("NODE_ENV", "development");
  expect(readBuiltRoutes(folder)("/api/centres/101")).toBe("other");
});
