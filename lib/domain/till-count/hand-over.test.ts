import { expect, test } from "vitest";
import { computeDisagreement, refuseTakeOver } from "./hand-over";

test.each([
  [null, "no-hand-over"],
  [{ givenById: "clara", isTaken: true }, "taken-over"],
  [{ givenById: "hugo", isTaken: false }, "same-person"],
  [{ givenById: "clara", isTaken: false }, null],
] as const)("Hugo takes over %j: %s", (handOver, refusal) => {
  expect(refuseTakeOver(handOver, "hugo")).toBe(refusal);
});

test("a disagreement is what was found less what was handed over", () => {
  expect(computeDisagreement(150_00, 149_50)).toBe(-50);
});
