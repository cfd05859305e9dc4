import "server-only";

/** Computes the rows of one centre-day from its inputs, and compares them with the stored ones. */
import { type DayTotals, computeTotals } from "@/lib/domain/day";
import { addUpOwed, type Owed, OWED_KINDS } from "@/lib/domain/item-kind/owed";
import { expectedLines } from "@/lib/domain/reconciliation/expected-cash";
import { addUpSales, type SheetSales } from "@/lib/domain/reconciliation/add-up-sales";
import { checkSheet, type SheetChecks } from "@/lib/domain/reconciliation/check-sheet";
import { checkTimes, type SheetTimes } from "@/lib/domain/reconciliation/check-times";
import type { Line } from "@/lib/domain/line";
import { reconcile } from "@/lib/domain/reconciliation/reconcile";
import type { ToleranceLookup } from "@/lib/domain/tolerance/tolerance";
import { isJustUnder } from "@/lib/domain/variance/just-under-tolerance";
import { type OutstandingItems, computeOutstanding } from "@/lib/domain/workflow/outstanding";
import { type DayKey, formatLinePosition } from "@/lib/domain/keys";

import type { Situation } from "./read-day-inputs";
import { type LineValues, REASON_COLUMN } from "./line-columns";
import { formatTerms } from "./stored-terms";

export type ComputedDay = DayKey & {
  currency: string;
  sheetVersion: number;
  totals: DayTotals;
  /** The number of differences just under their tolerance, which only the watch list reads. */
  justUnder: number;
  work: Omit<OutstandingItems, "reasons">;
  checks: SheetChecks;
  times: SheetTimes;
  sold: SheetSales;
  owed: Owed;
  lines: LineValues[];
  /** The same lines before their conversion to rows. */
  all: readonly Line[];
  /**
   * `figuresChanged` is about everything on the lines but their explanations, `linesChanged` about
   * the lines, `changed` about the lines and the day.
   */
  figuresChanged: boolean;
  linesChanged: boolean;
  changed: boolean;
  hadLines: boolean;
};

export function computeDay(situation: Situation, ruleOf: ToleranceLookup): ComputedDay {
  const { centreId, businessDate, currency, sheetVersion, sheet, counted, stored } = situation;
  const lines = reconcile({
    centreId,
    businessDate,
    counted,
    expected: sheet === null ? [] : expectedLines(sheet, situation.agreedFloatOf),
    ruleFor: ({ tenderId, tenderKind }) =>
      ruleOf({ centreId, tenderId, tenderKind, currency, businessDate }),
  });
  const totals = computeTotals(lines);
  const justUnder = lines.filter(isJustUnder).length;
  const { reasons, ...work } = computeOutstanding(lines, situation.records);
  const rows = lines.map((line) =>
    valuesOf(line, currency, reasons.get(formatLinePosition(line)) ?? null),
  );
  const linesChanged = stored === null || !sameLines(stored.lines, rows);
  const figuresChanged = linesChanged && (stored === null || !sameFigures(stored.lines, rows));
  const checks = checkSheet(sheet, lines);
  const read = { checks, times: checkTimes(sheet), sold: addUpSales(sheet) };
  const sums = { totals, justUnder, work, owed: addUpOwed(lines), ...read };
  const day = { centreId, businessDate, currency, sheetVersion, ...sums, lines: rows };
  const sameDay = stored !== null && stored.day === dayText(day);
  // A day that is neither reported nor counted has nothing to reconcile, and no row.
  const isNothing =
    stored === null && sheetVersion === 0 && lines.length === 0 && work.unexplained === 0;
  return {
    ...day,
    all: lines,
    figuresChanged,
    linesChanged,
    changed: !isNothing && (linesChanged || !sameDay),
    hadLines: stored !== null && stored.lines.length > 0,
  };
}

/** Formats the day's own row as one text, which is compared with the stored one. */
function dayText(day: Omit<DayRow, "centreId" | "businessDate">): string {
  const { times, checks } = day;
  const texts = [times.lastClosedAt ?? "", JSON.stringify(checks.findings)];
  return [day.currency, day.sheetVersion, ...totalValues(day), ...texts].join(" ");
}

type DaySums = Pick<
  ComputedDay,
  "totals" | "justUnder" | "work" | "checks" | "times" | "sold" | "owed"
>;
type DayRow = DaySums & Pick<ComputedDay, "currency" | "sheetVersion" | keyof DayKey>;

export function totalValues(day: DaySums): number[] {
  const { totals, justUnder, work, checks, times, sold, owed } = day;
  const { lines, ...sums } = totals;
  return [
    sums.expected,
    sums.counted,
    sums.short,
    sums.over,
    sums.uncounted,
    sums.unexpected,
    lines.matched,
    lines["within-tolerance"],
    lines.short,
    lines.over,
    lines.uncounted,
    lines.unexpected,
    sums.sales,
    work.unexplained,
    work.unwaived,
    work.recounts,
    work.approvals,
    justUnder,
    checks.findings.length,
    checks.salesChecked,
    checks.salesDiffer,
    checks.differencesChecked,
    checks.differencesDiffer,
    times.closedShifts,
    times.unclosedShifts,
    times.overtakenShifts,
    sold.registerShifts,
    sold.gross,
    sold.grossShifts,
    sold.tickets,
    sold.ticketShifts,
    ...OWED_KINDS.flatMap((kind) => [owed[kind].in, owed[kind].out, owed[kind].unknown]),
  ];
}

function valuesOf(line: Line, currency: string, reason: string | null): LineValues {
  return [
    line.centreId,
    line.businessDate,
    line.shiftId,
    line.tillId,
    line.tenderId,
    line.shiftName,
    line.tillName,
    line.tenderName,
    line.tenderKind,
    currency,
    line.expected,
    line.counted,
    line.difference,
    line.tolerance,
    line.verdict,
    line.terms === null ? null : formatTerms(line.terms),
    line.rounded,
    line.countVersion,
    line.sales,
    line.approval,
    line.rule,
    reason,
  ];
}

/** Compares the lines without what explains them. */
function sameFigures(stored: readonly LineValues[], rows: readonly LineValues[]): boolean {
  const withoutReason = (values: LineValues) => values.with(REASON_COLUMN, null);
  return sameLines(stored.map(withoutReason), rows.map(withoutReason));
}

function sameLines(stored: readonly LineValues[], rows: readonly LineValues[]): boolean {
  if (stored.length !== rows.length) return false;
  const texts = new Set(stored.map((values) => JSON.stringify(values)));
  return rows.every((values) => texts.has(JSON.stringify(values)));
}
