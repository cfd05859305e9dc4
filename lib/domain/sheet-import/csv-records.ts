/**
 * Turns the rows of a CSV file into records such as those of a flat response, so that the same
 * field map reads both. An empty cell is null and never zero.
 */
import type { JsonObject } from "../field-map/field-map";
import type { SheetFault } from "./import-fault";

export type CsvRow = { row: number; cells: readonly string[] };
export type CsvRecords = {
  records: JsonObject[];
  /** The row of each record, as a spreadsheet numbers it. */
  rows: number[];
  faults: SheetFault[];
};

/** Tells the separator from the heading. */
export function findSeparator(heading: string): "\t" | ";" | "," {
  return heading.includes("\t") ? "\t" : heading.includes(";") ? ";" : ",";
}

/** `commas` is false where the field map itself names the decimal mark. */
export function readCsvRecords(lines: readonly CsvRow[], commas: boolean): CsvRecords {
  const [head, ...body] = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const names = (head?.cells ?? []).map((cell) => cell.trim());
  const read: CsvRecords = { records: [], rows: [], faults: [] };
  const refuse = (code: SheetFault["code"], row: number, value: string) =>
    read.faults.push({ code, row, path: null, value });
  const wrong = names.find((name, at) => name === "" || names.indexOf(name) !== at);
  if (head === undefined || wrong !== undefined) {
    refuse("heading", head?.row ?? 1, wrong ?? "");
    return read;
  }
  const readers = names.map((_, column) => {
    const cells = body.map(({ cells: own }) => own[column]?.trim() ?? "");
    return commas && hasDecimalCommas(cells) ? readWithComma : readText;
  });
  for (const { row, cells } of body) {
    if (cells.length !== names.length) {
      refuse("cells", row, `${cells.length} / ${names.length}`);
      continue;
    }
    const values = names.map((name, column) => {
      const cell = cells[column]?.trim() ?? "";
      return [name, cell === "" ? null : (readers[column] ?? readText)(cell)] as const;
    });
    read.records.push(Object.fromEntries(values));
    read.rows.push(row);
  }
  return read;
}

// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const COMMA = /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d{1,2}$/;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const POINT = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)\.\d{1,2}$/;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const WHOLE = /^[+-]?\d{1,3}(?:\.\d{3})+$/;

/**
 * One or two digits behind a comma are decimals. A column with decimal points as well is left as it
 * is, so that the field map refuses what it can't tell.
 */
function hasDecimalCommas(cells: readonly string[]): boolean {
  return cells.some((cell) => COMMA.test(cell)) && !cells.some((cell) => POINT.test(cell));
}

function readWithComma(cell: string): string {
  return COMMA.test(cell) || WHOLE.test(cell)
    ? cell.replaceAll(".", "").replace(",", ".")
    : readText(cell);
}

function readText(cell: string): string {
  return cell;
}
