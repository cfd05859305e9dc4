import "server-only";

/**
 * Formats why a move is refused, and who can make it. These are the sentences of the API; a screen
 * has its own, by the reason.
 */
import { formatPlain, minor } from "@/lib/domain/money";
import { needsApproval, type MoveName, type Refusal } from "@/lib/domain/workflow/workflow";
import type { DayFound } from "./day-facts";

export type RefusedMove = DayFound & { move: MoveName; refusal: Refusal; people: string[] };

export function formatRefusal(refused: RefusedMove): string {
  const { move, refusal, facts } = refused;
  const someone = `someone else must ${VERBS[move]} it`;
  switch (refusal) {
    case "period-closed":
      return `The period of this day is closed. It is reopened first, by ${names(refused)}.`;
    case "nothing-to-review":
      return "Nothing was reported or counted on this day yet.";
    case "not-open":
      return `This day is ${facts.state} already. It is reviewed again only once it is reopened.`;
    case "not-reviewed":
      return "This day is not reviewed yet. Review it first.";
    case "already-done":
      return `This day is ${facts.state} already.`;
    case "recount-wanted":
      return `A fresh count of ${lines(facts.recounts)} was asked for and is not there yet.`;
    case "uncounted":
      return `Neither counted nor waived yet: ${lines(facts.unwaived)}. Count or waive, then review.`;
    case "unexplained":
      return `${differences(facts.unexplained)} no explanation yet. Explain first, then review.`;
    case "month-limit":
      return monthSentence(refused);
    case "approval-needed":
      return `${whyApproval(refused)} It is approved before it is closed, by ${names(refused)}.`;
    case "changed-after-sign-off":
      return "Cashrec changed the cash sheet after sign-off. Accept the change, or reopen the day.";
    case "nothing-changed":
      return "The cash sheet is still what was signed. There is nothing to accept.";
    case "counted-by-you":
      return `You counted on this day, so ${someone}: ${names(refused)}.`;
    case "explained-by-you":
      return `You explained a difference of this day, so ${someone}: ${names(refused)}.`;
    case "reviewed-by-you":
      return `You reviewed this day, so ${someone}: ${names(refused)}.`;
    case "rule-by-you":
      return `A rule that you set reviewed this day, so ${someone}: ${names(refused)}.`;
    case "four-eyes":
      return `You reviewed this day and nobody approved it, so ${someone}: ${names(refused)}.`;
    case "reason-missing":
      return `Say why you ${VERBS[move]} ${move === "acceptance" ? "the change" : "the day"}.`;
  }
}

const VERBS: Record<MoveName, string> = {
  review: "review",
  approval: "approve",
  closure: "close",
  reopening: "reopen",
  acceptance: "accept",
};

/** Formats "A, B or C"; when there is nobody, it says what to do. */
function names({ people }: RefusedMove): string {
  const last = people.at(-1);
  if (last === undefined) return "someone to whom an administrator gives the role";
  return people.length === 1 ? last : `${people.slice(0, -1).join(", ")} or ${last}`;
}

function lines(count: number): string {
  return count === 1 ? "one line" : `${count} lines`;
}

function differences(count: number): string {
  return count === 1 ? "One difference has" : `${count} differences have`;
}

function whyApproval({ facts }: RefusedMove): string {
  const isCentre = needsApproval({ ...facts, approvals: 0 });
  if (isCentre) return "In this centre every day is approved.";
  const { approvals: count } = facts;
  return count === 1
    ? "One difference lies above the second level."
    : `${count} differences lie above the second level.`;
}

function monthSentence({ monthLimits, head }: RefusedMove): string {
  const tills = monthLimits.flatMap(({ tillId, tenderId, total, limit, unexplained }) => {
    if (unexplained === 0) return [];
    const amount = formatPlain(minor(Math.abs(total)), head.currency);
    const bound = formatPlain(limit, head.currency);
    const side = total < 0 ? "short" : "over";
    return [`till ${tillId} is ${amount} ${head.currency} ${side} in ${tenderId}, beyond ${bound}`];
  });
  return `This month ${tills.join("; ")}. Explain today's difference, then review.`;
}
