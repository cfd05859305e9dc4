import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { expect, it } from "vitest";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { compressBuild } from "./compress";

const folder = makeTemporaryFolder("compress-build");

it("puts a compressed copy beside each script and each style, and beside nothing else", async () => {
  const texts = {
    "chunks/one.js": "let one = 1;",
    "chunks/two.css": "a {}",
    "media/three.png": "",
  };
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  await compressBuild(folder);
  const copies = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".br"))
    .toSorted();
  expect(copies).toEqual(["chunks/one.js.br", "chunks/two.css.br"]);
  const read = (path: string) => brotliDecompressSync(readFileSync(join(folder, path))).toString();
  expect(copies.map(read)).toEqual(["let one = 1;", "a {}"]);
});
