/**
 * Opens files in LibreOffice as it would for a person, and saves them as one flat XML document, in
 * which every cell states its type.
 */
import { spawnSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { join, parse } from "node:path";

export type OpenedCell = {
  formula: string | null;
  /** "string", "float", "date" …; null when the cell is empty. */
  type: string | null;
  value: string;
  text: string;
};

const PROGRAMS = ["soffice", "libreoffice"];

export function officeProgram(): string | null {
  return PROGRAMS.find((name) => spawnSync(name, ["--version"]).status === 0) ?? null;
}

/**
 * Comma, quotes, UTF-8, English; numbers, dates and formulas are recognised, also in quoted cells:
 * this is the worst that can happen to a file.
 */
const CSV_FILTER = "CSV:44,34,76,1,,1033,false,true,false,false,false,-1,true";

export function openInOffice(program: string, dir: string, paths: readonly string[]): string[] {
  const csv = paths.some((path) => path.endsWith(".csv"));
  const { status, stderr } = spawnSync(program, [
    "--headless",
    "--norestore",
    `-env:UserInstallation=file://${join(dir, "profile")}`,
    ...(csv ? [`--infilter=${CSV_FILTER}`] : []),
    "--convert-to",
    "fods",
    "--outdir",
    join(dir, "opened"),
    ...paths,
  ]);
  if (status !== 0) throw new Error(`LibreOffice can't open the files: ${String(stderr)}`);
  return paths.map((path) => join(dir, "opened", `${parse(path).name}.fods`));
}

const ROW_END = "</table:table-row>";

/** Reads the rows of the first sheet. */
export async function* openedRows(path: string): AsyncGenerator<OpenedCell[]> {
  let open = "";
  for await (const piece of createReadStream(path, "utf8")) {
    const parts = (open + String(piece)).split(ROW_END);
    open = parts.pop() ?? "";
    for (const part of parts) {
      yield cellsIn(part.slice(part.indexOf("<table:table-row")));
    }
    if (open.includes("</table:table>")) return;
  }
}

const CELL = /<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs;

function cellsIn(row: string): OpenedCell[] {
  return [...row.matchAll(CELL)].flatMap(([, attributes = "", content = ""]) => {
    // oxlint-disable-next-line security/detect-non-literal-regexp -- of names and digits of ours
    const of = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1] ?? null;
    const type = of("office:value-type");
    const cell: OpenedCell = {
      formula: of("table:formula"),
      type,
      value: of("office:value") ?? of("office:date-value") ?? of("office:boolean-value") ?? "",
      text: decodeText(content),
    };
    const repeated = Number(of("table:number-columns-repeated") ?? 1);
    return Array.from({ length: Math.min(repeated, 100) }, () => cell);
  });
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeText(content: string): string {
  const paragraphs = [...content.matchAll(/<text:p(?:\/>|[^>]*?>(.*?)<\/text:p>)/gs)];
  return paragraphs
    .map(([, inner = ""]) =>
      inner
        // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
        .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count = "1") => " ".repeat(Number(count)))
        .replace(/<text:tab\/>/g, "\t")
        .replace(/<text:line-break\/>/g, "\n")
        .replace(/<[^>]*>/g, "")
        .replace(/&#x([0-9a-fA-F]+);/g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
        .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
        .replace(/&(\w+);/g, (all, name) => ENTITIES[name as string] ?? String(all)),
    )
    .join("\n");
}
