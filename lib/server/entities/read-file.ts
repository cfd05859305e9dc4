import "server-only";

/** Reads a file of legal entities: every wrong row with its reason, or the rows. */
import { businessDateSchema } from "@/lib/contracts/basics";
import { saveLegalEntitySchema } from "@/lib/contracts/legal-entity";
import {
  ENTITY_COLUMNS,
  ENTITY_ROWS_MAX,
  type RejectedEntityRow,
} from "@/lib/contracts/legal-entity-file";
import type { EntityFileRow } from "@/lib/domain/legal-entity/plan";
import { readTable } from "../http/csv-file";

type Column = (typeof ENTITY_COLUMNS)[number];
type Fault = Pick<RejectedEntityRow, "column" | "code"> & { facts?: string };
type EntityFile = { rows: EntityFileRow[]; rejected: RejectedEntityRow[] };

export function readEntityFile(text: string): EntityFile {
  const table = readTable(text, { columns: ENTITY_COLUMNS, rowsMax: ENTITY_ROWS_MAX });
  if ("fault" in table) {
    const { row, code, missing } = table.fault;
    const [column = null] = missing;
    return { rows: [], rejected: [rejectRow(row, { column, code, facts: column ?? "" })] };
  }
  const file: EntityFile = { rows: [], rejected: [] };
  for (const { row: number, cell } of table.rows) {
    const { row, faults } = readRow(cell);
    file.rows.push(row);
    file.rejected.push(...faults.map((fault) => rejectRow(number, fault)));
  }
  return file;
}

const { id, name, taxId, country, currency } = saveLegalEntitySchema.shape;
const CHECKS = [
  { column: "id", code: "id-wrong", schema: id },
  { column: "name", code: "name-wrong", schema: name },
  { column: "tax_id", code: "tax-id-wrong", schema: taxId },
  { column: "country", code: "country-wrong", schema: country },
  { column: "currency", code: "currency-wrong", schema: currency },
] as const;

function readRow(cell: (name: Column) => string): { row: EntityFileRow; faults: Fault[] } {
  const kind = cell("kind").toLowerCase();
  const valueOf = (column: Column) => (cell(column) === "" ? null : cell(column));
  if (kind === "entity") {
    const row: EntityFileRow = {
      kind,
      id: cell("id"),
      name: cell("name"),
      taxId: valueOf("tax_id"),
      country: valueOf("country")?.toUpperCase() ?? null,
      currency: valueOf("currency")?.toUpperCase() ?? null,
    };
    const values = [row.id, row.name, row.taxId, row.country, row.currency];
    const faults = CHECKS.flatMap(({ column, code, schema }, at) =>
      schema.safeParse(values[at]).success ? [] : [{ column, code, facts: cell(column) }],
    );
    return { row, faults };
  }
  const faults: Fault[] = [];
  if (kind !== "centre") faults.push({ column: "kind", code: "kind-unknown", facts: cell("kind") });
  if (kind === "centre" && !businessDateSchema.safeParse(cell("from")).success) {
    faults.push({ column: "from", code: "from-wrong", facts: cell("from") });
  }
  const row = { id: cell("id"), entityId: valueOf("entity"), from: cell("from") };
  return { row: { kind: "centre", ...row }, faults };
}

export function rejectRow(row: number, { column, code, facts = "" }: Fault): RejectedEntityRow {
  return { row, column, code, facts, reason: WHY[code](facts) };
}

const WHY: Record<RejectedEntityRow["code"], (facts: string) => string> = {
  "not-csv": () => "A quotation mark is not closed, or stands in the middle of a cell.",
  "column-missing": (column) => `The heading lacks ${column}.`,
  "no-rows": () => "There is no row below the heading.",
  "too-many": () => `A file may have at most ${ENTITY_ROWS_MAX} rows.`,
  "kind-unknown": (kind) => `There is no kind “${kind}”. Use entity or centre.`,
  "id-wrong": (text) => `“${text}” is no id of an entity: 1 to 64 letters, digits, . _ : / or -.`,
  "name-wrong": () => "Enter a name of at most 120 characters.",
  "tax-id-wrong": () => "Use at most 40 characters.",
  "country-wrong": (text) => `“${text}” is no country code such as ES.`,
  "currency-wrong": (text) => `“${text}” is no currency code such as EUR.`,
  "from-wrong": (date) => `“${date}” is no date such as 2026-01-31, from 2000 on.`,
  "row-twice": (text) => `An earlier row says this of ${text}.`,
  "centre-unknown": (text) => `There is no centre ${text}.`,
  "entity-unknown": (text) => `There is no legal entity ${text}, in the file or stored.`,
};
