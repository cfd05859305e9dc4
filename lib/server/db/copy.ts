import "server-only";

/** Copies many rows into one table with COPY, in PostgreSQL's text format and in chunks. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Transaction } from "./sql";

export type CopyValue = string | number | boolean | null;

const PIECE_CHARS = 256 * 1024;

/** The names of the table and the columns must come from code, never from input. */
export async function copyRows(
  { client }: Transaction,
  { table, columns }: { table: string; columns: readonly string[] },
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const target = client.query(copyFrom(`COPY ${table} (${columns.join(", ")}) FROM STDIN`));
  await pipeline(Readable.from(pieces(rows), { objectMode: true }), target);
}

function* pieces(rows: Iterable<readonly CopyValue[]>): Generator<Buffer> {
  let piece = "";
  for (const row of rows) {
    for (let column = 0; column < row.length; column += 1) {
      if (column > 0) piece += "\t";
      piece += textOf(row[column] ?? null);
    }
    piece += "\n";
    if (piece.length >= PIECE_CHARS) {
      yield Buffer.from(piece);
      piece = "";
    }
  }
  if (piece !== "") yield Buffer.from(piece);
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** Above this length, four native searches are faster than a regular expression. */
const SHORT = 256;

function textOf(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value !== "string") return String(value);
  if (value.length > SHORT ? !isSpecial(value) : !SPECIAL.test(value)) return value;
  return value.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char);
}

function isSpecial(text: string): boolean {
  return text.includes("\\") || text.includes("\n") || text.includes("\t") || text.includes("\r");
}
