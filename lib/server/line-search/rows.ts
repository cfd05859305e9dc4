import "server-only";

/**
 * Converts rows of the database to the shapes of the contracts. `bigint` arrives as text; an absent
 * figure stays absent.
 */
import type { Day, LineRow, Total } from "@/lib/contracts/reconciliation";
import type { Verdict } from "@/lib/domain/line";
import { minor } from "@/lib/domain/money";
import { amountOf } from "../db/values";
import { APPROVAL, TOLERANCE } from "../recompute/line-columns";

export const LINE_COLUMNS = `
  l.centre_id, c.name AS centre_name, l.business_date, l.shift_id, l.shift_name, l.till_id,
  l.till_name, l.tender_id, l.tender_name, l.tender_kind, l.currency, l.expected_minor,
  l.counted_minor, l.difference_minor, ${TOLERANCE} AS tolerance_minor, l.verdict, l.rounded,
  l.sales_minor, ${APPROVAL} AS approval_minor, l.rule, l.reason, l.count_version`;

export type LineRecord = {
  centre_id: string;
  centre_name: string;
  business_date: string;
  shift_id: string;
  shift_name: string | null;
  till_id: string;
  till_name: string | null;
  tender_id: string;
  tender_name: string | null;
  tender_kind: LineRow["tenderKind"];
  currency: string;
  expected_minor: string | null;
  counted_minor: string | null;
  difference_minor: string | null;
  tolerance_minor: string;
  verdict: Verdict;
  rounded: boolean;
  sales_minor: string | null;
  approval_minor: string;
  rule: string | null;
  reason: string | null;
  count_version: number | null;
};

export function toLine(row: LineRecord): LineRow {
  return {
    centreId: row.centre_id,
    centreName: row.centre_name,
    businessDate: row.business_date,
    shiftId: row.shift_id,
    shiftName: row.shift_name,
    tillId: row.till_id,
    tillName: row.till_name,
    tenderId: row.tender_id,
    tenderName: row.tender_name,
    tenderKind: row.tender_kind,
    currency: row.currency,
    expectedMinor: amountOf(row.expected_minor),
    countedMinor: amountOf(row.counted_minor),
    differenceMinor: amountOf(row.difference_minor),
    toleranceMinor: minor(Number(row.tolerance_minor)),
    verdict: row.verdict,
    rounded: row.rounded,
    salesMinor: amountOf(row.sales_minor),
    approvalMinor: minor(Number(row.approval_minor)),
    rule: row.rule,
    reason: row.reason,
    countVersion: row.count_version,
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
