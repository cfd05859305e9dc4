import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { ROOT } from "../process/next-server";
import { findEqualChunks, shareChunks } from "./share-chunks";

const folder = makeTemporaryFolder("share-chunks");
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const load = (name: string): unknown => createRequire(join(folder, "x.js"))(`./${name}`);
const chunkOf = (what: string, name: string) =>
  `module.exports = [1, () => "${what.repeat(100)}"];\n//# sourceMappingURL=${name}.map`;

it("makes one of chunks that differ in their own name alone, and leaves all others", () => {
  const texts = {
    "a.js": chunkOf("a", "a.js"),
    "b.js": chunkOf("b", "b.js"),
    "c.js": chunkOf("a", "c.js"),
    "d.js": chunkOf("a", "d.js"),
    "e.css": chunkOf("a", "e.css"),
    "f.js": "module.exports = [];",
    "g.js": "module.exports = [];",
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  const shared = shareChunks(folder);
  expect(shared.map(({ path }) => path)).toEqual([join(folder, "c.js"), join(folder, "d.js")]);
  for (const { path, bytesSaved } of shared) {
    expect(bytesSaved).toBe(texts["a.js"].length - readFileSync(path, "utf8").length);
  }
  for (const name of ["a.js", "b.js", "e.css", "f.js", "g.js"] as const) {
    expect(read(name)).toBe(texts[name]);
  }
  expect(load("c.js")).toBe(load("a.js"));
  expect(load("d.js")).toBe(load("a.js"));
  expect(load("b.js")).not.toBe(load("a.js"));
  expect(findEqualChunks(folder)).toEqual([]);
});

it("was done to the build", () => {
  for (const name of ["chunks", "chunks/ssr"]) {
    expect(findEqualChunks(join(ROOT, ".next", "server", name))).toEqual([]);
  }
});
