/** Brings what can be explained, a line of the day or the check of a float, into one form. */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { Verdict } from "@/lib/domain/line";
import type { LinePosition } from "@/lib/domain/keys";

export type ExplainedLine = LinePosition & {
  currency: string;
  verdict: Verdict;
  expectedMinor: number | null;
  countedMinor: number | null;
  differenceMinor: number | null;
  countVersion: number | null;
};

type Check = DayDetail["openings"][number];

export function toExplainedLine(day: DayDetail, check: Check): ExplainedLine {
  const { shiftId, tillId, tenderId, expectedMinor, countedMinor, differenceMinor } = check;
  const verdict = differenceMinor === 0 ? "matched" : differenceMinor < 0 ? "short" : "over";
  return {
    shiftId,
    tillId,
    tenderId,
    expectedMinor,
    countedMinor,
    differenceMinor,
    verdict,
    currency: day.currency,
    countVersion: null,
  };
}

export function pickPosition({ shiftId, tillId, tenderId }: LinePosition): LinePosition {
  return { shiftId, tillId, tenderId };
}

/** Names are those that Cashrec gives on this day, or the ids where it gives none. */
export function getNames(day: DayDetail, { shiftId, tillId, tenderId }: LinePosition) {
  const { lineDetails } = day;
  const find = <T>(name: (line: DayDetail["lineDetails"][number]) => T | null | false) =>
    lineDetails.map(name).find((found) => found !== null && found !== false) ?? null;
  return {
    shift: find((line) => line.shiftId === shiftId && line.shiftName) || shiftId,
    till: find((line) => line.tillId === tillId && line.tillName) || tillId,
    tender: find((line) => line.tenderId === tenderId && line.tenderName) || tenderId,
  };
}
