import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minor } from "../money";
import { NO_LIMIT, proposeCashLevels } from "./tolerance";
import {
  listAmountSteps,
  areLinked,
  formatPercent,
  linkSides,
  proposeLevels,
  readPercent,
  sameLevels,
  SHARE_STEPS,
  findStepIndex,
  withLimit,
} from "./draft";

const proposal = proposeCashLevels("EUR");
const three = { amount: minor(3_00), ppm: 0 };

describe("a draft", () => {
  test("changes one limit on both sides, or on one", () => {
    const both = withLimit(proposal, { level: "explain", side: null }, three);
    expect(both.explain).toEqual({ short: three, over: three });
    expect(both.approve).toEqual(proposal.approve);
    expect(areLinked(both)).toBe(true);
    const one = withLimit(proposal, { level: "explain", side: "over" }, three);
    expect(one.explain).toEqual({ short: proposal.explain.short, over: three });
    expect([areLinked(one), sameLevels(one, proposal)]).toEqual([false, false]);
    expect(sameLevels(linkSides(one), proposal)).toBe(true);
  });

  test("is proposed for cash, and for no other kind of tender", () => {
    expect(proposeLevels("cash", "EUR")).toEqual(proposal);
    expect(proposeLevels("card", "EUR").approve).toEqual({ short: NO_LIMIT, over: NO_LIMIT });
  });
});

describe("a slider", () => {
  test("rises, begins at nothing, and knows the proposal", () => {
    for (const currency of ["EUR", "JPY", "KWD"]) {
      const steps = listAmountSteps(currency);
      expect(steps).toEqual(steps.toSorted((one, other) => one - other));
      expect(new Set(steps).size).toBe(steps.length);
      const { explain, approve } = proposeCashLevels(currency);
      for (const { amount, ppm } of [explain.short, approve.short]) {
        expect(steps[findStepIndex(steps, amount)]).toBe(amount);
        expect(SHARE_STEPS[findStepIndex(SHARE_STEPS, ppm)]).toBe(ppm);
      }
    }
  });

  test("stands on the step below what was typed", () => {
    expect([0, 1, 99, 100, 5_000].map((value) => findStepIndex([0, 50, 100], value))).toEqual([
      0, 0, 1, 2, 2,
    ]);
  });
});

describe("a percentage", () => {
  test.each([
    ["0", 0],
    ["0.1", 1_000],
    ["0,1", 1_000],
    ["0.5 %", 5_000],
    ["100", 1_000_000],
    ["100.0001", null],
    ["12.34567", null],
    ["-1", null],
    ["", null],
    [".5", null],
    ["1e2", null],
  ])("%j is %s millionths", (text, ppm) => {
    expect(readPercent(text)).toBe(ppm);
  });

  test("is read as it was written, in every language", () => {
    const languages = fc.constantFrom("en", "es", "fr");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), languages, (ppm, language) => {
        expect(readPercent(formatPercent(ppm, language))).toBe(ppm);
      }),
    );
    expect([formatPercent(1_000, "en"), formatPercent(12_500, "fr")]).toEqual(["0.1", "1,25"]);
  });
});
