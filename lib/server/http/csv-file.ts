import "server-only";

/**
 * Reads a CSV file with a heading that somebody saved from a spreadsheet, and refuses it as a
 * whole.
 */
import { parse } from "csv-parse/sync";
import { AppError } from "../app-error";
import { decodeText, readBytes } from "./body";
import { scanBytes } from "./scanned-body";

/** The limit is enforced whatever length the request declares. */
export async function readFileText(
  request: Request,
  bytesMax: number,
  refusal: string,
): Promise<string> {
  const body = await readBytes(request, bytesMax, refusal);
  await scanBytes(body);
  return decodeText(body, "The file is not UTF-8. Save it as “CSV UTF-8”.");
}

/** A row may be named several times, once for each thing that is wrong in it. */
export function rejectRows(
  rejected: readonly { row: number }[],
  outcome = "Nothing was stored.",
): never {
  const rows = new Set(rejected.map(({ row }) => row)).size;
  const message = `${rows} ${rows === 1 ? "row is" : "rows are"} wrong. ${outcome}`;
  throw new AppError("REJECTED_ROWS", message, { extra: { rejected } });
}

/** Rows are numbered as in a spreadsheet: the heading is row 1. */
export type TableRow<Column> = { row: number; cell: (name: Column) => string };

export type TableFault<Column> = {
  row: number;
  code: "not-csv" | "column-missing" | "no-rows" | "too-many";
  /** The columns that the heading lacks. */
  missing: Column[];
};

type Wanted<Column> = { columns: readonly Column[]; rowsMax: number };

/**
 * Columns are found by their names, in any order and case; those wanted must be there. Cells come
 * without outer spaces.
 */
export function readTable<Column extends string>(
  text: string,
  { columns, rowsMax }: Wanted<Column>,
): { rows: TableRow<Column>[] } | { fault: TableFault<Column> } {
  const parsed = parseCsv(text);
  if ("wrongRow" in parsed) return refuse(parsed.wrongRow, "not-csv");
  const [heading = [], ...rows] = parsed.rows;
  const names = heading.map((name) => name.trim().toLowerCase());
  const missing = columns.filter((name) => !names.includes(name));
  if (missing.length > 0) return refuse(1, "column-missing", missing);
  if (rows.length === 0) return refuse(1, "no-rows");
  if (rows.length > rowsMax) return refuse(rowsMax + 2, "too-many");
  return {
    rows: rows.map((cells, at) => ({
      row: at + 2,
      cell: (name) => cells[names.indexOf(name)]?.trim() ?? "",
    })),
  };
}

function refuse<Column>(row: number, code: TableFault<Column>["code"], missing: Column[] = []) {
  return { fault: { row, code, missing } };
}

/** The parsed rows, or the row at which a quotation mark is wrong. */
type ParsedCsv = { rows: string[][] } | { wrongRow: number };

function parseCsv(text: string): ParsedCsv {
  try {
    const rows: string[][] = parse(text, {
      bom: true,
      delimiter: detectDelimiter(text),
      relax_column_count: true,
      skip_empty_lines: true,
    });
    return { rows };
  } catch (error) {
    const line = typeof error === "object" && error !== null && "lines" in error ? error.lines : 1;
    return { wrongRow: typeof line === "number" ? line : 1 };
  }
}

/** Spreadsheets in many languages save with semicolons. */
function detectDelimiter(text: string): string {
  const heading = text.slice(0, 1_000).split(/\r?\n/)[0] ?? "";
  return heading.includes(";") && !heading.includes(",") ? ";" : ",";
}
