import { expect, test } from "vitest";
import { type BroughtProof, dateSignIn, refuseProof } from "./refuse-proof";

const ASKED = new Date("2026-11-28T10:00:00Z");
const after = (seconds: number) => new Date(ASKED.getTime() + seconds * 1000);
const brought = (changes: Partial<BroughtProof>): BroughtProof => ({
  isSamePerson: true,
  provedAt: after(5),
  askedAt: ASKED,
  statesAuthTime: true,
  ...changes,
});

test.each([
  ["made after it was asked for", {}, null],
  ["made within the skew of two clocks", { provedAt: after(-60) }, null],
  ["made before", { provedAt: after(-61) }, "old"],
  ["without a time", { provedAt: null }, "undated"],
  [
    "without a time, of a provider that states none",
    { provedAt: null, statesAuthTime: false },
    null,
  ],
  [
    "made before, though usually without a time",
    { provedAt: after(-61), statesAuthTime: false },
    "old",
  ],
  ["of another person", { isSamePerson: false, provedAt: null }, "other-person"],
] as const)("a proof %s", (_, changes, refusal) => {
  expect(refuseProof(brought(changes))).toBe(refusal);
});

test("a sign-in that nobody dates proves nothing", () => {
  expect(dateSignIn(after(0), true)).toEqual(after(0));
  expect(dateSignIn(null, true)?.getTime()).toBe(0);
  expect(dateSignIn(null, false)).toBeNull();
});
