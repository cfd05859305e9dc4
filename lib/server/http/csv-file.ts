import "server-only";

/** Parses the text of a CSV file that somebody saved from a spreadsheet. */
import { parse } from "csv-parse/sync";

/** The parsed rows, or the row at which a quotation mark is wrong. */
export type ParsedCsv = { rows: string[][] } | { wrongRow: number };

export function parseCsv(text: string): ParsedCsv {
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
