import "server-only";

/**
 * Reads a till count file into rows and faults. It reads the whole file, so that it reports every
 * fault.
 */
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { CsvError, parse, type Parser } from "csv-parse";
import { IMPORT_ROWS_MAX, REJECTED_ROWS_MAX } from "@/lib/contracts/till-count";
import {
  type CountRow,
  type FileCentre,
  findRepeated,
  type Heading,
  isEmptyRow,
  readCountRow,
  readHeading,
  type RowFault,
  type Separator,
} from "@/lib/domain/till-count/import-row";
import { refuseFile } from "./import-text";

const HEADING_CHARACTERS_MAX = 4_096;
const RECORD_CHARACTERS_MAX = 8_192;

export type FileRead = {
  counts: CountRow[];
  /** The faults in the order of the file; at most REJECTED_ROWS_MAX of `faultCount`. */
  faults: RowFault[];
  faultCount: number;
  ignored: string[];
};

export async function readCountFile(
  text: AsyncGenerator<string>,
  centreOf: (centreId: string) => FileCentre | null,
): Promise<FileRead> {
  const { separator, whole } = await startOf(text);
  const read: FileRead = { counts: [], faults: [], faultCount: 0, ignored: [] };
  const seen = new Map<string, number>();
  let heading: Heading | null = null;
  let row = 0;
  const parser = parserFor(separator);
  // A failure of the source or of the parser reaches the loop below through the parser itself.
  void pipeline(Readable.from(whole), parser).catch(() => undefined);
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (isEmptyRow(cells)) continue;
      if (heading === null) {
        const found = readHeading(cells);
        if (Array.isArray(found)) return { ...read, faults: found, faultCount: found.length };
        heading = found;
        read.ignored = found.ignored;
        continue;
      }
      take(read, seen, readCountRow({ row, cells, heading, separator, centreOf }));
      if (read.counts.length + read.faultCount > IMPORT_ROWS_MAX) throw refuseFile("too-many-rows");
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser reads ahead of this loop and drops those rows, so the number is the error's.
    const before = Number(error.records);
    note(read, { row: before + 1, column: null, code: "quotes", value: "" });
  }
  if (read.faultCount > 0) return read;
  if (heading === null) throw refuseFile("empty");
  if (read.counts.length === 0) throw refuseFile("no-rows");
  return read;
}

function take(read: FileRead, seen: Map<string, number>, found: CountRow | RowFault[]): void {
  if (Array.isArray(found)) {
    for (const fault of found) note(read, fault);
    return;
  }
  const repeated = findRepeated(seen, found);
  if (repeated === null) read.counts.push(found);
  else note(read, repeated);
}

function note(read: FileRead, fault: RowFault): void {
  read.faultCount += 1;
  if (read.faults.length < REJECTED_ROWS_MAX) read.faults.push(fault);
}

/** Inspects the heading, and returns it together with the rest. */
async function startOf(text: AsyncGenerator<string>) {
  let start = "";
  while (!/[\r\n]/.test(start.trimStart()) && start.length < HEADING_CHARACTERS_MAX) {
    const next = await text.next();
    if (next.done === true) break;
    start += next.value;
  }
  const line = start.trimStart().split(/[\r\n]/, 1)[0] ?? "";
  const separator: Separator = line.includes(";") ? ";" : ",";
  async function* whole(): AsyncGenerator<string> {
    yield start;
    yield* text;
  }
  return { separator, whole: whole() };
}

/**
 * The parser accepts any number of cells, so that the fault is reported with the number of the row.
 */
function parserFor(separator: Separator): Parser {
  return parse({
    delimiter: separator,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: RECORD_CHARACTERS_MAX,
  });
}
