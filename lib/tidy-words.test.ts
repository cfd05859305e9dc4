/**
 * Names and comments use the terms that everyone uses, as decision 040 wants. The words that are
 * rejected, and what to write instead, are in lib/testing/banned-words.ts.
 */
import { expect, test } from "vitest";
import { BANNED_WORDS, EXEMPTIONS } from "./testing/banned-words";
import { findBannedWords } from "./testing/source-words";
import { sources } from "./testing/source-tree";

/** The table itself contains every word, and this test makes samples of them. */
const OF_THE_RULE = /^lib\/(?:tidy-words\.test|testing\/banned-words)\.ts$/;

/** Reading the whole tree takes seconds, and longer beside other tests. */
const MS_MAX = 180_000;

test("no name, file name or comment has a banned word", { timeout: MS_MAX }, () => {
  const checked = sources.filter(({ path }) => !OF_THE_RULE.test(path));
  expect(checked.flatMap(findBannedWords)).toEqual([]);
});

test.each(BANNED_WORDS)("“$word” is found where it is banned", ({ word, where, instead }) => {
  const finds = (path: string, text: string) =>
    findBannedWords({ path, text }).filter((finding) => finding.includes(`“${word}”`));
  const [first = "", ...rest] = word.split(" ");
  const camel = [first, ...rest.map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))];
  const name = `${camel.join("")}X`;
  const ofName = where.includes("name") ? [expect.stringContaining(instead)] : [];
  expect(finds("lib/a.ts", `export function ${name}() {}`)).toEqual(ofName);
  expect(finds("lib/a.ts", `type A = { ${name}: string };`)).toEqual(ofName);
  expect(finds("lib/a.ts", `const { a: ${name} } = b;`)).toEqual(ofName);
  expect(finds(`lib/${word.replaceAll(" ", "-")}.ts`, "")).toEqual(ofName);
  const ofComment = where.includes("comment") ? [expect.stringContaining(instead)] : [];
  expect(finds("lib/a.ts", `/** It is ${word}. */\nlet a;`)).toEqual(ofComment);
  expect(finds("lib/a.ts", `let a; // It is ${word}.`)).toEqual(ofComment);
  expect(finds("lib/a.tsx", `const a = <p>{/* It is ${word}. */}</p>;`)).toEqual(ofComment);
  expect(finds("lib/a.ts", `const a = "It is ${word}.";`)).toEqual([]);
});

test("every exemption is needed", () => {
  const unused = EXEMPTIONS.filter(
    ({ names, paths }) => !sources.some(({ path, text }) => paths.test(path) && uses(text, names)),
  );
  expect(unused.map(({ reason }) => reason)).toEqual([]);
});

function uses(text: string, names: RegExp): boolean {
  return (text.match(/[A-Za-z_$]+/g) ?? []).some((name) => names.test(name));
}
