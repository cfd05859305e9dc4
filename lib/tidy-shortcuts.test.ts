/** Compares the keys that the screens handle with those that the list of shortcuts names. */
import ts from "typescript";
import { expect, test } from "vitest";
import { SHORTCUT_GROUPS } from "../components/shell/shortcut-list";
import { listNavigation } from "../components/shell/navigation";
import { PERMISSIONS } from "./domain/permission";
import { listSourcesIn } from "./testing/source-tree";

/** Keys of editing and of menus work as everywhere else, and need no mention. */
const USUAL = ["ArrowLeft", "ArrowRight", "Tab", "Backspace", "Delete"];
const NAMED = /^(?:Arrow\w+|Enter|Escape|Page\w+|Home|End| |\+|-)$/;

const sources = listSourcesIn("components").filter(
  ({ path }) => !path.endsWith("shortcut-list.ts"),
);
const listed = new Set<string>(
  SHORTCUT_GROUPS.flatMap(({ rows }) => rows.flatMap(({ binds }) => binds)),
);

function parse({ path, text }: (typeof sources)[number]): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

function visitAll(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  node.forEachChild((child) => visitAll(child, see));
}

/** The keys of the maps that `useShortcuts` is called with. */
function listBound(file: ts.SourceFile): string[] {
  const keys: string[] = [];
  visitAll(file, (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== "useShortcuts") return;
    const [map] = node.arguments;
    if (map === undefined || !ts.isObjectLiteralExpression(map)) return;
    for (const { name } of map.properties) {
      if (name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name))) {
        keys.push(name.text);
      }
    }
  });
  return keys;
}

/** The named keys that a file with a handler of its own mentions. */
function listMentioned(file: ts.SourceFile): string[] {
  if (!/on[Kk]ey[Dd]own|"keydown"|KeyboardEvent/.test(file.text)) return [];
  const keys: string[] = [];
  visitAll(file, (node) => {
    const isName = ts.isIdentifier(node) && ts.isPropertyAssignment(node.parent);
    if ((ts.isStringLiteral(node) || isName) && NAMED.test(node.text)) keys.push(node.text);
  });
  return keys;
}

const bound = sources.flatMap((source) => listBound(parse(source)));
const mentioned = sources.flatMap((source) => listMentioned(parse(source)));
const led = listNavigation(PERMISSIONS, { hasFunds: true }).flatMap(({ key }) =>
  key === undefined ? [] : [`g ${key}`],
);

test("every key that is handled is in the list of shortcuts", () => {
  const handled = new Set([...bound, ...mentioned, ...led]);
  expect([...handled].filter((key) => !listed.has(key) && !USUAL.includes(key))).toEqual([]);
});

test("every key in the list of shortcuts is handled", () => {
  const handled = new Set([...bound, ...mentioned, ...led]);
  const withControl = (key: string) => key.startsWith("Control+");
  expect([...listed].filter((key) => !handled.has(key) && !withControl(key))).toEqual([]);
});
