/**
 * The three languages have the same keys with the same arguments, every key that a screen uses
 * exists, and every key is used.
 */
import { readdirSync, readFileSync } from "node:fs";
import catalogLoader from "next-intl/extractor/catalogLoader";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { AUDIT_ACTIONS } from "@/lib/domain/audit/actions";
import { AUDIT_FIELDS } from "@/lib/domain/audit/fields";
import { LANGUAGES } from "@/lib/domain/format";
import type { Messages } from "@/lib/messages/load-messages";
import { FILE_NAMESPACES, loadFileMessages, loadPageMessages, NAMESPACES } from "./messages";

/** The namespace of a translator that was passed as an argument is known elsewhere. */
const OPEN = "?";
const FOLDERS = ["app", "components", "lib/client", "lib/server"];

/** `key` is exact or a pattern; `open` when its namespace is known only to the caller. */
type Use = { file: string; key: RegExp; text: string; open: boolean };

const catalogues = new Map(LANGUAGES.map((language) => [language, readCatalogue(language)]));
const english = catalogues.get("en") ?? new Map<string, string>();
const uses = FOLDERS.flatMap(sourcesUnder).flatMap(usesIn);

describe.each(LANGUAGES)("%s", (language) => {
  const texts = catalogues.get(language) ?? new Map<string, string>();

  test("has a file for each namespace and no other", () => {
    const files = readdirSync(`lib/messages/${language}`).map((name) => name.split(".")[0]);
    expect(files.toSorted()).toEqual([...NAMESPACES, ...FILE_NAMESPACES].toSorted());
  });

  test("has exactly the keys of English, with the same arguments", () => {
    expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    const changed = [...texts].filter(
      ([key, text]) => listArguments(text) !== listArguments(english.get(key) ?? ""),
    );
    expect(changed.map(([key]) => key)).toEqual([]);
  });

  test("leaves no word empty", () => {
    expect([...texts].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("is in the syntax of messages, as the build compiles it", async () => {
    const results = await Promise.all([...texts].map(([key, text]) => compile(key, text)));
    expect(results.filter((failure) => failure !== null)).toEqual([]);
  });

  test("is what a file may say, and a page is given what pages say", async () => {
    const keys = [...texts.keys()].toSorted();
    expect([...flatten(await loadFileMessages(language)).keys()].toSorted()).toEqual(keys);
    const ofFiles = FILE_NAMESPACES.map((name) => `${name}.`);
    const ofPages = keys.filter((key) => !ofFiles.some((name) => key.startsWith(name)));
    expect([...flatten(await loadPageMessages(language)).keys()].toSorted()).toEqual(ofPages);
  });
});

test("every action of the audit trail has a text", () => {
  const keys = AUDIT_ACTIONS.map((action) => `activity.actions.${action.replaceAll(".", "_")}`);
  expect(keys.filter((key) => !english.has(key))).toEqual([]);
});

test("every field that the audit trail records has a text in each language", () => {
  for (const texts of catalogues.values()) {
    expect(AUDIT_FIELDS.filter((field) => !texts.has(`audit.fields.${field}`))).toEqual([]);
  }
});

test("every key that a screen asks for exists", () => {
  const keys = [...english.keys()];
  const missing = uses.filter(({ key }) => !keys.some((known) => key.test(known)));
  expect(missing.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
});

test("no key is kept that nothing asks for", () => {
  const unused = [...english.keys()].filter((known) => !uses.some(({ key }) => key.test(known)));
  expect(unused).toEqual([]);
});

/** Null for a text that the loader of the build compiles. */
function compile(key: string, text: string): Promise<string | null> {
  return new Promise((resolve) => {
    catalogLoader.call(
      {
        rootContext: ".",
        resourcePath: "lib/messages/one.json",
        getOptions: () => ({ messages: { format: "json", precompile: true } }),
        async: () => (error: Error | null) =>
          resolve(error === null ? null : `${key}: ${error.message}`),
      } as never,
      JSON.stringify({ text }),
    );
  });
}

function readCatalogue(language: string): Map<string, string> {
  const entries = readdirSync(`lib/messages/${language}`).map((name) => {
    const text = readFileSync(`lib/messages/${language}/${name}`, "utf8");
    return [name.split(".")[0] ?? "", JSON.parse(text) as Messages] as const;
  });
  return flatten(Object.fromEntries(entries));
}

function flatten(messages: Messages, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([name, value]): [string, string][] =>
      typeof value === "string"
        ? [[prefix + name, value]]
        : [...flatten(value, `${prefix}${name}.`)],
    ),
  );
}

/** Lists the arguments and tags of a text, and of the texts of its plural and select forms. */
function listArguments(text: string): string {
  const found = new Set([...text.matchAll(/<(\w+)>/g)].map(([, name = ""]) => `<${name}>`));
  collectArguments(text, found);
  return [...found].toSorted().join(" ");
}

function collectArguments(text: string, found: Set<string>): void {
  for (const inner of bracesIn(text)) {
    const [name = "", kind = ""] = inner.split(",").map((part) => part.trim());
    found.add(name);
    if (!/^(plural|select|selectordinal)$/.test(kind)) continue;
    for (const form of bracesIn(inner)) collectArguments(form, found);
  }
}

/** Returns what is between the outermost braces, one text for each pair. */
function bracesIn(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "{" && depth++ === 0) start = at + 1;
    if (text[at] === "}" && --depth === 0) found.push(text.slice(start, at));
  }
  return found;
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => `${folder}/${path}`);
}

function usesIn(file: string): Use[] {
  const text = readFileSync(file, "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: Use[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node)) found.push(...listUses(node, file));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function listUses(call: ts.CallExpression, file: string): Use[] {
  const direct = readNamespace(call.expression);
  const callee = ts.isPropertyAccessExpression(call.expression)
    ? call.expression.expression
    : call.expression;
  const [argument] = call.arguments;
  if (argument === undefined) return [];
  const namespace = direct ?? (ts.isIdentifier(callee) ? findNamespace(callee) : null);
  if (namespace === null) return [];
  const open = namespace === OPEN;
  const prefix = open ? ".*\\." : namespace === "" ? "" : `${escape(namespace)}\\.`;
  return buildPatterns(argument).map((pattern) => ({
    file,
    open,
    text: call.getText(),
    key: new RegExp(`^${prefix}${pattern}$`),
  }));
}

/** Finds the nearest declaration of this name; null when it is not a translator. */
function findNamespace(name: ts.Identifier): string | null {
  for (let scope: ts.Node = name; scope.parent !== undefined; scope = scope.parent) {
    const block = scope.parent;
    if (ts.isFunctionLike(block)) {
      const parameter = block.parameters.find((one) => declares(one.name, name.text));
      if (parameter !== undefined) return name.text === "t" ? OPEN : null;
    }
    if (!ts.isBlock(block) && !ts.isSourceFile(block)) continue;
    for (const statement of block.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const declaration of statement.declarationList.declarations) {
        if (!declares(declaration.name, name.text)) continue;
        return declaration.initializer === undefined
          ? null
          : readNamespace(declaration.initializer);
      }
    }
  }
  return null;
}

function declares(name: ts.BindingName, wanted: string): boolean {
  if (ts.isIdentifier(name)) return name.text === wanted;
  return name.elements.some(
    (element) => ts.isBindingElement(element) && declares(element.name, wanted),
  );
}

/** Reads `useTranslations("a.b")`, awaited or in brackets; "" when it names no namespace. */
function readNamespace(node: ts.Node): string | null {
  if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node)) {
    return readNamespace(node.expression);
  }
  if (!ts.isCallExpression(node) || !/^(use|get)Translations$/.test(node.expression.getText())) {
    return null;
  }
  const [argument] = node.arguments;
  if (argument === undefined) return "";
  return ts.isStringLiteralLike(argument) ? argument.text : OPEN;
}

/** A key is exact where it is written out; where it is computed, any text is possible. */
function buildPatterns(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [escape(node.text)];
  if (ts.isConditionalExpression(node)) {
    return [...buildPatterns(node.whenTrue), ...buildPatterns(node.whenFalse)];
  }
  if (ts.isBinaryExpression(node))
    return [...buildPatterns(node.left), ...buildPatterns(node.right)];
  if (ts.isParenthesizedExpression(node)) return buildPatterns(node.expression);
  if (!ts.isTemplateExpression(node)) return ["[^.]+"];
  const spans = node.templateSpans.map(({ literal }) => `[^.]+${escape(literal.text)}`);
  return [escape(node.head.text) + spans.join("")];
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
