/**
 * Tests every state × move × situation, as a table. A situation differs from the ready day in what
 * its name says; "→ x" is the state that follows, anything else is the refusal. Rey reviewed, Cal
 * counted, Ana makes the move unless the situation says who.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_STATES } from "../day";
import {
  type DayFacts,
  decideMove,
  MOVES,
  type MoveName,
  needsApproval,
  findReview,
  wantsText,
} from "./workflow";

const READY: DayFacts = {
  state: "open",
  isKnown: true,
  periodClosed: false,
  approvalMode: "above-limit",
  unexplained: 0,
  unwaived: 0,
  recounts: 0,
  approvals: 0,
  monthLimits: 0,
  changedAfterSignOff: false,
  counters: ["Cal"],
  explainers: ["Exa"],
  reviewerId: null,
  reviewedByRule: false,
};

type Situation = Partial<DayFacts> & { by?: string };

const SITUATIONS: Record<string, Situation> = {
  ready: {},
  "of a closed period": { periodClosed: true },
  unknown: { isKnown: false },
  "with a recount wanted": { recounts: 1, unwaived: 1, unexplained: 1 },
  "with an uncounted line": { unwaived: 1, unexplained: 1 },
  unexplained: { unexplained: 1, monthLimits: 1 },
  "beyond a month's limit": { monthLimits: 1 },
  "above the second level": { approvals: 1 },
  "always approved": { approvalMode: "always" },
  changed: { changedAfterSignOff: true },
  "asked by a counter": { by: "Cal" },
  "asked by one who explained": { by: "Exa" },
  "asked by the reviewer": { by: "Rey" },
  "reviewed by rule": { reviewedByRule: true },
  "by rule, asked by a counter": { reviewedByRule: true, by: "Cal" },
  "by rule, asked by one who explained": { reviewedByRule: true, by: "Exa" },
  "by rule, asked by its author": { reviewedByRule: true, by: "Rey" },
};

const DONE = "already-done";
const CHANGED = "changed-after-sign-off";
const PERIOD = "period-closed";
const MINE = "reviewed-by-you";
const NEED = "approval-needed";
const RULE = "rule-by-you";
const COUNTED = "counted-by-you";
const EXPLAINED = "explained-by-you";

/** Columns: open, reviewed, approved, closed. */
const TABLE: Record<MoveName, Record<string, string>> = {
  review: {
    ready: `→ reviewed | ${DONE} | not-open | not-open`,
    "of a closed period": `${PERIOD} | ${PERIOD} | ${PERIOD} | ${PERIOD}`,
    unknown: `nothing-to-review | ${DONE} | not-open | not-open`,
    "with a recount wanted": `recount-wanted | ${DONE} | not-open | not-open`,
    "with an uncounted line": `uncounted | ${DONE} | not-open | not-open`,
    unexplained: `unexplained | ${DONE} | not-open | not-open`,
    "beyond a month's limit": `month-limit | ${DONE} | not-open | not-open`,
    "above the second level": `→ reviewed | ${DONE} | not-open | not-open`,
    "always approved": `→ reviewed | ${DONE} | not-open | not-open`,
    changed: `→ reviewed | ${DONE} | not-open | not-open`,
    "asked by a counter": `counted-by-you | ${DONE} | not-open | not-open`,
    "asked by the reviewer": `→ reviewed | ${DONE} | not-open | not-open`,
    "by rule, asked by a counter": `${COUNTED} | ${DONE} | not-open | not-open`,
  },
  approval: {
    ready: `not-reviewed | → approved | ${DONE} | ${DONE}`,
    "of a closed period": `${PERIOD} | ${PERIOD} | ${PERIOD} | ${PERIOD}`,
    changed: `not-reviewed | ${CHANGED} | ${DONE} | ${DONE}`,
    "asked by a counter": `not-reviewed | counted-by-you | ${DONE} | ${DONE}`,
    "asked by one who explained": `not-reviewed | ${EXPLAINED} | ${DONE} | ${DONE}`,
    "asked by the reviewer": `not-reviewed | ${MINE} | ${DONE} | ${DONE}`,
    "by rule, asked by a counter": `not-reviewed | ${COUNTED} | ${DONE} | ${DONE}`,
    "by rule, asked by one who explained": `not-reviewed | ${EXPLAINED} | ${DONE} | ${DONE}`,
    "by rule, asked by its author": `not-reviewed | ${RULE} | ${DONE} | ${DONE}`,
  },
  closure: {
    ready: `not-reviewed | → closed | → closed | ${DONE}`,
    "of a closed period": `${PERIOD} | ${PERIOD} | ${PERIOD} | ${PERIOD}`,
    "above the second level": `not-reviewed | ${NEED} | → closed | ${DONE}`,
    "always approved": `not-reviewed | ${NEED} | → closed | ${DONE}`,
    changed: `not-reviewed | ${CHANGED} | ${CHANGED} | ${DONE}`,
    "asked by the reviewer": `not-reviewed | four-eyes | → closed | ${DONE}`,
    "by rule, asked by a counter": `not-reviewed | ${COUNTED} | → closed | ${DONE}`,
    "by rule, asked by one who explained": `not-reviewed | ${EXPLAINED} | → closed | ${DONE}`,
    "by rule, asked by its author": `not-reviewed | ${RULE} | → closed | ${DONE}`,
  },
  reopening: {
    ready: `${DONE} | → open | → open | → open`,
    "of a closed period": `${PERIOD} | ${PERIOD} | ${PERIOD} | ${PERIOD}`,
  },
  acceptance: {
    ready: "nothing-changed | nothing-changed | nothing-changed | nothing-changed",
    "of a closed period": `${PERIOD} | ${PERIOD} | ${PERIOD} | ${PERIOD}`,
    changed: "nothing-changed | → reviewed | → approved | → closed",
  },
};

function outcomeOf(
  move: MoveName,
  facts: DayFacts,
  by = "Ana",
  text: string | null = "Why",
): string {
  const decision = decideMove(move, facts, { actorId: by, text });
  return decision.refused ?? `→ ${decision.to}`;
}

function factsOf(state: DayFacts["state"], { by: _, ...rest }: Situation): DayFacts {
  return { ...READY, state, reviewerId: state === "open" ? null : "Rey", ...rest };
}

describe.each(MOVES)("%s", (move) => {
  test.each(Object.entries(SITUATIONS))("of a day that is %s", (name, situation) => {
    const row = TABLE[move][name] ?? TABLE[move].ready;
    const found = DAY_STATES.map((state) =>
      outcomeOf(move, factsOf(state, situation), situation.by),
    );
    expect(found.join(" | ")).toBe(row);
  });

  test("wants a word exactly where something signed is undone or let stand", () => {
    const facts = factsOf("closed", SITUATIONS.changed ?? {});
    const silent = MOVES.filter((each) => outcomeOf(each, facts, "Ana", null) === "reason-missing");
    expect(silent).toEqual(["reopening", "acceptance"]);
    expect(wantsText(move)).toBe(silent.includes(move));
  });
});

test("the reviewer may not accept what changed after their own review", () => {
  const facts = { ...factsOf("approved", {}), changedAfterSignOff: true };
  expect(outcomeOf("acceptance", facts, "Rey")).toBe("reviewed-by-you");
});

test("a reopening begins the four eyes anew", () => {
  const by = (move: MoveName, actorId: string) => ({ move, actorId, isByRule: false });
  const reviewerOf = (moves: Parameters<typeof findReview>[0]) => findReview(moves).reviewerId;
  const moves = [by("review", "Rey"), by("closure", "Ana"), by("acceptance", "Ana")];
  expect(reviewerOf([])).toBeNull();
  expect(reviewerOf(moves)).toBe("Rey");
  const reopened = [...moves, by("reopening", "Ana")];
  expect(reviewerOf(reopened)).toBeNull();
  expect(reviewerOf([...reopened, by("review", "Ana")])).toBe("Ana");
});

test("a review by rule is one of the rule's author, until the day is reopened", () => {
  const review = { move: "review" as const, actorId: "Rey", isByRule: true };
  expect(findReview([review])).toEqual({ reviewerId: "Rey", reviewedByRule: true });
  const reopening = { move: "reopening" as const, actorId: "Ana", isByRule: false };
  const none = { reviewerId: null, reviewedByRule: false };
  expect(findReview([review, reopening])).toEqual(none);
});

const people = fc.constantFrom("Ana", "Cal", "Rey");
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ move: fc.constantFrom(...MOVES), by: people }) },
    fc.record({ count: people, unexplained: fc.nat(1), approvals: fc.nat(1) }),
    fc.record({ changed: fc.boolean() }),
  ),
  { maxLength: 40 },
);

type Done = {
  move: MoveName;
  actorId: string;
  isByRule: boolean;
  counters: readonly string[];
};

test("whatever is tried, a closed day was seen by two, and nothing was left to do at its review", () => {
  fc.assert(
    fc.property(steps, fc.constantFrom("always", "above-limit"), (all, approvalMode) => {
      let facts: DayFacts = { ...READY, counters: [], approvalMode };
      let done: Done[] = [];
      for (const step of all) {
        if ("changed" in step) {
          if (facts.state !== "open") facts = { ...facts, changedAfterSignOff: step.changed };
        } else if ("count" in step) {
          if (facts.state !== "open") continue;
          const { unexplained, approvals, count } = step;
          facts = { ...facts, unexplained, approvals, counters: [...facts.counters, count] };
        } else {
          const by = { actorId: step.by, text: "Why" };
          const decision = decideMove(step.move, facts, by);
          if (decision.refused !== null) continue;
          if (step.move === "review") expect(facts.unexplained).toBe(0);
          const began = step.move === "reopening" ? [] : done;
          const { counters } = facts;
          done = [...began, { move: step.move, actorId: step.by, isByRule: false, counters }];
          const settled = step.move === "reopening" || step.move === "acceptance";
          const changedAfterSignOff = !settled && facts.changedAfterSignOff;
          facts = { ...facts, state: decision.to, changedAfterSignOff, ...findReview(done) };
        }
        if (facts.state === "closed") expectFourEyes(done, needsApproval(facts));
      }
    }),
    { numRuns: 2_000 },
  );
});

function expectFourEyes(done: readonly Done[], approved: boolean): void {
  const review = done.findLast(({ move }) => move === "review");
  const later = done.filter(({ move }) => move === "approval" || move === "closure");
  expect(review?.counters).not.toContain(review?.actorId);
  expect(later.some(({ actorId }) => actorId !== review?.actorId)).toBe(true);
  const approvals = later.filter(({ move }) => move === "approval");
  expect(approvals.every(({ actorId }) => actorId !== review?.actorId)).toBe(true);
  if (approved) expect(approvals).toHaveLength(1);
}
