/**
 * What is left to do on a day before it can be reviewed: differences to explain, lines to count or
 * to waive, recounts that were requested; and what has to be approved as well.
 */
import type { Line } from "../line";
import { type Minor, minor } from "../money";
import { formatLinePosition, type LinePosition } from "../keys";

/** The latest explanation of a line, with what the line showed then. */
export type Explanation = LinePosition & {
  kind: "explained" | "waived" | "withdrawn";
  reason: string;
  difference: Minor | null;
  countVersion: number | null;
};

/** The latest request of a recount. `countVersion` was in force then. */
export type RecountRequest = LinePosition & { countVersion: number };

/** This is the float of a till as it was found at opening, and what it is compared with. */
export type Opening = Omit<LinePosition, "tenderId"> & {
  counted: Minor;
  previous: Minor | null;
  agreed: Minor | null;
};

/**
 * A check of a float is explained like a line, under a tender that no sheet can have: ids begin
 * with a letter or a digit.
 */
export const FLOAT_CHECKS = ["~opening-previous", "~opening-agreed"] as const;
type FloatCheck = (typeof FLOAT_CHECKS)[number];

export function isFloatCheck(tenderId: string): tenderId is FloatCheck {
  return (FLOAT_CHECKS as readonly string[]).includes(tenderId);
}

export type OutstandingItems = {
  /** The reason of each line that is explained or waived, by `formatLinePosition`. */
  reasons: ReadonlyMap<string, string>;
  unexplained: number;
  unwaived: number;
  recounts: number;
  /** Counts the differences above the second level. */
  approvals: number;
};

export type DayRecords = {
  explanations: readonly Explanation[];
  recounts: readonly RecountRequest[];
  openings: readonly Opening[];
};

type OutstandingLine = LinePosition &
  Pick<Line, "verdict" | "difference" | "counted" | "approval" | "countVersion">;

export function computeOutstanding(
  lines: readonly OutstandingLine[],
  records: DayRecords,
): OutstandingItems {
  const explained = new Map(records.explanations.map((each) => [formatLinePosition(each), each]));
  const requested = new Map(records.recounts.map((each) => [formatLinePosition(each), each]));
  const reasons = new Map<string, string>();
  const counts = { unexplained: 0, unwaived: 0, recounts: 0, approvals: 0 };
  for (const line of lines) {
    const id = formatLinePosition(line);
    const explanation = explained.get(id);
    const isSettled = explanation !== undefined && stillHolds(explanation, line);
    if (isSettled) reasons.set(id, explanation.reason);
    const need = findNeed(line);
    if (need === "explanation" && !isSettled) counts.unexplained += 1;
    if (need === "waiver" && !isSettled) counts.unwaived += 1;
    if (isRecountWanted(requested.get(id), line)) counts.recounts += 1;
    if (isAboveApproval(line)) counts.approvals += 1;
  }
  for (const check of computeFloatChecks(records.openings)) {
    const explanation = explained.get(formatLinePosition(check));
    const isSettled =
      explanation?.kind === "explained" && explanation.difference === check.difference;
    if (isSettled) reasons.set(formatLinePosition(check), explanation.reason);
    else if (check.difference !== 0) counts.unexplained += 1;
  }
  return { ...counts, reasons };
}

/** Tells what a line requires from a person before its day can be reviewed. */
export function findNeed({ verdict }: Pick<Line, "verdict">): "nothing" | "explanation" | "waiver" {
  if (verdict === "uncounted") return "waiver";
  return verdict === "matched" || verdict === "within-tolerance" ? "nothing" : "explanation";
}

/**
 * An explanation belongs to a figure: another difference, or another count of it, is unexplained.
 */
export function stillHolds(explanation: Explanation, line: OutstandingLine): boolean {
  if (explanation.kind === "withdrawn") return false;
  if (explanation.kind === "waived") return line.verdict === "uncounted";
  if (line.verdict === "uncounted") return false;
  if (line.verdict === "unexpected") return explanation.countVersion === line.countVersion;
  return explanation.difference === line.difference;
}

export function isRecountWanted(
  request: RecountRequest | undefined,
  { countVersion }: Pick<Line, "countVersion">,
): boolean {
  return request !== undefined && (countVersion ?? 0) <= request.countVersion;
}

/** The whole count is a difference when Cashrec does not report the line. */
function isAboveApproval({
  verdict,
  difference,
  counted,
  approval,
}: Pick<Line, "verdict" | "difference" | "counted" | "approval">): boolean {
  const amount = verdict === "unexpected" ? counted : difference;
  return amount !== null && Math.abs(amount) > approval;
}

export type FloatDifference = LinePosition & {
  tenderId: FloatCheck;
  /** This amount should have been there. */
  expected: Minor;
  counted: Minor;
  difference: Minor;
};

/** Compares the float that was found with what the previous count left, and with what is agreed. */
export function computeFloatChecks(openings: readonly Opening[]): FloatDifference[] {
  return openings.flatMap(({ shiftId, tillId, counted, previous, agreed }) => {
    const sides = [previous, agreed];
    return FLOAT_CHECKS.flatMap((tenderId, at) => {
      const expected = sides[at] ?? null;
      if (expected === null) return [];
      const difference = minor(counted - expected);
      return [{ shiftId, tillId, tenderId, expected, counted, difference }];
    });
  });
}
