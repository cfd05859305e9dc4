import "server-only";

/** Reads a file of the organisation: every wrong row with its reason, or the rows. */
import {
  nodeNameSchema,
  ORGANISATION_COLUMNS,
  ORGANISATION_ROWS_MAX,
  type RejectedOrganisationRow,
} from "@/lib/contracts/organisation";
import { businessDateSchema, idSchema } from "@/lib/contracts/basics";
import { NODE_KINDS } from "@/lib/domain/organisation/organisation";
import type { OrganisationRow } from "@/lib/domain/organisation/plan";
import { parseCsv } from "../http/csv-file";
import { wordFault } from "./word-fault";

export type OrganisationFile = { rows: OrganisationRow[]; rejected: RejectedOrganisationRow[] };

type Fault = Pick<RejectedOrganisationRow, "column" | "code"> & { facts?: string };
type Column = (typeof ORGANISATION_COLUMNS)[number];

/** The heading is row 1, as in a spreadsheet. */
export function readOrganisationFile(text: string): OrganisationFile {
  const parsed = parseCsv(text);
  if ("wrongRow" in parsed) return nothing(parsed.wrongRow, { column: null, code: "not-csv" });
  const [heading = [], ...rows] = parsed.rows;
  const columns = heading.map((name) => name.trim().toLowerCase());
  const absent = ORGANISATION_COLUMNS.find((name) => !columns.includes(name));
  if (absent !== undefined) {
    return nothing(1, { column: absent, code: "column-missing", facts: absent });
  }
  if (rows.length === 0) return nothing(1, { column: null, code: "no-rows" });
  if (rows.length > ORGANISATION_ROWS_MAX) {
    return nothing(ORGANISATION_ROWS_MAX + 2, { column: null, code: "too-many" });
  }
  const file: OrganisationFile = { rows: [], rejected: [] };
  for (const [at, cells] of rows.entries()) {
    const { row, faults } = readRow((name) => cells[columns.indexOf(name)]?.trim() ?? "");
    file.rows.push(row);
    file.rejected.push(...faults.map((fault) => rejectRow(at + 2, fault)));
  }
  return file;
}

function readRow(cell: (name: Column) => string) {
  const faults: Fault[] = [];
  const kind = [...NODE_KINDS, "centre" as const].find((one) => one === cell("kind").toLowerCase());
  if (kind === undefined) {
    faults.push({ column: "kind", code: "kind-unknown", facts: cell("kind") });
  }
  if (!idSchema.safeParse(cell("id")).success) {
    faults.push({ column: "id", code: "id-wrong", facts: cell("id") });
  }
  if (!nodeNameSchema.safeParse(cell("name")).success) {
    faults.push({ column: "name", code: "name-wrong" });
  }
  if (!businessDateSchema.safeParse(cell("from")).success) {
    faults.push({ column: "from", code: "from-wrong", facts: cell("from") });
  }
  const row: OrganisationRow = {
    kind: kind ?? "centre",
    id: cell("id"),
    name: cell("name"),
    parentId: cell("parent") === "" ? null : cell("parent"),
    from: cell("from"),
  };
  return { row, faults };
}

function nothing(row: number, fault: Fault): OrganisationFile {
  return { rows: [], rejected: [rejectRow(row, fault)] };
}

export function rejectRow(
  row: number,
  { column, code, facts = "" }: Fault,
): RejectedOrganisationRow {
  return { row, column, code, facts, reason: wordFault(code, facts) };
}
