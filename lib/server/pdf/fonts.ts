import "server-only";

/**
 * The typeface of everything printed: DejaVu Sans Condensed, which covers every script of Europe,
 * and Arabic and Hebrew besides. What it lacks is drawn as a box, never left out.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

export type Weight = "regular" | "bold";

const FILES: Record<Weight, string> = {
  regular: join(process.cwd(), "node_modules/dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf"),
  bold: join(process.cwd(), "node_modules/dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf"),
};

let cached: Promise<Record<Weight, Buffer>> | undefined;

/** Read once: a file takes more than half a megabyte, and every document wants it. */
export function loadFonts(): Promise<Record<Weight, Buffer>> {
  cached ??= read();
  // A file that could not be read is asked for again by the next document.
  cached.catch(() => (cached = undefined));
  return cached;
}

async function read(): Promise<Record<Weight, Buffer>> {
  const [regular, bold] = await Promise.all([readFile(FILES.regular), readFile(FILES.bold)]);
  return { regular, bold };
}
