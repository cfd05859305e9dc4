/**
 * Checks the rules of lib/README.md. Each test collects the files that break one rule, so that a
 * failure reads as a list of places to correct.
 */
import { posix } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { findSource, listSourcesIn, type Source, sources } from "./testing/source-tree";

/** A folder may import itself and the folders listed here. */
const DOORS: Record<string, string[]> = {
  app: ["components", "lib/client", "lib/server", "lib/contracts", "lib/domain", "lib/messages"],
  components: ["lib/client", "lib/contracts", "lib/domain", "docs/pictures"],
  "lib/client": ["app/api", "lib/contracts", "lib/domain"],
  "lib/server": ["prisma/generated", "lib/contracts", "lib/domain", "lib/messages"],
  "lib/contracts": ["lib/domain"],
  "lib/domain": [],
  "lib/testing": ["app/api", "lib/server", "prisma", "scripts", "lib/contracts", "lib/domain"],
  e2e: ["lib/contracts", "lib/domain", "scripts"],
};
/** A test may also import these: the arrangements, and what starts a database. */
const DOORS_OF_TESTS = ["lib/testing", "prisma", "scripts"];

/** None of these decides about money: the clock, chance, waiting and the environment. */
const IMPURE = /\b(Date\.now|new Date\(\)|Math\.random|process\.|fetch\(|async |await |console\.)/;
const WITHOUT_TEST = ["lib/domain/assert.ts", "lib/domain/cash-sheet.ts", "lib/domain/line.ts"];
const VAGUE = /\/(index|utils?|helpers?|types|constants|common|misc)\.tsx?$/;

/** Matches an import, other than of types, of zod, of what is made with it, or of the routes. */
const PARSES =
  /^(?:im|ex)port (?!type )[^;]*?from "(?:zod|[^"]*\/contracts\/[^"]*|@\/app\/[^"]*)"/m;

/** These respond with JSON that was parsed, a problem document, and who is signed in. */
const SENDS_JSON = [
  "lib/server/api/respond.ts",
  "lib/server/auth/handler.ts",
  "lib/server/auth/passkey-request.ts",
  "lib/server/http/problem.ts",
];

const CLASS = /^(?:export )?(?:abstract )?class (\w+)/gm;
/** The first sets a property that the browser's bundler reads. */
const OF_ALL_BUNDLES = ["app/providers.tsx", "lib/server/process-wide.ts"];

/** These are class lists and the paths of icons, which the formatter does not break. */
const UNBREAKABLE = /["'`][^"'`]{60,}["'`]/;
/** Matches a part of an address that Next fills in, named as the API names it. */
const PARAMETER = /\[(\.{3})?[a-z][a-zA-Z]*\]/g;

const LINES_MAX = 250;
const COLUMNS_MAX = 100;
/** A longer component has seams where a hook or a smaller component can be taken out. */
const FUNCTION_LINES_MAX = 90;

describe.each(Object.entries(DOORS))("%s", (folder, doors) => {
  test(`imports nothing but itself and [${doors.join(", ")}]`, () => {
    const strays = listSourcesIn(folder).flatMap(({ path, imports, isTest }) => {
      const open = [folder, ...doors, ...(isTest ? DOORS_OF_TESTS : [])];
      return imports
        .filter((target) => !open.some((door) => target.startsWith(`${door}/`)))
        .map((target) => `${path} → ${target}`);
    });
    expect(strays).toEqual([]);
  });
});

test("lib/domain knows no clock, no chance, no waiting, no environment and no package", () => {
  const inner = listSourcesIn("lib/domain").filter(({ isTest }) => !isTest);
  expect(pathsOf(inner, ({ text }) => IMPURE.test(text))).toEqual([]);
  expect(pathsOf(inner, ({ text }) => /from "(?!@\/|\.{1,2}\/)/.test(text))).toEqual([]);
});

test("every module of the domain is exercised by a test of its own folder", () => {
  const domain = listSourcesIn("lib/domain");
  const untested = domain.filter(({ path, isTest }) => {
    const folder = posix.dirname(path);
    const tests = domain.filter((one) => one.isTest && posix.dirname(one.path) === folder);
    return !isTest && !reachable(tests, folder).has(path) && !WITHOUT_TEST.includes(path);
  });
  expect(pathsOf(untested, () => true)).toEqual([]);
});

test("a page begins without zod: what a browser runs takes contracts and routes for their types alone", () => {
  const inner = ["components", "lib/client"].flatMap(listSourcesIn).filter(({ isTest }) => !isTest);
  expect(pathsOf(inner, ({ text }) => PARSES.test(text))).toEqual([]);
});

test("what is answered as JSON leaves in one place, where it is parsed", () => {
  const inner = ["app", "lib/server"].flatMap(listSourcesIn).filter(({ isTest }) => !isTest);
  expect(pathsOf(inner, ({ text }) => /\bResponse\.json\(/.test(text))).toEqual(SENDS_JSON);
});

test("lib/server can't reach a browser", () => {
  const open = ({ lines, isTest }: Source) => !isTest && lines[0] !== 'import "server-only";';
  expect(pathsOf(listSourcesIn("lib/server"), open)).toEqual([]);
});

test("our errors are told by a mark: each bundle of the application has classes of its own", () => {
  const names = sources.flatMap(({ text }) => [...text.matchAll(CLASS)].map(([, name]) => name));
  const byClass = new RegExp(`\\binstanceof (?:${names.join("|")})\\b`);
  expect(pathsOf(sources, ({ text }) => byClass.test(text))).toEqual([]);
});

test("bundles share what process-wide.ts lets them, which is no object of our classes", () => {
  const shares = ({ text, isTest }: Source) => !isTest && /\bglobalThis\b|\bglobal\./.test(text);
  const inner = ["app", "components", "lib"].flatMap(listSourcesIn);
  expect(pathsOf(inner, shares)).toEqual(OF_ALL_BUNDLES);
});

test("only env.ts reads the environment", () => {
  const reads = ({ path, text, isTest }: Source) =>
    !isTest && path !== "lib/server/env.ts" && /process\.env\b/.test(text);
  expect(
    pathsOf(["app", "components", "lib/server", "lib/client"].flatMap(listSourcesIn), reads),
  ).toEqual([]);
});

test("a test that is skipped says why", () => {
  const skipsSilently = ({ text, isTest }: Source) =>
    isTest && /\.(?:skip|skipIf|runIf)\(/.test(text) && !/\bskips\(/.test(text);
  expect(pathsOf(sources, skipsSilently)).toEqual([]);
});

test("only charts import Recharts, and pages never call our own API", () => {
  const draws = ({ path, text }: Source) =>
    !path.startsWith("components/charts/") && /^import .*from "recharts"/m.test(text);
  expect(pathsOf(sources, draws)).toEqual([]);
  expect(pathsOf(listSourcesIn("components"), ({ text }) => /\bfetch\(/.test(text))).toEqual([]);
});

test("browsers make keys in one way, because pages without HTTPS have no randomUUID", () => {
  const sources = [...listSourcesIn("components"), ...listSourcesIn("lib/client")];
  expect(pathsOf(sources, ({ text }) => /randomUUID\(/.test(text))).toEqual([]);
});

test("components name no raw colour", () => {
  const raw = ({ text, isTest }: Source) => !isTest && /#[0-9a-fA-F]{6}\b|rgb\(/.test(text);
  expect(pathsOf(listSourcesIn("components"), raw)).toEqual([]);
});

test(`no file exceeds ${LINES_MAX} lines or ${COLUMNS_MAX} columns`, () => {
  expect(pathsOf(sources, ({ lines }) => lines.length > LINES_MAX)).toEqual([]);
  const wide = ({ lines }: Source) =>
    lines.some((line) => line.length > COLUMNS_MAX && !UNBREAKABLE.test(line));
  expect(pathsOf(sources, wide)).toEqual([]);
});

test(`no function of a page or component exceeds ${FUNCTION_LINES_MAX} lines`, () => {
  const files = ["app", "components"].flatMap(listSourcesIn);
  const long = files
    .filter(({ lines }) => lines.length > FUNCTION_LINES_MAX)
    .flatMap(listFunctions)
    .filter(({ lines }) => lines > FUNCTION_LINES_MAX);
  expect(long.map(({ name, lines }) => `${name}: ${lines} lines`)).toEqual([]);
});

test("files are named in kebab-case, for one idea each", () => {
  expect(
    pathsOf(sources, ({ path }) => !/^[a-z0-9/.()@-]+$/.test(path.replace(PARAMETER, ""))),
  ).toEqual([]);
  expect(pathsOf(sources, ({ path }) => VAGUE.test(path))).toEqual([]);
});

/** Lists every function with a body, and the number of lines from its first to its last. */
function listFunctions({ path, text }: Source): { name: string; lines: number }[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lineAt = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  const found: { name: string; lines: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body !== undefined) {
      const first = lineAt(node.getStart());
      const name = node.name?.getText() ?? `function at line ${first + 1}`;
      found.push({ name: `${path}: ${name}`, lines: lineAt(node.end) - first + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/**
 * Returns what sources import of a folder: directly, through each other, or through arrangements.
 */
function reachable(from: Source[], folder: string): Set<string> {
  const reached = new Set<string>();
  const queue = [...from];
  for (let source = queue.pop(); source !== undefined; source = queue.pop()) {
    for (const target of source.imports) {
      const found = findSource(target);
      if (found === undefined) continue;
      if (posix.dirname(found.path) !== folder && !found.path.startsWith("lib/testing/")) continue;
      if (!reached.has(found.path)) queue.push(found);
      reached.add(found.path);
    }
  }
  return reached;
}

function pathsOf(some: readonly Source[], breaksRule: (source: Source) => boolean): string[] {
  return some.filter(breaksRule).map(({ path }) => path);
}
