/**
 * Defines the moves of a day, count → review → approval → closure and back, as one pure table: the
 * state to which a move leads, or why it is refused. Nobody signs a day alone: a person who counted
 * does not review, one who counted, explained or reviewed does not approve, and a day that needs no
 * approval is closed by someone other than its reviewer. A review by rule (quiet-day.ts) counts as
 * one of whoever set the rule, and because nobody saw the day, who counted or explained it signs it
 * no further either.
 */
import type { DayState } from "../day";
import type { Permission } from "../permission";

/** "acceptance" concerns a cash sheet that changed after sign-off: the figures stay as signed. */
export const MOVES = ["review", "approval", "closure", "reopening", "acceptance"] as const;
export type MoveName = (typeof MOVES)[number];
/** One request moves at most this number of days. */
export const MOVED_DAYS_MAX = 500;

export const MOVE_PERMISSIONS = {
  review: "reconciliation:review",
  approval: "reconciliation:approve",
  closure: "reconciliation:close",
  reopening: "reconciliation:reopen",
  acceptance: "reconciliation:approve",
} as const satisfies Record<MoveName, Permission>;

/** A day refuses a move for these reasons, whoever makes it. */
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
/** A person may not make a move for these reasons, where another may. */
export const PERSON_REFUSALS = [
  "counted-by-you",
  "explained-by-you",
  "reviewed-by-you",
  "rule-by-you",
  "four-eyes",
] as const;
export const REFUSALS = [...DAY_REFUSALS, ...PERSON_REFUSALS, "reason-missing"] as const;
export type DayRefusal = (typeof DAY_REFUSALS)[number];
export type PersonRefusal = (typeof PERSON_REFUSALS)[number];
export type Refusal = (typeof REFUSALS)[number];

/** "always" means every day; otherwise only days with a difference above the second level. */
export type ApprovalMode = "always" | "above-limit";

export type DayFacts = {
  state: DayState;
  /** It is false for a day that was neither reported nor counted. */
  isKnown: boolean;
  periodClosed: boolean;
  approvalMode: ApprovalMode;
  unexplained: number;
  unwaived: number;
  recounts: number;
  /** Counts the differences above the second level. */
  approvals: number;
  /**
   * Counts the tills beyond their limit of the month, with a difference of this day that is
   * unexplained.
   */
  monthLimits: number;
  changedAfterSignOff: boolean;
  /**
   * These people made a count of this day, an opening one included, whether or not it is in force.
   */
  counters: readonly string[];
  /** These people explained or waived a line of this day, whether or not that is in force. */
  explainers: readonly string[];
  /**
   * It is the author of the review since the day was last reopened, or of the rule that made it;
   * null when there is none.
   */
  reviewerId: string | null;
  /** The review was made by a rule. */
  reviewedByRule: boolean;
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

/** The caller asks this once the day itself allows the move. */
export function personRefusal(
  move: MoveName,
  facts: DayFacts,
  actorId: string,
): PersonRefusal | null {
  if (!listBarred(move, facts).includes(actorId)) return null;
  if (facts.reviewerId === actorId && move !== "review") {
    if (facts.reviewedByRule) return "rule-by-you";
    return move === "closure" ? "four-eyes" : "reviewed-by-you";
  }
  return facts.counters.includes(actorId) ? "counted-by-you" : "explained-by-you";
}

/** Lists the people who took part in the day already, so that others have to make this move. */
export function listBarred(move: MoveName, facts: DayFacts): readonly string[] {
  const reviewer = facts.reviewerId === null ? [] : [facts.reviewerId];
  const everyone = [...new Set([...reviewer, ...facts.counters, ...facts.explainers])];
  const signatories = facts.reviewedByRule ? everyone : reviewer;
  switch (move) {
    case "review":
      return facts.counters;
    case "approval":
      return everyone;
    case "acceptance":
      return signatories;
    case "closure":
      return facts.state === "reviewed" ? signatories : [];
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

/** A text is required to reopen a day, and to accept a change. */
export function wantsText(move: MoveName): boolean {
  return move === "reopening" || move === "acceptance";
}

type MadeMove = { move: MoveName; actorId: string; isByRule: boolean };

/** Finds who reviewed the day since it was last reopened. `moves` are in their order. */
export function findReview(
  moves: readonly MadeMove[],
): Pick<DayFacts, "reviewerId" | "reviewedByRule"> {
  const since = moves.slice(moves.findLastIndex(({ move }) => move === "reopening") + 1);
  const review = since.findLast(({ move }) => move === "review");
  return { reviewerId: review?.actorId ?? null, reviewedByRule: review?.isByRule ?? false };
}

function reviewRefusal(facts: DayFacts): DayRefusal | null {
  if (!facts.isKnown) return "nothing-to-review";
  if (facts.recounts > 0) return "recount-wanted";
  if (facts.unwaived > 0) return "uncounted";
  if (facts.unexplained > 0) return "unexplained";
  return facts.monthLimits > 0 ? "month-limit" : null;
}

/** Nobody may sign what nobody has seen: the change is accepted first, or the day reopened. */
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
