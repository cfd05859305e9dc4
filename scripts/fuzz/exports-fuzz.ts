/**
 * `npm run exports:fuzz [-- --cells 1000000 --seed 1]`: writes hostile cells with the writers of
 * the product, opens the files in LibreOffice, and compares every cell. It installs nothing, and
 * exits with a non-zero code when a cell is not what it was.
 */
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Cell } from "@/lib/domain/report/report";
import { csvRow } from "@/lib/domain/report/csv";
import { xlsxChunks } from "@/lib/server/exports/xlsx-book";
import { row, seconds, timed, title } from "../figures/report";
import { COLUMNS, fuzzedRows } from "./cells";
import { type Format, wrongIn } from "./judge";
import { officeProgram, openedRows, openInOffice } from "./office";
import { exitWithError } from "../process/print";
import { readOptionsOrExit } from "../process/read-options";

const FILE_ROWS = 10_000;
const SHOWN_MAX = 20;

const { values } = readOptionsOrExit({
  options: {
    cells: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
  },
});

try {
  process.exitCode = (await fuzz(Number(values.cells), Number(values.seed))) ? 0 : 1;
} catch (error) {
  exitWithError(error);
}

type File = { path: string; rows: number; seed: number };

async function fuzz(cells: number, seed: number): Promise<boolean> {
  if (!(cells > 0)) throw new Error("--cells is a number above 0.");
  const program = officeProgram();
  if (program === null) {
    throw new Error(
      "LibreOffice is not installed. On Debian: " +
        "apt-get install --no-install-recommends libreoffice-calc",
    );
  }
  const dir = mkdtempSync(join(tmpdir(), "counterfoil-fuzz-"));
  mkdirSync(join(dir, "opened"));
  try {
    title(`Nasty cells in files that LibreOffice opens, seed ${seed}`);
    const csv = await judge("csv", { program, dir, cells, seed });
    return (await judge("xlsx", { program, dir, cells, seed })) && csv;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

type Task = { program: string; dir: string; cells: number; seed: number };

async function judge(format: Format, { program, dir, cells, seed }: Task): Promise<boolean> {
  const done = { cells: 0, formulas: 0, wrong: 0 };
  const { ms } = await timed(async () => {
    const files = writeFiles(format, { dir, seed, rows: Math.ceil(cells / COLUMNS) });
    for (const file of files) {
      await write(format, file);
      const [opened = ""] = openInOffice(program, dir, [file.path]);
      await compare(format, file, opened, done);
      rmSync(file.path);
      rmSync(opened);
    }
  });
  const count = done.cells.toLocaleString("en");
  row(`${format.toUpperCase()}: cells opened`, count, seconds(ms));
  row("  live formulas", String(done.formulas));
  row("  texts, numbers or dates that became another", String(done.wrong));
  return done.formulas === 0 && done.wrong === 0;
}

function writeFiles(
  format: Format,
  { dir, seed, rows }: { dir: string; seed: number; rows: number },
) {
  return Array.from({ length: Math.ceil(rows / FILE_ROWS) }, (_, at): File => ({
    path: join(dir, `${format}-${at}.${format}`),
    rows: Math.min(FILE_ROWS, rows - at * FILE_ROWS),
    seed: seed * 1_000 + at,
  }));
}

async function write(format: Format, { path, rows, seed }: File): Promise<void> {
  const heads = Array.from({ length: COLUMNS }, (_, at) => `Head ${at + 1}`);
  const made = fuzzedRows(rows, seed);
  const chunks = format === "csv" ? csvChunks(heads, made) : writeXlsx(heads, made);
  await pipeline(Readable.from(chunks), createWriteStream(path));
}

function* csvChunks(heads: readonly string[], rows: Iterable<Cell[]>): Generator<string> {
  yield csvRow(heads.map((text) => ({ kind: "text", text })));
  for (const cells of rows) yield csvRow(cells);
}

function writeXlsx(heads: readonly string[], rows: Iterable<Cell[]>): AsyncGenerator<Uint8Array> {
  async function* batches() {
    for (const cells of rows) yield await Promise.resolve([{ cells }]);
  }
  return xlsxChunks([
    { name: "Lines", columns: heads.map((head) => ({ head, width: 12 })), rows: batches() },
  ]);
}

async function compare(
  format: Format,
  { path, rows, seed }: File,
  openedPath: string,
  done: { cells: number; formulas: number; wrong: number },
): Promise<void> {
  const opened = openedRows(openedPath);
  await opened.next(); // The first row has the headings.
  for (const cells of fuzzedRows(rows, seed)) {
    const next = await opened.next();
    if (next.done === true) throw new Error(`${path} has too few rows once it is opened.`);
    for (const [at, cell] of cells.entries()) {
      const found = next.value[at] ?? { formula: null, type: null, value: "", text: "" };
      done.cells += 1;
      if (found.formula !== null) done.formulas += 1;
      const wrong = wrongIn(format, cell, found);
      if (wrong === null) continue;
      done.wrong += 1;
      const shown = JSON.stringify({ cell, found }).slice(0, 400);
      if (done.wrong <= SHOWN_MAX) row("", "", `${format}: ${wrong}: ${shown}`);
    }
  }
}
