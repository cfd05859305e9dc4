/** Extracts the text of each page of a PDF file, line by line. */
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

export type ReadPdf = { pages: string[][]; info: Record<string, unknown>; sizes: number[][] };

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: true, verbosity: 0 });
  const document = await task.promise;
  const pages: string[][] = [];
  const sizes: number[][] = [];
  for (let at = 1; at <= document.numPages; at += 1) {
    const page = await document.getPage(at);
    const { items } = await page.getTextContent();
    pages.push(linesOf(items.filter((item) => "str" in item)));
    sizes.push(page.view.slice(2).map(Math.round));
  }
  const { info } = await document.getMetadata();
  await task.destroy();
  return { pages, sizes, info: info as Record<string, unknown> };
}

type Item = { str: string; transform: number[] };

/** Items at one height form a line, from left to right, with "|" between those that are apart. */
function linesOf(items: readonly Item[]): string[] {
  const lines = new Map<number, { x: number; text: string }[]>();
  for (const { str, transform } of items) {
    if (str.trim() === "") continue;
    const y = Math.round(transform[5] ?? 0);
    lines.set(y, [...(lines.get(y) ?? []), { x: transform[4] ?? 0, text: str }]);
  }
  return [...lines]
    .sort(([a], [b]) => b - a)
    .map(([, parts]) => parts.toSorted((a, b) => a.x - b.x).map(({ text }) => text))
    .map((parts) => parts.join("|"));
}
