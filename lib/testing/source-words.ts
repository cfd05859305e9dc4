/** Finds banned words in the names that a file declares, in its comments and in its path. */
import ts from "typescript";
import { BANNED_WORDS, type BannedWord, EXEMPTIONS } from "./banned-words";
import type { Source } from "./source-tree";

type Found = { text: string; at: number };

const byWhere = (where: BannedWord["where"][number]) =>
  BANNED_WORDS.filter((banned) => banned.where.includes(where));
const OF_NAMES = byWhere("name").map((banned) => ({ ...banned, parts: banned.word.split(" ") }));
const OF_COMMENTS = byWhere("comment").map((banned) => ({
  ...banned,
  pattern: new RegExp(`\\b${banned.word}\\b`, "i"),
}));
/** Almost no comment has any of them, and one search finds that out. */
const ANY_OF_COMMENTS = new RegExp(
  OF_COMMENTS.map(({ pattern }) => `(?:${pattern.source})`).join("|"),
  "i",
);

/** Formats each finding as one line that tells what to write instead. */
export function findBannedWords({ path, text }: Pick<Source, "path" | "text">): string[] {
  const { names, comments } = readSourceWords(path, text);
  const lineAt = (at: number) => text.slice(0, at).split("\n").length;
  const inNames = [{ text: path, at: 0 }, ...names].flatMap(({ text: name, at }) =>
    findInName(name, path).map(({ word, instead }) => ({ at, word, instead, name })),
  );
  const inComments = comments.flatMap(({ text: comment, at }) =>
    findInComment(comment).map(({ word, instead }) => ({ at, word, instead, name: "a comment" })),
  );
  return [...inNames, ...inComments].map(
    ({ at, word, instead, name }) =>
      `${path}:${lineAt(at)}: “${word}” in ${name}; write ${instead} instead`,
  );
}

function findInName(name: string, path: string): BannedWord[] {
  const found = findInAnyName(name);
  if (found.length === 0) return found;
  const isExempt = EXEMPTIONS.some(({ names, paths }) => names.test(name) && paths.test(path));
  return isExempt ? [] : found;
}

/** The tree declares the same few thousand names over and over. */
const foundByName = new Map<string, BannedWord[]>();

function findInAnyName(name: string): BannedWord[] {
  const known = foundByName.get(name);
  if (known !== undefined) return known;
  const parts = splitName(name);
  const found = OF_NAMES.filter(({ parts: banned }) =>
    parts.some((_, start) => banned.every((part, at) => parts[start + at] === part)),
  );
  foundByName.set(name, found);
  return found;
}

function findInComment(comment: string): BannedWord[] {
  const sentence = unwrap(comment);
  if (!ANY_OF_COMMENTS.test(sentence)) return [];
  return OF_COMMENTS.filter(({ pattern }) => pattern.test(sentence));
}

/** Joins the lines of a comment, because a phrase may be divided between two of them. */
function unwrap(comment: string): string {
  return comment.replace(/\s*\n\s*(?:\*|\/\/)?\s*/g, " ");
}

/** "readDayIDs", "READ_DAY_IDS" and "read-day-ids" consist of the words read, day and ids. */
function splitName(name: string): string[] {
  const parts = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return parts.map((part) => part.toLowerCase());
}

/** Most files have no such word anywhere, and only the others are parsed. */
function readSourceWords(path: string, text: string): { names: Found[]; comments: Found[] } {
  const mayNameOne = listIdentifiers(text).some((name) => findInAnyName(name).length > 0);
  const mayCommentOnOne = ANY_OF_COMMENTS.test(unwrap(text));
  if (!mayNameOne && !mayCommentOnOne) return { names: [], comments: [] };
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return {
    names: mayNameOne ? listNames(file) : [],
    comments: mayCommentOnOne ? listComments(file) : [],
  };
}

/** All that may be an identifier, words of texts and comments included. */
function listIdentifiers(text: string): readonly string[] {
  return text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [];
}

function listNames(file: ts.SourceFile): Found[] {
  const names: Found[] = [];
  const visit = (node: ts.Node): void => {
    const name = declaredName(node);
    if (name !== null) names.push({ text: name.text, at: name.getStart(file) });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

function listComments(file: ts.SourceFile): Found[] {
  const { text } = file;
  const comments = new Map<number, Found>();
  const add = (ranges: readonly ts.CommentRange[] = []) => {
    for (const { pos, end } of ranges) comments.set(pos, { text: text.slice(pos, end), at: pos });
  };
  const visit = (node: ts.Node): void => {
    if (!ts.isJsxText(node)) {
      add(ts.getLeadingCommentRanges(text, node.pos));
      add(ts.getTrailingCommentRanges(text, node.end));
    }
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  return [...comments.values()];
}

/** Another module or package chose the name of an import; an alias is our own. */
function declaredName(node: ts.Node): ts.Identifier | ts.PrivateIdentifier | null {
  if (ts.isPropertyAccessExpression(node) || ts.isMetaProperty(node)) return null;
  if (ts.isJsxAttribute(node) || ts.isExportSpecifier(node)) return null;
  if (ts.isImportSpecifier(node) && node.propertyName === undefined) return null;
  const name = "name" in node ? (node.name as ts.Node | undefined) : undefined;
  if (name === undefined) return null;
  return ts.isIdentifier(name) || ts.isPrivateIdentifier(name) ? name : null;
}
