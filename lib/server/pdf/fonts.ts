import "server-only";

/**
 * The typeface of everything printed: DejaVu Sans Condensed, which covers every script of Europe,
 * and also Arabic and Hebrew. A character that it lacks is drawn as a box, never omitted.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ParsedFont, parseFont } from "./kit-internals";

export type Weight = "regular" | "bold";

let cached: Promise<Record<Weight, ParsedFont>> | undefined;

/**
 * The fonts are parsed once: their tables take several times as long to decode as a document of one
 * page takes to draw.
 */
export function loadFonts(): Promise<Record<Weight, ParsedFont>> {
  cached ??= read();
  // The next document tries again to read a file that could not be read.
  cached.catch(() => (cached = undefined));
  return cached;
}

/** Written out, the paths have the build trace these two files; as variables, the whole project. */
async function read(): Promise<Record<Weight, ParsedFont>> {
  const [regular, bold] = await Promise.all([
    readFile(join(process.cwd(), "node_modules/dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf")),
    readFile(join(process.cwd(), "node_modules/dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf")),
  ]);
  return { regular: parseFont(regular), bold: parseFont(bold) };
}
