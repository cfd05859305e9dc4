import { expect, test } from "vitest";
import { divideGrants, refuseDecision } from "./access-request";

const at = (role: "counter" | "reviewer" | "approver" | "auditor" | "administrator") => ({
  centreId: "101",
  role,
});
const roles = [
  at("counter"),
  at("reviewer"),
  at("approver"),
  at("auditor"),
  at("administrator"),
] as const;

test("roles that sign days off, or grant roles, wait for a second administrator", () => {
  expect(divideGrants([], roles, false)).toEqual({
    effective: [at("counter"), at("auditor")],
    waiting: [at("reviewer"), at("approver"), at("administrator")],
  });
});

test("a role that somebody has stays, and the same role elsewhere waits", () => {
  const elsewhere = { nodeId: "101", role: "reviewer" } as const;
  expect(divideGrants([at("reviewer")], [at("reviewer"), elsewhere], false)).toEqual({
    effective: [at("reviewer")],
    waiting: [elsewhere],
  });
});

test("an only administrator grants at once", () => {
  expect(divideGrants([], roles, true)).toEqual({ effective: roles, waiting: [] });
});

test.each([
  ["a", "b", "c", false, null],
  ["a", "a", "c", false, "own-request"],
  ["a", "a", "c", true, null],
  ["c", "a", "c", false, "own-account"],
  ["c", "c", "c", true, "own-account"],
])("%s confirms what %s asked for %s (only administrator: %s): %s", (...row) => {
  const [actorId, requestedById, userId, isOnlyAdministrator, refusal] = row;
  expect(refuseDecision({ actorId, requestedById, userId, isOnlyAdministrator })).toBe(refusal);
});
