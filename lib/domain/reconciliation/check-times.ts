/** Counts the register shifts of a sheet that were closed, and those that nobody closed. */
import { addDays } from "../business-date";
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

export type TimesOfDay = Omit<SheetTimes, "closedShifts"> & { businessDate: string };

/**
 * Tells how many shifts of a day were left open, and when the last one was closed if the next
 * business date had started by then. A shift of today may still be closed, unless its till was
 * opened again since.
 */
export function judgeTimes(
  { businessDate, unclosedShifts, overtakenShifts, lastClosedAt }: TimesOfDay,
  { today, dayStartsAt }: { today: string; dayStartsAt: string },
): { leftOpenShifts: number; closedLateAt: string | null } {
  const nextDay = `${addDays(businessDate, 1)}T${dayStartsAt}:00`;
  return {
    leftOpenShifts: businessDate < today ? unclosedShifts : overtakenShifts,
    closedLateAt: lastClosedAt !== null && lastClosedAt >= nextDay ? lastClosedAt : null,
  };
}
