/** Each part of the product provides the messages that its components use, and no others. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

const IMPORTS = /(?:^import (?!type )[^;]*?from |import\()"((?:@|\.{1,2})\/[^"]+)"/gm;
const AT_ONCE = /^import (?!type )[^;]*?from "((?:@|\.{1,2})\/[^"]+)"/gm;
const ASKED = /useTranslations\("([a-z-]+)/g;
const PROVIDED = /<PageMessages\s+of=\{\[([^\]]*)\]\}/g;
const LOADED_LAZILY = /(?:lazyOverlay|useLazyMessages)\([^;[]*\[([^\]]*)\]/g;

const pages = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("page.tsx"))
  .map((path) => `app/${path}`);

test("every word that a page asks for is with it", () => {
  const missing = pages.flatMap((page) => {
    const brought = listProvided(page);
    const lazy = reachedFrom(filesAround(page)).flatMap(lazyNamesIn);
    return [
      ...listAskedFor(page, AT_ONCE).filter((name) => !brought.includes(name)),
      ...listAskedFor(page).filter((name) => ![...brought, ...lazy].includes(name)),
    ].map((name) => `${page}: ${name}`);
  });
  expect(missing).toEqual([]);
});

test("no part of the product brings messages that a part around it has", () => {
  const twice = pages.flatMap((page) => {
    const layouts = filesAround(page).filter((file) => file !== page);
    const inner = layouts.length === 0 ? [] : namesIn(page);
    const outer = layouts.flatMap((layout) => [...new Set(namesIn(layout))]);
    const repeated = outer.filter((name, at) => outer.indexOf(name) !== at);
    return [...inner.filter((name) => outer.includes(name)), ...repeated].map(
      (name) => `${page}: ${name}`,
    );
  });
  expect(twice).toEqual([]);
});

test("a part of the product brings no words that nobody in it asks for", () => {
  const bringing = [...new Set(pages.flatMap(filesAround))].filter(
    (file) => file !== "app/layout.tsx",
  );
  const idle = bringing.flatMap((file) => {
    const asked = pages
      .filter((page) => filesAround(page).includes(file))
      .flatMap((page) => listAskedFor(page));
    return namesIn(file)
      .filter((name) => !asked.includes(name))
      .map((name) => `${file}: ${name}`);
  });
  expect(idle).toEqual([]);
});

function listProvided(page: string): string[] {
  return filesAround(page).flatMap(namesIn);
}

/** Lists the page and its layouts. */
function filesAround(page: string): string[] {
  const folders = page.split("/").slice(0, -1);
  const layouts = folders.map((_, depth) => {
    return `${folders.slice(0, depth + 1).join("/")}/layout.tsx`;
  });
  return [...layouts.filter((path) => existsSync(path)), page];
}

function namesIn(file: string): string[] {
  return [...read(file).matchAll(PROVIDED)].flatMap(([, names = ""]) => quoted(names));
}

function lazyNamesIn(file: string): string[] {
  return [...read(file).matchAll(LOADED_LAZILY)].flatMap(([, names = ""]) => quoted(names));
}

function listAskedFor(page: string, imports = IMPORTS): string[] {
  const files = reachedFrom(filesAround(page), imports);
  const asked = files.flatMap((path) => [...read(path).matchAll(ASKED)].map(([, name]) => name));
  return [...new Set(asked)].flatMap((name) => name ?? []);
}

/** Modules that are imported lazily count too. */
function reachedFrom(files: readonly string[], imports = IMPORTS): string[] {
  const reached = new Set<string>();
  const open = [...files];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path) || path.startsWith("lib/server/")) continue;
    reached.add(path);
    for (const [, target = ""] of read(path).matchAll(imports)) {
      open.push(...findFile(target, path));
    }
  }
  return [...reached];
}

function findFile(target: string, from: string): string[] {
  const path = target.startsWith("@/") ? target.slice(2) : posix.join(posix.dirname(from), target);
  return [`${path}.tsx`, `${path}.ts`].filter((file) => existsSync(file));
}

function quoted(list: string): string[] {
  return [...list.matchAll(/"([^"]+)"/g)].flatMap(([, name]) => name ?? []);
}

function read(path: string): string {
  return readFileSync(path, "utf8");
}
