/**
 * Gives a line to somebody until a date. The assignment is done when the line needs nothing more,
 * which its explanation or the signature of its day decides; nobody ticks it off.
 */
import type { DayState } from "../day";
import { addDays } from "../business-date";
import type { Line } from "../line";
import { findNeed } from "../workflow/outstanding";

/** It stands in a filter for lines that nobody has. No id of a user is like it. */
export const NO_ASSIGNEE = "nobody";

/** How far ahead a date may lie; a later one is a slip of the keyboard. */
const DUE_DAYS_MAX = 366;

export type AssignmentFacts = {
  assigneeId: string | null;
  dueOn: string | null;
  /** The current business date of the centre. */
  today: string;
  /** The assignment in force; null when the line was never assigned. */
  last: { assigneeId: string | null; dueOn: string | null } | null;
  /** Whether the assignee may explain or write about lines of the centre. */
  mayBeAssigned: boolean;
  line: Pick<Line, "verdict"> & { reason: string | null };
};

export const ASSIGNMENT_REFUSALS = [
  "assignee-not-here",
  "due-missing",
  "due-out-of-range",
  "nothing-to-do",
  "not-assigned",
] as const;
export type AssignmentRefusal = (typeof ASSIGNMENT_REFUSALS)[number];

export function refuseAssignment(facts: AssignmentFacts): AssignmentRefusal | null {
  const { assigneeId, dueOn, today, last } = facts;
  if (assigneeId === null) return (last?.assigneeId ?? null) === null ? "not-assigned" : null;
  if (!isOutstanding(facts.line)) return "nothing-to-do";
  if (!facts.mayBeAssigned) return "assignee-not-here";
  if (dueOn === null) return "due-missing";
  // An overdue line may change hands under its old date.
  const isInRange = dueOn >= today && dueOn <= addDays(today, DUE_DAYS_MAX);
  return isInRange || dueOn === last?.dueOn ? null : "due-out-of-range";
}

/** Tells whether the line still needs an explanation, or a count or a waiver. */
function isOutstanding({ verdict, reason }: AssignmentFacts["line"]): boolean {
  return reason === null && findNeed({ verdict }) !== "nothing";
}

export function isAssignmentDone(line: AssignmentFacts["line"], state: DayState): boolean {
  return state !== "open" || !isOutstanding(line);
}

/** Something is overdue from the day after its date on. */
export function isOverdue(dueOn: string | null, today: string): boolean {
  return dueOn !== null && dueOn < today;
}
