import "server-only";

/**
 * Reads the guides in docs/guides, which the help pages show. A guide has a translation for each
 * language in a folder of that name, with the same sections in the same order.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { lexer, type Token } from "marked";
import { readLanguage } from "@/lib/domain/format";

export const GUIDES = ["counters", "finance", "administrators"] as const;
export type GuideName = (typeof GUIDES)[number];

export type Guide = {
  title: string;
  /** The blocks below the title, in CommonMark with tables. */
  tokens: Token[];
  sections: GuideSection[];
};

/** The id comes from the English heading, so that an address works in every language. */
type GuideSection = { id: string; heading: string };

const FOLDER = join("docs", "guides");

export function isGuideName(name: string): name is GuideName {
  return GUIDES.some((guide) => guide === name);
}

export async function readGuide(name: GuideName, locale: string): Promise<Guide> {
  const language = readLanguage(locale);
  const english = await readParsed(`${name}.md`);
  const ids = english.headings.map(slugOf);
  const { title, tokens, headings } =
    language === "en" ? english : await readParsed(join(language, `${name}.md`));
  const sections = headings.map((heading, index) => ({
    id: ids.at(index) ?? slugOf(heading),
    heading,
  }));
  return { title, tokens, sections };
}

async function readParsed(path: string) {
  // oxlint-disable-next-line security/detect-non-literal-fs-filename -- of two enumerations
  const tokens = lexer(await readFile(join(FOLDER, path), "utf8"));
  const title = tokens.find((token) => token.type === "heading" && token.depth === 1);
  const headings = tokens.flatMap((token) =>
    token.type === "heading" && token.depth === 2 ? [String(token.text)] : [],
  );
  return {
    title: title?.type === "heading" ? String(title.text) : "",
    tokens: tokens.filter((token) => token !== title && token.type !== "space"),
    headings,
  };
}

/** As GitHub makes the anchors of headings, for the characters that the guides use. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-");
}
