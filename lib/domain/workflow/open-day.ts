/**
 * Decides whether a day still accepts a change. A signed day is what its signatories saw, so that
 * its counts and explanations change only while it is open; notes and files may be added until it
 * is closed. A closed period accepts nothing, whatever the state of its days.
 */
import type { DayState } from "../day";

export const DAY_CHANGES = ["count", "explanation", "note", "attachment"] as const;
export type DayChange = (typeof DAY_CHANGES)[number];

export type OpenDayRefusal = "period-closed" | "day-closed" | "day-not-open";

export function refuseDayChange(
  change: DayChange,
  { state, periodClosed }: { state: DayState; periodClosed: boolean },
): OpenDayRefusal | null {
  if (periodClosed) return "period-closed";
  if (change === "note" || change === "attachment") return state === "closed" ? "day-closed" : null;
  return state === "open" ? null : "day-not-open";
}
