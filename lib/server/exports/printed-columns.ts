import "server-only";

/**
 * Chooses the columns of the report that people read: names are preferred to ids, and what only
 * programs need is left out.
 */
import { buildCell, type Cell, type Column } from "@/lib/domain/report/report";
import { REPORT_COLUMNS, type ReportLine } from "@/lib/domain/report/report";
import type { ReportTexts } from "./report-text";

export type ReadColumn = {
  column: Column;
  /** It replaces the column where that is empty. */
  instead: Column | null;
};

const CHOICES = [
  { name: "business_date" },
  { name: "centre_name" },
  { name: "shift_name", instead: "shift_id" },
  { name: "till_name", instead: "till_id" },
  { name: "tender_name", instead: "tender_id" },
  { name: "currency" },
  { name: "expected" },
  { name: "counted" },
  { name: "difference" },
  { name: "tolerance" },
  { name: "verdict" },
  { name: "reason" },
  { name: "explanation" },
  { name: "day_state" },
] as const;

export type ReadColumnName = (typeof CHOICES)[number]["name"] | "state_by";

export const READ_COLUMNS: readonly ReadColumn[] = CHOICES.map((choice) =>
  findReadColumn(choice.name, "instead" in choice ? choice.instead : null),
);

export function findReadColumn(name: string, instead: string | null): ReadColumn {
  return { column: columnOf(name), instead: instead === null ? null : columnOf(instead) };
}

/** The cell of a line with codes replaced by labels in the reader's language. */
export function buildReadCell(
  { column, instead }: ReadColumn,
  line: ReportLine,
  texts: ReportTexts,
): Cell {
  const own = labelled(column, line, texts);
  const isEmpty = own.kind === "text" && (own.text === null || own.text === "");
  return isEmpty && instead !== null ? labelled(instead, line, texts) : own;
}

export function labelled(column: Column, line: ReportLine, texts: ReportTexts): Cell {
  const cell = buildCell(column, line);
  if (column.labelSet === undefined || cell.kind !== "text" || cell.text === null) return cell;
  return { kind: "text", text: texts.label(column.labelSet, cell.text) };
}

function columnOf(name: string): Column {
  const column = REPORT_COLUMNS.find((each) => each.name === name);
  if (column === undefined) throw new Error(`The report has no column ${name}`);
  return column;
}
