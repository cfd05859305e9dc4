/** Compares what Cashrec reports for a centre and business date with what was counted. */
import { assert } from "../assert";
import type { ExpectedLine } from "./expected-cash";
import type { Line, Verdict } from "../line";
import { difference, type Minor } from "../money";
import { computeLimits, formatRuleName, type ToleranceRule } from "../tolerance/tolerance";
import { comparePositions, type LineKey, type LinePosition } from "../keys";

/** This is the count of one line that is in force. */
export type CountedLine = Pick<LineKey, "shiftId" | "tillId" | "tenderId"> & {
  counted: Minor;
  version: number;
};

export type ReconcileInput = {
  centreId: string;
  businessDate: string;
  expected: readonly ExpectedLine[];
  counted: readonly CountedLine[];
  /** Returns the rule in force on this day, or null when there is none. */
  ruleFor: (tender: Pick<Line, "tenderId" | "tenderKind">) => ToleranceRule | null;
};

/**
 * Returns every line of one centre and business date, from either side, once, and in the order of
 * shift, till and tender. A line of which the sheet gives no amount stays, because someone has to
 * count or to waive it. It is called for one day at a time, because walking both sides in order is
 * fast and a year consists of many small results.
 */
export function reconcile(input: ReconcileInput): Line[] {
  const expected = sortByPosition(input.expected);
  const counted = sortByPosition(input.counted);
  const lines: Line[] = [];
  let left = 0;
  let right = 0;
  while (left < expected.length || right < counted.length) {
    const report = expected[left];
    const count = counted[right];
    const order =
      report === undefined ? 1 : count === undefined ? -1 : comparePositions(report, count);
    if (order <= 0) left += 1;
    if (order >= 0) right += 1;
    const reported = order <= 0 ? report : undefined;
    const found = order >= 0 ? count : undefined;
    if (reported !== undefined) {
      lines.push(buildLine(input, reported, found));
    } else if (found !== undefined) {
      lines.push(buildLine(input, buildUnreported(expected, found), found));
    }
  }
  return lines;
}

function buildLine(
  { centreId, businessDate, ruleFor }: ReconcileInput,
  report: ExpectedLine,
  count: CountedLine | undefined,
): Line {
  const expected = report.expected;
  const counted = count === undefined ? null : count.counted;
  const rule = ruleFor(report);
  const gap = expected === null || counted === null ? null : difference({ counted, expected });
  const limits = computeLimits(rule, { difference: gap, sales: report.sales });
  return {
    centreId,
    businessDate,
    shiftId: report.shiftId,
    tillId: report.tillId,
    tenderId: report.tenderId,
    shiftName: report.shiftName,
    tillName: report.tillName,
    tenderName: report.tenderName,
    tenderKind: report.tenderKind,
    expected,
    counted,
    difference: gap,
    sales: report.sales,
    tolerance: limits.explain,
    approval: limits.approve,
    rule: rule === null ? null : formatRuleName(rule),
    verdict: judge({ expected, counted, tolerance: limits.explain }),
    terms: report.terms,
    rounded: report.rounded,
    countVersion: count === undefined ? null : count.version,
  };
}

/** All branches are in this function, so that every case can be read at once. */
export function judge({
  expected,
  counted,
  tolerance,
}: {
  expected: Minor | null;
  counted: Minor | null;
  tolerance: Minor;
}): Verdict {
  assert(tolerance >= 0, "a tolerance is never negative");
  if (counted === null) return "uncounted";
  if (expected === null) return "unexpected";
  const gap = difference({ counted, expected });
  if (gap === 0) return "matched";
  if (Math.abs(gap) <= tolerance) return "within-tolerance";
  return gap > 0 ? "over" : "short";
}

/** Sheets and counts mostly arrive in order, and checking is cheaper than sorting. */
function sortByPosition<T extends LinePosition>(lines: readonly T[]): readonly T[] {
  if (isOrdered(lines)) return lines;
  const sorted = lines.toSorted(comparePositions);
  assert(isOrdered(sorted), "a line is listed twice on one side");
  return sorted;
}

/** Each line must come after the one before it, so that none occurs twice. */
function isOrdered(lines: readonly LinePosition[]): boolean {
  for (let index = 1; index < lines.length; index += 1) {
    const [before, line] = [lines[index - 1], lines[index]];
    if (before !== undefined && line !== undefined && comparePositions(before, line) >= 0)
      return false;
  }
  return true;
}

/**
 * Builds the line of a count that the sheet does not report, with the names that the sheet gives to
 * its shift, till and tender.
 */
function buildUnreported(expected: readonly ExpectedLine[], count: CountedLine): ExpectedLine {
  const { shiftId, tillId, tenderId } = count;
  const shift = expected.find((line) => line.shiftId === shiftId && line.shiftName !== null);
  const till = expected.find((line) => line.tillId === tillId && line.tillName !== null);
  const tender = expected.find((line) => line.tenderId === tenderId && line.tenderName !== null);
  return {
    shiftId,
    tillId,
    tenderId,
    shiftName: shift?.shiftName ?? null,
    tillName: till?.tillName ?? null,
    tenderName: tender?.tenderName ?? null,
    tenderKind: null,
    expected: null,
    sales: null,
    terms: null,
    rounded: false,
  };
}
