/**
 * Decides whether a day still accepts a change. A signed day is what its signatories saw, so that
 * its counts, explanations and assignments change only while it is open; notes, messages and files
 * may be added until it is closed. A closed period accepts nothing, whatever the state of its days.
 */
import type { DayState } from "../day";

export const DAY_CHANGES = [
  "count",
  "explanation",
  "note",
  "attachment",
  "message",
  "assignment",
] as const;
export type DayChange = (typeof DAY_CHANGES)[number];

const UNTIL_CLOSED: readonly DayChange[] = ["note", "attachment", "message"];

export type OpenDayRefusal = "period-closed" | "day-closed" | "day-not-open";

export function refuseDayChange(
  change: DayChange,
  { state, periodClosed }: { state: DayState; periodClosed: boolean },
): OpenDayRefusal | null {
  if (periodClosed) return "period-closed";
  if (UNTIL_CLOSED.includes(change)) return state === "closed" ? "day-closed" : null;
  return state === "open" ? null : "day-not-open";
}
