import "server-only";

/** One centre-day from its situation: the engine's answer, as rows, beside what is stored. */
import { type DayTotals, totalsOf } from "@/lib/domain/day";
import { expectedLines } from "@/lib/domain/reconciliation/expected-cash";
import type { Line } from "@/lib/domain/line";
import { reconcile } from "@/lib/domain/reconciliation/reconcile";
import type { ToleranceQuestion, ToleranceRule } from "@/lib/domain/tolerance/tolerance";
import { isJustUnder } from "@/lib/domain/variance/just-under-tolerance";
import { type DayWork, placeId, workOf } from "@/lib/domain/workflow/outstanding";
import type { DayKey } from "../db/advisory-lock";

import type { Situation } from "./read-day-inputs";
import type { LineValues, StoredTerm } from "./line-columns";

export type ComputedDay = DayKey & {
  currency: string;
  sheetVersion: number;
  totals: DayTotals;
  /** Differences just under their tolerance, which only the watch asks for. */
  justUnder: number;
  work: Omit<DayWork, "reasons">;
  lines: LineValues[];
  /** The same lines, before they became rows. */
  all: readonly Line[];
  /** Of the lines, and of anything at all. */
  linesChanged: boolean;
  changed: boolean;
  hadLines: boolean;
};

export function computeDay(
  situation: Situation,
  ruleOf: (question: ToleranceQuestion) => ToleranceRule | null,
): ComputedDay {
  const { centreId, businessDate, currency, sheetVersion, sheet, counted, held } = situation;
  const lines = reconcile({
    centreId,
    businessDate,
    counted,
    expected: sheet === null ? [] : expectedLines(sheet),
    ruleFor: ({ tenderId, tenderKind }) =>
      ruleOf({ centreId, tenderId, tenderKind, currency, businessDate }),
  });
  const totals = totalsOf(lines);
  const justUnder = lines.filter(isJustUnder).length;
  const { reasons, ...work } = workOf(lines, situation.said);
  const rows = lines.map((line) => valuesOf(line, currency, reasons.get(placeId(line)) ?? null));
  const linesChanged = held === null || !sameLines(held.lines, rows);
  const sums = { totals, justUnder, work };
  const day = { centreId, businessDate, currency, sheetVersion, ...sums, lines: rows };
  const sameDay = held !== null && held.day === dayText(day);
  // Neither reported nor counted: there is nothing to reconcile, and no day.
  const isNothing =
    held === null && sheetVersion === 0 && lines.length === 0 && work.unexplained === 0;
  return {
    ...day,
    all: lines,
    linesChanged,
    changed: !isNothing && (linesChanged || !sameDay),
    hadLines: held !== null && held.lines.length > 0,
  };
}

/** A day's own row as one text, for comparing with the one that is stored. */
export function dayText(day: Omit<DayRow, "centreId" | "businessDate">): string {
  return [day.currency, day.sheetVersion, ...totalValues(day)].join(" ");
}

type DaySums = Pick<ComputedDay, "totals" | "justUnder" | "work">;
type DayRow = DaySums & Pick<ComputedDay, "currency" | "sheetVersion" | keyof DayKey>;

export function totalValues({ totals, justUnder, work }: DaySums): number[] {
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
    line.terms === null ? null : termsText(line.terms),
    line.rounded,
    line.countVersion,
    line.sales,
    line.approval,
    line.rule,
    reason,
  ];
}

function termsText(terms: NonNullable<Line["terms"]>): string {
  const stored = terms.map(({ term, amount, entries }): StoredTerm => {
    const kept = entries.map((entry) => ({ label: entry.label, amountMinor: entry.amount }));
    return { term, amountMinor: amount, entries: kept };
  });
  return JSON.stringify(stored);
}

function sameLines(held: readonly LineValues[], rows: readonly LineValues[]): boolean {
  if (held.length !== rows.length) return false;
  const texts = new Set(held.map((values) => JSON.stringify(values)));
  return rows.every((values) => texts.has(JSON.stringify(values)));
}
