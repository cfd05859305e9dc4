/** Checks that the guides are alike in every language, and drawn in full. */
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import type { Token, Tokens } from "marked";
import { LANGUAGES } from "@/lib/domain/format";
import { GUIDES, readGuide } from "./guide";

/** What components/help/guide-text.tsx draws; anything else would be left out of the page. */
const DRAWN = [
  ["heading", "paragraph", "text", "list", "list_item", "table", "code", "space"],
  ["strong", "em", "codespan", "image", "link", "escape"],
].flat();

const everyGuide = LANGUAGES.flatMap((language) => GUIDES.map((name) => ({ language, name })));

test.each(everyGuide)("$name in $language has the sections of the English one", async (guide) => {
  const [english, translated] = await Promise.all([
    readGuide(guide.name, "en"),
    readGuide(guide.name, guide.language),
  ]);
  expect(translated.title).not.toBe("");
  expect(translated.sections.map(({ id }) => id)).toEqual(english.sections.map(({ id }) => id));
  expect(picturesOf(translated.tokens)).toEqual(picturesOf(english.tokens));
  const kinds = flat(translated.tokens).map(({ type }) => type);
  expect(kinds.filter((kind) => !DRAWN.includes(kind))).toEqual([]);
});

test("pictures of the guides exist", async () => {
  const guides = await Promise.all(GUIDES.map((name) => readGuide(name, "en")));
  const names = guides.flatMap(({ tokens }) => picturesOf(tokens));
  expect(names.filter((name) => !existsSync(`docs/pictures/${name}`))).toEqual([]);
  expect(names.length).toBeGreaterThan(0);
});

function picturesOf(tokens: readonly Token[]): string[] {
  return flat(tokens).flatMap((token) =>
    token.type === "image" ? [(token as Tokens.Image).href.replace(/^.*\//, "")] : [],
  );
}

/** All tokens, outer and inner. */
function flat(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    const inner = "tokens" in token && token.tokens !== undefined ? flat(token.tokens) : [];
    const items = token.type === "list" ? flat((token as Tokens.List).items) : [];
    const { header = [], rows = [] } = token.type === "table" ? (token as Tokens.Table) : {};
    const cells = [...header, ...rows.flat()].flatMap((cell) => flat(cell.tokens));
    return [token, ...inner, ...items, ...cells];
  });
}
