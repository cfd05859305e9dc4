import { describe, expect, test } from "vitest";
import { type AssignmentFacts, isAssignmentDone, isOverdue, refuseAssignment } from "./assignment";

const LINE = { verdict: "short" as const, reason: null };
const FACTS: AssignmentFacts = {
  assigneeId: "ana",
  dueOn: "2026-03-04",
  today: "2026-03-02",
  last: null,
  mayBeAssigned: true,
  line: LINE,
};
const LAST = { assigneeId: "ana", dueOn: "2026-03-01" };

describe("an assignment is refused when", () => {
  test.each([
    ["the assignee may do nothing here", { mayBeAssigned: false }, "assignee-not-here"],
    ["it has no date", { dueOn: null }, "due-missing"],
    ["its date is over", { dueOn: "2026-03-01" }, "due-out-of-range"],
    ["its date is years ahead", { dueOn: "2028-03-01" }, "due-out-of-range"],
    ["the line matches", { line: { verdict: "matched", reason: null } }, "nothing-to-do"],
    ["the line is explained", { line: { ...LINE, reason: "other" } }, "nothing-to-do"],
    ["nobody has what is taken back", { assigneeId: null, dueOn: null }, "not-assigned"],
  ] as const)("%s", (_, partial, refusal) => {
    expect(refuseAssignment({ ...FACTS, ...partial })).toBe(refusal);
  });
});

test.each([
  ["a first one", {}],
  ["one that is taken back", { assigneeId: null, dueOn: null, last: LAST }],
  [
    "one that changes hands when it is overdue",
    { assigneeId: "jon", dueOn: LAST.dueOn, last: LAST },
  ],
] as const)("%s is accepted", (_, partial) => {
  expect(refuseAssignment({ ...FACTS, ...partial })).toBeNull();
});

test("it is done once the line is explained or the day is signed", () => {
  expect(isAssignmentDone(LINE, "open")).toBe(false);
  expect(isAssignmentDone({ ...LINE, reason: "other" }, "open")).toBe(true);
  expect(isAssignmentDone(LINE, "reviewed")).toBe(true);
});

test("it is overdue from the day after its date on", () => {
  expect(isOverdue("2026-03-04", "2026-03-04")).toBe(false);
  expect(isOverdue("2026-03-04", "2026-03-05")).toBe(true);
  expect(isOverdue(null, "2026-03-05")).toBe(false);
});
