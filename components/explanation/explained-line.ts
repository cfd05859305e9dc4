/** What can be explained: a line of the day, or the check of a float, in one form. */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { lineId, type Verdict } from "@/lib/domain/line";

export type LinePlace = { shiftId: string; tillId: string; tenderId: string };

export type ExplainedLine = LinePlace & {
  currency: string;
  verdict: Verdict;
  expectedMinor: number | null;
  countedMinor: number | null;
  differenceMinor: number | null;
  countVersion: number | null;
};

type Check = DayDetail["openings"][number];

export function lineOfCheck(day: DayDetail, check: Check): ExplainedLine {
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

export function checkId(day: DayDetail, check: Check): string {
  return lineId({ centreId: day.centreId, businessDate: day.businessDate, ...placeOf(check) });
}

export function placeOf({ shiftId, tillId, tenderId }: LinePlace): LinePlace {
  return { shiftId, tillId, tenderId };
}

export function isAt(one: LinePlace, other: LinePlace): boolean {
  return (
    one.shiftId === other.shiftId && one.tillId === other.tillId && one.tenderId === other.tenderId
  );
}

/** As Cashrec names them on this day, or the ids where it does not. */
export function namesAt(day: DayDetail, { shiftId, tillId, tenderId }: LinePlace) {
  const { lineDetails } = day;
  const find = <T>(name: (line: DayDetail["lineDetails"][number]) => T | null | false) =>
    lineDetails.map(name).find((found) => found !== null && found !== false) ?? null;
  return {
    shift: find((line) => line.shiftId === shiftId && line.shiftName) || shiftId,
    till: find((line) => line.tillId === tillId && line.tillName) || tillId,
    tender: find((line) => line.tenderId === tenderId && line.tenderName) || tenderId,
  };
}
