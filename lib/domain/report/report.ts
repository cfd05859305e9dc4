/**
 * Builds the discrepancy report as typed cells, once. A renderer decides what a file format makes
 * of a cell: here money stays a number with its currency, and unknown stays unknown.
 */
import type { DayState } from "../day";
import { isDrawerLine, type Line, type Term, TERMS } from "../line";
import type { Minor } from "../money";

export type Cell =
  | { kind: "text"; text: string | null }
  | { kind: "date"; date: string }
  | { kind: "instant"; at: string | null }
  | { kind: "integer"; value: number | null }
  | { kind: "money"; amount: Minor | null; currency: string };

/**
 * Who counted, explained or moved what on a line, and when (ISO 8601, UTC); null when nobody did.
 * And what the cash sheet says and leaves in doubt.
 */
export type Annotations = {
  countedBy: string | null;
  countedAt: string | null;
  explanation: string | null;
  explainedBy: string | null;
  explainedAt: string | null;
  /** The notes on the line, a paragraph each. */
  notes: string | null;
  /** This is whose move led to the present state of the day: a person, or a rule by its code. */
  stateBy: string | null;
  stateAt: string | null;
  /** Cashrec's own name for the status of the sheet. */
  sheetStatus: string | null;
  /** Codes of what the sheet leaves in doubt at the till of the line, or does not add up. */
  sheetFindings: string | null;
  /** Who explains the line, and until which date; both are null when nobody does. */
  assignee: string | null;
  dueOn: string | null;
  /** The legal entity of the centre on the business date; both are null for none. */
  entityId: string | null;
  entityName: string | null;
};

export const NO_ANNOTATIONS: Annotations = {
  countedBy: null,
  countedAt: null,
  explanation: null,
  explainedBy: null,
  explainedAt: null,
  notes: null,
  stateBy: null,
  stateAt: null,
  sheetStatus: null,
  sheetFindings: null,
  assignee: null,
  dueOn: null,
  entityId: null,
  entityName: null,
};

/** It separates codes in one cell. */
export const CODE_SEPARATOR = "; ";

export type ReportLine = Line &
  Annotations & {
    centreName: string;
    currency: string;
    state: DayState;
    /** This is the code of the reason that explains the line; it is null when none is given. */
    reason: string | null;
  };

/** A closed list of codes for which files made for people show labels. */
export type LabelSet = "verdict" | "state" | "tender-kind" | "reason" | "finding" | "mover";

/** The code of a rule, where the name of a person stands otherwise. */
export const BY_RULE = "rule";

/**
 * Reads one value of a line without a cell around it: for a million lines, cells alone take
 * seconds.
 */
export type Column = {
  /** It is the heading of the column in CSV, and the key of its heading in other files. */
  name: string;
  labelSet?: LabelSet;
} & (
  | { kind: "text"; of: (line: ReportLine) => string | null }
  | { kind: "date"; of: (line: ReportLine) => string }
  | { kind: "instant"; of: (line: ReportLine) => string | null }
  | { kind: "integer"; of: (line: ReportLine) => number | null }
  /** The amount is in the line's currency. */
  | { kind: "money"; of: (line: ReportLine) => Minor | null }
);

/** The other terms came later, and stand behind. */
const FIRST_TERMS = TERMS.slice(0, 7);

/** The first twelve are fixed: scripts rely on their names and order. */
export const REPORT_COLUMNS: readonly Column[] = [
  text("centre_id", (line) => line.centreId),
  text("centre_name", (line) => line.centreName),
  date("business_date", (line) => line.businessDate),
  text("shift_id", (line) => line.shiftId),
  text("shift_name", (line) => line.shiftName),
  text("till_id", (line) => line.tillId),
  text("tender_id", (line) => line.tenderId),
  text("currency", (line) => line.currency),
  money("expected", (line) => line.expected),
  money("counted", (line) => line.counted),
  money("difference", (line) => line.difference),
  text("verdict", (line) => line.verdict, "verdict"),
  money("tolerance", (line) => line.tolerance),
  text("till_name", (line) => line.tillName),
  text("tender_name", (line) => line.tenderName),
  text("tender_kind", (line) => line.tenderKind, "tender-kind"),
  text("day_state", (line) => line.state, "state"),
  ...FIRST_TERMS.map((term) =>
    money(term, (line) => (isDrawerLine(line) ? findTerm(line, term) : null)),
  ),
  money("tender_sales", (line) => line.sales),
  money("approval_tolerance", (line) => line.approval),
  text("tolerance_rule", (line) => line.rule),
  text("reason", (line) => line.reason, "reason"),
  text("explanation", (line) => line.explanation),
  text("explained_by", (line) => line.explainedBy),
  instant("explained_at", (line) => line.explainedAt),
  text("notes", (line) => line.notes),
  integer("count_version", (line) => line.countVersion),
  text("counted_by", (line) => line.countedBy),
  instant("counted_at", (line) => line.countedAt),
  text("state_by", (line) => line.stateBy, "mover"),
  instant("state_at", (line) => line.stateAt),
  text("sheet_status", (line) => line.sheetStatus),
  text("sheet_findings", (line) => line.sheetFindings, "finding"),
  text("assignee", (line) => line.assignee),
  text("due_on", (line) => line.dueOn),
  money("tips", (line) => findTerm(line, "tips")),
  money("gift_cards", (line) => findTerm(line, "gift-cards")),
  money("rounding", (line) => findTerm(line, "rounding")),
  text("entity_id", (line) => line.entityId),
  text("entity_name", (line) => line.entityName),
];

export function buildCell(column: Column, line: ReportLine): Cell {
  switch (column.kind) {
    case "text":
      return { kind: "text", text: column.of(line) };
    case "date":
      return { kind: "date", date: column.of(line) };
    case "instant":
      return { kind: "instant", at: column.of(line) };
    case "integer":
      return { kind: "integer", value: column.of(line) };
    case "money":
      return { kind: "money", amount: column.of(line), currency: line.currency };
  }
}

/** `discrepancies-2019-01-01-to-2019-03-31.csv`: the name tells what the file contains. */
export function formatReportFileName(
  { from, to, differencesOnly }: { from: string; to: string; differencesOnly: boolean },
  extension: string,
): string {
  const range = from === to ? from : `${from}-to-${to}`;
  return `${differencesOnly ? "discrepancies" : "reconciliations"}-${range}.${extension}`;
}

/** The amount has its sign in the sum, so that the terms add up to what is expected. */
function findTerm({ terms }: ReportLine, term: Term): Minor | null {
  return terms?.find((one) => one.term === term)?.amount ?? null;
}

type Of<Value> = (line: ReportLine) => Value;

function text(name: string, of: Of<string | null>, labelSet?: LabelSet): Column {
  return { name, kind: "text", of, ...(labelSet === undefined ? {} : { labelSet }) };
}

function date(name: string, of: Of<string>): Column {
  return { name, kind: "date", of };
}

function instant(name: string, of: Of<string | null>): Column {
  return { name, kind: "instant", of };
}

function integer(name: string, of: Of<number | null>): Column {
  return { name, kind: "integer", of };
}

function money(name: string, of: Of<Minor | null>): Column {
  return { name, kind: "money", of };
}
