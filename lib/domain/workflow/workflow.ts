/**
 * The moves of a day, count → review → approval → closure and back, as one pure table: what a move
 * leads to, or why it is refused. Nobody sees a day through alone: whoever counted does not review,
 * whoever reviewed does not approve, and a day that needs no approval is closed by someone else.
 */
import type { DayState } from "../day";
import type { Permission } from "../permission";

/** "acceptance" is of a cash sheet that changed after sign-off: the figures stay as signed. */
export const MOVES = ["review", "approval", "closure", "reopening", "acceptance"] as const;
export type MoveName = (typeof MOVES)[number];
/** How many days one request moves. */
export const MOVED_DAYS_MAX = 500;

export const MOVE_PERMISSIONS = {
  review: "reconciliation:review",
  approval: "reconciliation:approve",
  closure: "reconciliation:close",
  reopening: "reconciliation:reopen",
  acceptance: "reconciliation:approve",
} as const satisfies Record<MoveName, Permission>;

/** Why a day does not make a move, whoever asks. */
const DAY_REFUSALS = [
  "period-closed",
  "nothing-to-review",
  "not-open",
  "not-reviewed",
  "already-done",
  "recount-wanted",
  "uncounted",
  "unexplained",
  "month-limit",
  "approval-needed",
  "changed-after-sign-off",
  "nothing-changed",
] as const;
/** Why this person does not make it, where another may. */
export const PERSON_REFUSALS = ["counted-by-you", "reviewed-by-you", "four-eyes"] as const;
export const REFUSALS = [...DAY_REFUSALS, ...PERSON_REFUSALS, "reason-missing"] as const;
export type DayRefusal = (typeof DAY_REFUSALS)[number];
export type PersonRefusal = (typeof PERSON_REFUSALS)[number];
export type Refusal = (typeof REFUSALS)[number];

/** "always", or only for days with a difference above the second level. */
export type ApprovalMode = "always" | "above-limit";

export type DayFacts = {
  state: DayState;
  /** False for a day that was neither reported nor counted. */
  isKnown: boolean;
  periodClosed: boolean;
  approvalMode: ApprovalMode;
  unexplained: number;
  unwaived: number;
  recounts: number;
  /** Differences above the second level. */
  approvals: number;
  /** Tills beyond their limit of the month, with a difference of this day that is unexplained. */
  monthLimits: number;
  changedAfterSignOff: boolean;
  /** Whoever made a count of this day, an opening one included, whether or not it is in force. */
  counters: readonly string[];
  /** Of the review since the day was last reopened; null: none. */
  reviewerId: string | null;
};

export type Decision = { to: DayState; refused: null } | { to: null; refused: Refusal };

export function decideMove(
  move: MoveName,
  facts: DayFacts,
  by: { actorId: string; text: string | null },
): Decision {
  const refused =
    dayRefusal(move, facts) ??
    personRefusal(move, facts, by.actorId) ??
    (wantsText(move) && by.text === null ? "reason-missing" : null);
  return refused === null ? { to: stateAfter(move, facts.state), refused } : { to: null, refused };
}

export function dayRefusal(move: MoveName, facts: DayFacts): DayRefusal | null {
  if (facts.periodClosed) return "period-closed";
  const { state } = facts;
  switch (move) {
    case "review":
      return state === "open" ? reviewRefusal(facts) : signed(state, "reviewed");
    case "approval":
      if (state === "open") return "not-reviewed";
      return state === "reviewed" ? changeRefusal(facts) : "already-done";
    case "closure":
      if (state === "open") return "not-reviewed";
      if (state === "closed") return "already-done";
      if (state === "reviewed" && needsApproval(facts)) return "approval-needed";
      return changeRefusal(facts);
    case "reopening":
      return state === "open" ? "already-done" : null;
    case "acceptance":
      return state !== "open" && facts.changedAfterSignOff ? null : "nothing-changed";
  }
}

/** Asked once the day itself allows the move. */
export function personRefusal(
  move: MoveName,
  facts: DayFacts,
  actorId: string,
): PersonRefusal | null {
  if (!listBarred(move, facts).includes(actorId)) return null;
  if (move === "review") return "counted-by-you";
  return move === "closure" ? "four-eyes" : "reviewed-by-you";
}

/** Who had a hand in the day already, and so leaves this move to others. */
export function listBarred(move: MoveName, facts: DayFacts): readonly string[] {
  const reviewer = facts.reviewerId === null ? [] : [facts.reviewerId];
  switch (move) {
    case "review":
      return facts.counters;
    case "approval":
    case "acceptance":
      return reviewer;
    case "closure":
      return facts.state === "reviewed" ? reviewer : [];
    case "reopening":
      return [];
  }
}

export function needsApproval({
  approvalMode,
  approvals,
}: Pick<DayFacts, "approvalMode" | "approvals">): boolean {
  return approvalMode === "always" || approvals > 0;
}

/** A day is not reopened, and a change not accepted, without a word. */
export function wantsText(move: MoveName): boolean {
  return move === "reopening" || move === "acceptance";
}

/** Who reviewed the day since it was last reopened. `moves` are in their order. */
export function findReviewer(moves: readonly { move: MoveName; actorId: string }[]): string | null {
  let reviewer: string | null = null;
  for (const { move, actorId } of moves) {
    if (move === "review") reviewer = actorId;
    if (move === "reopening") reviewer = null;
  }
  return reviewer;
}

function reviewRefusal(facts: DayFacts): DayRefusal | null {
  if (!facts.isKnown) return "nothing-to-review";
  if (facts.recounts > 0) return "recount-wanted";
  if (facts.unwaived > 0) return "uncounted";
  if (facts.unexplained > 0) return "unexplained";
  return facts.monthLimits > 0 ? "month-limit" : null;
}

/** What nobody has seen is not signed: the change is accepted first, or the day reopened. */
function changeRefusal({ changedAfterSignOff }: DayFacts): DayRefusal | null {
  return changedAfterSignOff ? "changed-after-sign-off" : null;
}

function signed(state: DayState, same: DayState): DayRefusal {
  return state === same ? "already-done" : "not-open";
}

function stateAfter(move: MoveName, state: DayState): DayState {
  return { ...AFTER, acceptance: state }[move];
}

const AFTER = {
  review: "reviewed",
  approval: "approved",
  closure: "closed",
  reopening: "open",
} as const;
