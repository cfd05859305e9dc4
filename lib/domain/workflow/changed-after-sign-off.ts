/**
 * Compares a later cash sheet, which arrived after sign-off, with what was signed. Names may change
 * freely; a line that was added, removed or is expected otherwise is a change.
 */
import type { Line } from "../line";
import { type Minor, minor } from "../money";
import { formatLinePosition } from "../keys";

export type ExpectedSide = Pick<
  Line,
  "shiftId" | "shiftName" | "tillId" | "tillName" | "tenderId" | "tenderName" | "expected"
>;

export type ChangedLine = Omit<ExpectedSide, "expected"> & {
  /** It is null when that side has no such line, or does not state the amount. */
  signed: Minor | null;
  now: Minor | null;
  /** now − signed; null where a side is absent. */
  change: Minor | null;
};

/**
 * Lists the lines in the order as signed, then those that are new. A line of a count alone, which
 * no sheet expects, has nothing to compare.
 */
export function listChangedLines(
  signed: readonly ExpectedSide[],
  now: readonly ExpectedSide[],
): ChangedLine[] {
  const later = new Map(now.map((line) => [formatLinePosition(line), line]));
  const earlier = new Set(signed.map(formatLinePosition));
  const pairs = [
    ...signed.map((line) => ({
      line,
      was: line.expected,
      is: later.get(formatLinePosition(line))?.expected,
    })),
    ...now
      .filter((line) => !earlier.has(formatLinePosition(line)))
      .map((line) => ({ line, was: null, is: line.expected })),
  ];
  return pairs.flatMap(({ line, was, is = null }) =>
    was === is ? [] : [toChangedLine(line, was, is)],
  );
}

function toChangedLine(line: ExpectedSide, signed: Minor | null, now: Minor | null): ChangedLine {
  const { shiftId, shiftName, tillId, tillName, tenderId, tenderName } = line;
  return {
    shiftId,
    shiftName,
    tillId,
    tillName,
    tenderId,
    tenderName,
    signed,
    now,
    change: signed === null || now === null ? null : minor(now - signed),
  };
}
