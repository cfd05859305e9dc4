import "server-only";

/**
 * Converts rows of the database to the shapes of the contracts. `bigint` arrives as text; an absent
 * figure stays absent.
 */
import type { Day, LineRow, Total } from "@/lib/contracts/reconciliation";
import type { Verdict } from "@/lib/domain/line";
import { minor } from "@/lib/domain/money";
import { knownMinor } from "../db/values";
import { APPROVAL, TOLERANCE } from "../recompute/line-columns";

/**
 * A line is two texts of JSON: its values would be read one by one, in one piece for thousands of
 * lines, while texts are read line by line. The database makes an array of one type as quickly as
 * the values, and one of several types in twice the time.
 */
export const LINE = `
  to_json(ARRAY[l.centre_id, c.name, l.business_date, l.shift_id, l.shift_name, l.till_id,
    l.till_name, l.tender_id, l.tender_name, l.tender_kind, l.currency, l.verdict, l.rule,
    l.reason])::text AS texts,
  to_json(ARRAY[l.expected_minor, l.counted_minor, l.difference_minor, l.sales_minor,
    ${TOLERANCE}, ${APPROVAL}, l.rounded::int, l.count_version])::text AS figures`;

export type LineRecord = { texts: string; figures: string };

type LineTexts = [
  centreId: string,
  centreName: string,
  businessDate: string,
  shiftId: string,
  shiftName: string | null,
  tillId: string,
  tillName: string | null,
  tenderId: string,
  tenderName: string | null,
  tenderKind: LineRow["tenderKind"],
  currency: string,
  verdict: Verdict,
  rule: string | null,
  reason: string | null,
];

type LineFigures = [
  expected: number | null,
  counted: number | null,
  difference: number | null,
  sales: number | null,
  tolerance: number,
  approval: number,
  rounded: number,
  countVersion: number | null,
];

export function readLine(row: LineRecord): LineRow {
  const [
    centreId,
    centreName,
    businessDate,
    shiftId,
    shiftName,
    tillId,
    tillName,
    tenderId,
    tenderName,
    tenderKind,
    currency,
    verdict,
    rule,
    reason,
  ] = JSON.parse(row.texts) as LineTexts;
  const [expected, counted, difference, sales, tolerance, approval, rounded, countVersion] =
    JSON.parse(row.figures) as LineFigures;
  return {
    centreId,
    centreName,
    businessDate,
    shiftId,
    shiftName,
    tillId,
    tillName,
    tenderId,
    tenderName,
    tenderKind,
    currency,
    expectedMinor: knownMinor(expected),
    countedMinor: knownMinor(counted),
    differenceMinor: knownMinor(difference),
    toleranceMinor: minor(tolerance),
    verdict,
    rounded: rounded === 1,
    salesMinor: knownMinor(sales),
    approvalMinor: minor(approval),
    rule,
    reason,
    countVersion,
  };
}

/** Selects sums of money and counts of lines, of one day or a whole search. */
export type TotalRecord = {
  currency: string;
  expected: string;
  counted: string;
  short: string;
  over: string;
  uncounted: string;
  unexpected: string;
  matched_lines: string | number;
  within_tolerance_lines: string | number;
  short_lines: string | number;
  over_lines: string | number;
  uncounted_lines: string | number;
  unexpected_lines: string | number;
};

export function toTotal(row: TotalRecord): Omit<Total, "dayCount"> {
  const short = minor(Number(row.short));
  const over = minor(Number(row.over));
  return {
    currency: row.currency,
    expectedMinor: minor(Number(row.expected)),
    countedMinor: minor(Number(row.counted)),
    shortMinor: short,
    overMinor: over,
    netMinor: minor(short + over),
    uncountedMinor: minor(Number(row.uncounted)),
    unexpectedMinor: minor(Number(row.unexpected)),
    lines: {
      matched: Number(row.matched_lines),
      "within-tolerance": Number(row.within_tolerance_lines),
      short: Number(row.short_lines),
      over: Number(row.over_lines),
      uncounted: Number(row.uncounted_lines),
      unexpected: Number(row.unexpected_lines),
    },
  };
}

export const DAY_COLUMNS = `
  d.centre_id, c.name AS centre_name, d.business_date, d.state, d.version, d.sheet_version,
  d.currency, d.expected_minor AS expected, d.counted_minor AS counted, d.short_minor AS short,
  d.over_minor AS over, d.uncounted_minor AS uncounted, d.unexpected_minor AS unexpected,
  d.matched_lines, d.within_tolerance_lines, d.short_lines, d.over_lines, d.uncounted_lines,
  d.unexpected_lines, d.sales_minor, d.unexplained_lines, d.unwaived_lines, d.recount_lines,
  d.approval_lines, d.changed_sheet_version, d.finding_count,
  (SELECT s.status FROM cash_sheet s WHERE s.centre_id = d.centre_id
      AND s.business_date = d.business_date) AS sheet_status,
  EXISTS (SELECT FROM cash_sheet_version v WHERE v.centre_id = d.centre_id
    AND v.business_date = d.business_date AND v.version = d.sheet_version
    AND v.import_id IS NOT NULL) AS is_imported`;

export type DayRecord = TotalRecord & {
  centre_id: string;
  centre_name: string;
  business_date: string;
  state: Day["state"];
  version: number;
  sheet_version: number;
  sales_minor: string;
  unexplained_lines: number;
  unwaived_lines: number;
  recount_lines: number;
  approval_lines: number;
  changed_sheet_version: number | null;
  finding_count: number;
  sheet_status: string | null;
  is_imported: boolean;
};

export function toDay(row: DayRecord): Day {
  return {
    centreId: row.centre_id,
    centreName: row.centre_name,
    businessDate: row.business_date,
    state: row.state,
    version: row.version,
    hasSheet: row.sheet_version > 0,
    sheetVersion: row.sheet_version,
    sheetSource: row.is_imported ? "imported" : "cashrec",
    salesMinor: minor(Number(row.sales_minor)),
    unexplainedLines: row.unexplained_lines,
    unwaivedLines: row.unwaived_lines,
    recountLines: row.recount_lines,
    approvalLines: row.approval_lines,
    changedSheetVersion: row.changed_sheet_version,
    sheetStatus: row.sheet_status,
    findingCount: row.finding_count,
    ...toTotal(row),
  };
}

export function instantOf(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
