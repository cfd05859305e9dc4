import { expect, test } from "vitest";
import type { Hypothesis } from "./hypothesis";
import { scoreHypotheses } from "./score";

test("causes of one score have one order, in whatever order they were found", () => {
  const facts = { amountMinor: 18_40 };
  const hits: Hypothesis[] = [
    { kind: "deposit-missing", explained: -18_40, evidence: 1, facts },
    { kind: "movement-missing", explained: -18_40, evidence: 0.5, facts },
  ];
  const measure = { difference: -18_40, tolerance: 2_00, scale: 1, isCash: true };
  const causes = scoreHypotheses(hits, measure);
  expect(new Set(causes.map(({ score }) => score)).size).toBe(1);
  expect(causes.map(({ kind }) => kind)).toEqual(["movement-missing", "deposit-missing"]);
  expect(scoreHypotheses(hits.toReversed(), measure)).toEqual(causes);
});
