import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cause } from "../causes/cause";
import {
  decideExplanation,
  type Explained,
  explainedFloat,
  EXPLANATION_KINDS,
  type ExplanationInput,
} from "./explanation";
import { type Verdict, VERDICTS } from "../line";
import { minor } from "../money";
import { defaultReasons } from "./reason-list";
import { type Explanation, stillHolds } from "./outstanding";

const LINE = { shiftId: "1", tillId: "T1", tenderId: "CASH" };
const swap: Cause = {
  kind: "digits-swapped",
  reason: "digits-swapped",
  score: 0.8,
  facts: { amountMinor: 984_70, otherMinor: 948_70 },
};
const lineWith = (verdict: Verdict): Explained => ({
  ...LINE,
  verdict,
  countVersion: verdict === "uncounted" ? null : 1,
  difference: verdict === "uncounted" || verdict === "unexpected" ? null : minor(-36_00),
});
const explanationOf = (kind: Explanation["kind"]): Explanation => ({
  ...LINE,
  kind,
  reason: "cash-handling",
  difference: minor(-36_00),
  countVersion: 1,
});

function decide(verdict: Verdict, input: Partial<ExplanationInput>, more: object = {}) {
  return decideExplanation(
    {
      line: lineWith(verdict),
      last: null,
      causes: [swap],
      reasons: defaultReasons(),
      ...more,
    },
    { kind: null, reason: null, text: "", cause: null, ...input },
  );
}

describe("what can be said about a line", () => {
  test.each([
    ["short", { reason: "cash-handling" }, "explained"],
    ["over", { reason: "float-counted-twice" }, "explained"],
    ["unexpected", { reason: "wrong-till" }, "explained"],
    ["within-tolerance", { reason: "cash-handling" }, "explained"],
    ["uncounted", { reason: "not-open" }, "waived"],
    ["uncounted", { reason: "other", text: "The till burnt" }, "waived"],
  ] as const)("%s with %j is %s", (verdict, input, kind) => {
    expect(decide(verdict, input)).toMatchObject({ refusal: null, kind, reason: input.reason });
  });

  test.each([
    ["matched", { reason: "other", text: "Fine" }, "nothing-to-explain"],
    ["uncounted", { kind: "explained", reason: "not-open" }, "nothing-to-explain"],
    ["short", { kind: "waived", reason: "cash-handling" }, "nothing-to-waive"],
    ["short", { kind: "withdrawn" }, "nothing-to-withdraw"],
    ["short", { reason: "float-counted-twice" }, "unknown-reason"],
    ["short", { reason: "bad-luck" }, "unknown-reason"],
    ["short", {}, "unknown-reason"],
    ["short", { reason: "other" }, "text-missing"],
    ["short", { reason: "decimal-slip", cause: "decimal-slip" }, "cause-gone"],
    ["short", { reason: "cash-handling", cause: "digits-swapped" }, "cause-gone"],
  ] as const)("%s with %j is refused: %s", (verdict, input, refusal) => {
    expect(decide(verdict, input)).toEqual({ refusal });
  });

  test("takes a likely cause with its arithmetic", () => {
    const decision = decide("short", { reason: "digits-swapped", cause: "digits-swapped" });
    expect(decision).toMatchObject({ refusal: null, cause: swap });
  });

  test("can be withdrawn once", () => {
    const decision = decide("short", { kind: "withdrawn" }, { last: explanationOf("explained") });
    expect(decision).toMatchObject({ refusal: null, kind: "withdrawn", reason: "cash-handling" });
    const again = decide("short", { kind: "withdrawn" }, { last: explanationOf("withdrawn") });
    expect(again).toEqual({ refusal: "nothing-to-withdraw" });
  });
});

test("whatever is allowed holds, unless it takes back what was said", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...VERDICTS),
      fc.constantFrom(null, ...EXPLANATION_KINDS),
      fc.constantFrom(...defaultReasons().map(({ code }) => code)),
      (verdict, kind, reason) => {
        const decision = decide(
          verdict,
          { kind, reason, text: "Why" },
          { last: explanationOf("waived") },
        );
        if (decision.refusal !== null) return;
        const line = lineWith(verdict);
        const now = { ...line, kind: decision.kind, reason };
        const whole = { ...line, counted: null, approval: minor(0) };
        expect(stillHolds(now, whole)).toBe(decision.kind !== "withdrawn");
      },
    ),
  );
});

test("the check of a float is short, over or as it should be", () => {
  const check = { ...LINE, tenderId: "~opening-agreed" as const, expected: minor(200_00) };
  const verdicts = [180_00, 200_00, 220_00].map((counted) => {
    const difference = minor(counted - 200_00);
    return explainedFloat({ ...check, counted: minor(counted), difference }).verdict;
  });
  expect(verdicts).toEqual(["short", "matched", "over"]);
});
