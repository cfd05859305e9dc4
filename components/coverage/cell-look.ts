/** Chooses ink and ground of a cell: missing days stand out, closed ones are faint. */
import type { DayStatus } from "../badge/day-status-badge";

const INKS: Record<DayStatus, string> = {
  open: "text-accent",
  reviewed: "text-accent",
  approved: "text-accent",
  closed: "text-rule-strong",
  changed: "text-uncounted",
  unexplained: "text-short",
  "not-counted": "text-ink-3",
  "part-counted": "text-accent",
  late: "text-uncounted",
  // A part of it is counted, so that it is less urgent than a day without any figure.
  "late-part": "text-ink",
  failed: "text-uncounted",
  empty: "text-ink-3",
  "no-sheet": "text-ink-3",
  unread: "text-ink-3",
};

export function chooseCellInk(state: DayStatus): string {
  return INKS[state];
}

/** The running day is not washed, because nothing of it is late. */
export function isWashed(state: DayStatus): boolean {
  return state === "late" || state === "late-part" || state === "failed" || state === "changed";
}

export function isUncounted(state: string): boolean {
  return ["not-counted", "part-counted", "late", "late-part"].includes(state);
}
