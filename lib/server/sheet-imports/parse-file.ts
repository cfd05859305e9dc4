import "server-only";

/** Parses a file into the JSON that the field map reads, whatever the file's own format. */
import { CsvError, parse } from "csv-parse/sync";
import type { FieldMap, Json } from "@/lib/domain/field-map/field-map";
import { findSeparator, readCsvRecords } from "@/lib/domain/sheet-import/csv-records";
import type { SheetFault } from "@/lib/domain/sheet-import/import-fault";
import { parseExactly } from "../cashrec/exact-json";
import type { SheetFile } from "./read-files";

export type ParsedFile = {
  file: SheetFile;
  /** JSON, from which the payloads of the sheets are cut. */
  text: string;
  tree: Json;
  map: FieldMap;
  /** The row of each record of a CSV file; null for JSON. */
  rows: number[] | null;
};

export function parseFile(file: SheetFile, map: FieldMap): ParsedFile | SheetFault[] {
  if (file.text === null) return [faultOf("not-text", null)];
  return file.isCsv ? parseCsv(file, file.text, map) : parseJson(file, file.text, map);
}

function parseJson(file: SheetFile, text: string, map: FieldMap): ParsedFile | SheetFault[] {
  try {
    return { file, text, tree: parseExactly(text), map, rows: null };
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
    return [faultOf("not-json", null)];
  }
}

function parseCsv(file: SheetFile, text: string, map: FieldMap): ParsedFile | SheetFault[] {
  const heading = text.trimStart().split(/[\r\n]/, 1)[0] ?? "";
  try {
    const lines: string[][] = parse(text, {
      delimiter: findSeparator(heading),
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: false,
    });
    const numbered = lines.map((cells, at) => ({ row: at + 1, cells }));
    const { records, rows, faults } = readCsvRecords(numbered, map.amounts.decimalMark === null);
    if (faults.length > 0) return faults;
    const json = `[${records.map((record) => JSON.stringify(record)).join(",\n")}]`;
    // The rows are the records, wherever a response has them.
    return { file, text: json, tree: records, map: { ...map, rows: null }, rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return [faultOf("quotes", Number(error.records ?? 0) + 1)];
  }
}

function faultOf(code: SheetFault["code"], row: number | null): SheetFault {
  return { code, row, path: null, value: "" };
}
