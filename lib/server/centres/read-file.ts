import "server-only";

/** Reads a file of centres: every wrong row with its reason, or the centres. It stores nothing. */
import {
  type Centre,
  CENTRE_COLUMNS,
  CENTRES_IN_FILE_MAX,
  centreSchema,
  type ImportedCentres,
} from "@/lib/contracts/centre";
import { readTable, type TableRow } from "../http/csv-file";

export type RejectedRow = ImportedCentres["rejected"][number];
export type CentreFile = { centres: Centre[]; rowOf: Map<string, number>; rejected: RejectedRow[] };

const NOT_CSV = "A quotation mark is not closed, or stands in the middle of a cell.";

type Column = (typeof CENTRE_COLUMNS)[number];

const REQUIRED = CENTRE_COLUMNS.filter((name) => name !== "day_starts_at");

export function readCentreFile(text: string): CentreFile {
  const wanted = { columns: REQUIRED, rowsMax: CENTRES_IN_FILE_MAX };
  const table = readTable<Column>(text, wanted);
  if ("rows" in table) return readRows(table.rows);
  const { row, code, missing } = table.fault;
  const reasons = {
    "not-csv": NOT_CSV,
    "column-missing": `The heading lacks ${missing.join(", ")}.`,
    "no-rows": "There is no row below the heading.",
    "too-many": `A file may have at most ${CENTRES_IN_FILE_MAX} centres.`,
  };
  const rejected = [{ row, column: missing[0] ?? null, reason: reasons[code] }];
  return { centres: [], rowOf: new Map(), rejected };
}

const FIELDS: Record<string, string> = {
  id: "id",
  name: "name",
  currency: "currency",
  timeZone: "time_zone",
  dayStartsAt: "day_starts_at",
};

function readRows(rows: TableRow<Column>[]): CentreFile {
  const file: CentreFile = { centres: [], rowOf: new Map(), rejected: [] };
  for (const { row, cell } of rows) {
    const parsed = centreSchema.safeParse({
      id: cell("id"),
      name: cell("name"),
      timeZone: cell("time_zone"),
      currency: cell("currency").toUpperCase(),
      ...(cell("day_starts_at") === "" ? {} : { dayStartsAt: cell("day_starts_at") }),
    });
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues) {
        file.rejected.push({ row, column: FIELDS[String(path[0])] ?? null, reason: message });
      }
    } else if (file.rowOf.has(parsed.data.id)) {
      const reason = `Row ${file.rowOf.get(parsed.data.id)} has this id already.`;
      file.rejected.push({ row, column: "id", reason });
    } else {
      file.rowOf.set(parsed.data.id, row);
      file.centres.push(parsed.data);
    }
  }
  return file;
}
