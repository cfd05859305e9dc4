/**
 * The discrepancy report as typed cells, built once. What a file format makes of a cell is the
 * business of its renderer: here money stays a number with its currency, and unknown stays unknown.
 */
import { type Line, type Term, TERMS } from "./line";
import type { Minor } from "./money";

export type Cell =
  | { kind: "text"; text: string | null }
  | { kind: "date"; date: string }
  | { kind: "money"; amount: Minor | null; currency: string };

export type ReportLine = Line & { centreName: string; currency: string; state: string };

export type Column = { name: string; cell: (line: ReportLine) => Cell };

/** The first twelve are fixed: scripts rely on their names and order. */
export const REPORT_COLUMNS: readonly Column[] = [
  { name: "centre_id", cell: (line) => text(line.centreId) },
  { name: "centre_name", cell: (line) => text(line.centreName) },
  { name: "business_date", cell: (line) => ({ kind: "date", date: line.businessDate }) },
  { name: "shift_id", cell: (line) => text(line.shiftId) },
  { name: "shift_name", cell: (line) => text(line.shiftName) },
  { name: "till_id", cell: (line) => text(line.tillId) },
  { name: "tender_id", cell: (line) => text(line.tenderId) },
  { name: "currency", cell: (line) => text(line.currency) },
  { name: "expected", cell: (line) => money(line, line.expected) },
  { name: "counted", cell: (line) => money(line, line.counted) },
  { name: "difference", cell: (line) => money(line, line.difference) },
  { name: "verdict", cell: (line) => text(line.verdict) },
  { name: "tolerance", cell: (line) => money(line, line.tolerance) },
  { name: "till_name", cell: (line) => text(line.tillName) },
  { name: "tender_name", cell: (line) => text(line.tenderName) },
  { name: "tender_kind", cell: (line) => text(line.tenderKind) },
  { name: "day_state", cell: (line) => text(line.state) },
  ...TERMS.map((term) => ({
    name: term,
    cell: (line: ReportLine) => money(line, termOf(line, term)),
  })),
];

export function reportCells(line: ReportLine): Cell[] {
  return REPORT_COLUMNS.map(({ cell }) => cell(line));
}

/** `discrepancies-2019-01-01-to-2019-03-31.csv`: a name that says what is in it. */
export function reportFileName(
  { from, to, differencesOnly }: { from: string; to: string; differencesOnly: boolean },
  extension: string,
): string {
  const range = from === to ? from : `${from}-to-${to}`;
  return `${differencesOnly ? "discrepancies" : "reconciliations"}-${range}.${extension}`;
}

/** With the sign with which it enters the sum, so that the terms add up to what is expected. */
function termOf({ terms }: ReportLine, term: Term): Minor | null {
  return terms?.find((one) => one.term === term)?.amount ?? null;
}

function text(value: string | null): Cell {
  return { kind: "text", text: value };
}

function money({ currency }: ReportLine, amount: Minor | null): Cell {
  return { kind: "money", amount, currency };
}
