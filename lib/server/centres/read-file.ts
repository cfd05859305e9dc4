import "server-only";

/** Reads a file of centres: every wrong row with its reason, or the centres. It stores nothing. */
import {
  type Centre,
  CENTRE_COLUMNS,
  CENTRES_IN_FILE_MAX,
  centreSchema,
  type ImportedCentres,
} from "@/lib/contracts/centre";
import { parseCsv } from "../http/csv-file";

export type RejectedRow = ImportedCentres["rejected"][number];
export type CentreFile = { centres: Centre[]; rowOf: Map<string, number>; rejected: RejectedRow[] };

const NOT_CSV = "A quotation mark is not closed, or stands in the middle of a cell.";

/** The heading is row 1, as in a spreadsheet. */
export function readCentreFile(text: string): CentreFile {
  const read = parseCsv(text);
  if ("wrongRow" in read) return nothing({ row: read.wrongRow, column: null, reason: NOT_CSV });
  const [heading = [], ...rows] = read.rows;
  const columns = heading.map((name) => name.trim().toLowerCase());
  const required = CENTRE_COLUMNS.filter((name) => name !== "day_starts_at");
  const absent = required.filter((name) => !columns.includes(name));
  if (absent.length > 0) {
    const reason = `The heading lacks ${absent.join(", ")}.`;
    return nothing({ row: 1, column: absent[0] ?? null, reason });
  }
  if (rows.length === 0) {
    return nothing({ row: 1, column: null, reason: "There is no row below the heading." });
  }
  if (rows.length > CENTRES_IN_FILE_MAX) {
    const reason = `A file may have at most ${CENTRES_IN_FILE_MAX} centres.`;
    return nothing({ row: CENTRES_IN_FILE_MAX + 2, column: null, reason });
  }
  return readRows(columns, rows);
}

const FIELDS: Record<string, string> = {
  id: "id",
  name: "name",
  currency: "currency",
  timeZone: "time_zone",
  dayStartsAt: "day_starts_at",
};

function readRows(columns: string[], rows: string[][]): CentreFile {
  const file: CentreFile = { centres: [], rowOf: new Map(), rejected: [] };
  for (const [at, cells] of rows.entries()) {
    const row = at + 2;
    const cell = (name: string) => cells[columns.indexOf(name)]?.trim() ?? "";
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

function nothing(rejected: RejectedRow): CentreFile {
  return { centres: [], rowOf: new Map(), rejected: [rejected] };
}
