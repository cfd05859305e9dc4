import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import config from "../next.config.mjs";
import { removeUnusedCache } from "./build";

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
