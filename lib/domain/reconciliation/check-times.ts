/** Counts the register shifts of a sheet that were closed, and those that nobody closed. */
import type { CashSheet, RegisterShift } from "../cash-sheet";

export type SheetTimes = {
  closedShifts: number;
  /** They were opened, and the sheet says no closing time. */
  unclosedShifts: number;
  /** Those of them after which the same till was opened again. */
  overtakenShifts: number;
  /** The last closing time, a local wall-clock time; null when none is given. */
  lastClosedAt: string | null;
};

export function checkTimes(sheet: CashSheet | null): SheetTimes {
  const shifts = sheet?.shifts ?? [];
  const closings = shifts.flatMap(({ closedAt }) => closedAt ?? []);
  const unclosed = shifts.filter(isUnclosed);
  const overtaken = unclosed.filter((shift) => shifts.some((other) => follows(other, shift)));
  return {
    closedShifts: closings.length,
    unclosedShifts: unclosed.length,
    overtakenShifts: overtaken.length,
    lastClosedAt: closings.toSorted().at(-1) ?? null,
  };
}

/** A shift of which no time is known may as well be closed. */
function isUnclosed({ openedAt, closedAt }: RegisterShift): boolean {
  return openedAt !== null && closedAt === null;
}

function follows(other: RegisterShift, { tillId, openedAt }: RegisterShift): boolean {
  if (other.tillId !== tillId || other.openedAt === null || openedAt === null) return false;
  return other.openedAt > openedAt;
}
