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
import { readTable } from "../http/csv-file";
import { wordFault } from "./word-fault";

export type OrganisationFile = { rows: OrganisationRow[]; rejected: RejectedOrganisationRow[] };

type Fault = Pick<RejectedOrganisationRow, "column" | "code"> & { facts?: string };
type Column = (typeof ORGANISATION_COLUMNS)[number];

export function readOrganisationFile(text: string): OrganisationFile {
  const table = readTable(text, { columns: ORGANISATION_COLUMNS, rowsMax: ORGANISATION_ROWS_MAX });
  if ("fault" in table) {
    const { row, code, missing } = table.fault;
    const [column = null] = missing;
    return { rows: [], rejected: [rejectRow(row, { column, code, facts: column ?? "" })] };
  }
  const file: OrganisationFile = { rows: [], rejected: [] };
  for (const { row: number, cell } of table.rows) {
    const { row, faults } = readRow(cell);
    file.rows.push(row);
    file.rejected.push(...faults.map((fault) => rejectRow(number, fault)));
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

export function rejectRow(
  row: number,
  { column, code, facts = "" }: Fault,
): RejectedOrganisationRow {
  return { row, column, code, facts, reason: wordFault(code, facts) };
}
