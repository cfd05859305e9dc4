import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { config } from "../next.config.mjs";
import { computeSourceHash, removeUnusedCache } from "./build";
import { withCodeLock } from "./build/code-lock";

const BUILT = "cache/turbopack/v1/00000001.sst";
const OTHERS = ["dev/cache/turbopack/v1/00000001.sst", "cache/images/one.webp", "BUILD_ID"];

const folder = makeTemporaryFolder("build");

it("removes the cache of earlier builds, which none reads any more, and nothing else", () => {
  for (const path of [BUILT, ...OTHERS]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), "");
  }
  removeUnusedCache(folder);
  expect(existsSync(join(folder, "cache/turbopack"))).toBe(false);
  expect(OTHERS.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
  removeUnusedCache(folder);
  expect(config.experimental?.turbopackFileSystemCacheForBuild).toBe(false);
});

it("is of a major version of Node.js, whose updates need no other build", () => {
  expect(computeSourceHash("24.23.1")).toBe(computeSourceHash("24.22.3"));
  expect(computeSourceHash("22.22.3")).not.toBe(computeSourceHash("24.22.3"));
});

it("says who has to build where the folder of the code can't be written", async () => {
  const denied = () =>
    Promise.reject(Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" }));
  await expect(withCodeLock(folder, "build.lock", denied)).rejects.toThrow(
    /Run "npm run build" as the user to whom the folder belongs/,
  );
});
