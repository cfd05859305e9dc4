import { describe, expect, test } from "vitest";
import { minor } from "../money";
import { type Draft, type JudgedLine, computePercent, simulate } from "./simulation";
import { NO_LIMIT, formatRuleName, type ToleranceRule } from "./tolerance";

const level = (amount: number, ppm = 0) => ({
  short: { amount: minor(amount), ppm },
  over: { amount: minor(amount), ppm },
});
const draft = (partial: Partial<Draft> = {}): Draft => ({
  centreId: "*",
  tenderId: "kind:cash",
  currency: "EUR",
  explain: level(2_00),
  approve: level(5_00),
  ...partial,
});
const line = (difference: number, partial: Partial<JudgedLine> = {}): JudgedLine => ({
  centreId: "101",
  tenderId: "CASH",
  tenderKind: "cash",
  currency: "EUR",
  nodeIds: [],
  difference: minor(difference),
  sales: null,
  rule: null,
  tolerance: minor(0),
  approval: minor(0),
  ...partial,
});
const rule = (centreId: string, tenderId: string): ToleranceRule => ({
  centreId,
  tenderId,
  currency: "EUR",
  version: 3,
  validFrom: "2026-01-01",
  explain: { short: NO_LIMIT, over: NO_LIMIT },
  approve: level(0),
  monthly: null,
  withdrawn: false,
});

describe("a draft", () => {
  test("flags what lies above its limits, beside what was flagged", () => {
    const lines = [line(0), line(-1), line(2_00), line(-2_01), line(9_00)];
    expect(simulate(lines, draft(), [])).toEqual({
      lines: 5,
      money: 13_02,
      governedElsewhere: 0,
      now: { explain: { lines: 4, money: 13_02 }, approve: { lines: 4, money: 13_02 } },
      draft: { explain: { lines: 2, money: 11_01 }, approve: { lines: 1, money: 9_00 } },
    });
  });

  test("judges short and over apart, by amount or share of the sales", () => {
    const sides = {
      short: { amount: minor(1_00), ppm: 10_000 },
      over: { amount: minor(1_00), ppm: 0 },
    };
    const lines = [line(-5_00, { sales: minor(500_00) }), line(5_00, { sales: minor(500_00) })];
    expect(simulate(lines, draft({ explain: sides }), []).draft.explain).toEqual({
      lines: 1,
      money: 5_00,
    });
  });

  test("looks at the lines that it covers alone", () => {
    const others = [
      line(9_00, { tenderKind: "card" }),
      line(9_00, { tenderKind: null }),
      line(9_00, { currency: "JPY" }),
    ];
    expect(simulate(others, draft(), []).lines).toBe(0);
    expect(simulate([line(9_00)], draft({ centreId: "102" }), []).lines).toBe(0);
  });

  test("leaves lines under a rule of their own as they are", () => {
    const [own, wider] = [rule("101", "*"), rule("*", "*")];
    const lines = [
      line(9_00, { rule: formatRuleName(own) }),
      line(9_00, { rule: formatRuleName(wider) }),
    ];
    expect(simulate(lines, draft(), [own, wider])).toMatchObject({
      lines: 1,
      governedElsewhere: 1,
    });
    const forCentre = draft({ centreId: "101" });
    const both = simulate(lines, forCentre, [own, wider]);
    expect(both).toMatchObject({ lines: 2, governedElsewhere: 0 });
  });
});

describe("a share", () => {
  test.each([
    [0, 0, null],
    [0, 10, 0],
    [1, 3, 33],
    [999, 1_000, 99],
    [1_000, 1_000, 100],
    [9_007_199_254_740_990, 9_007_199_254_740_991, 99],
  ])("of %s in %s is %s %%", (part, whole, share) => {
    expect(computePercent(part, whole)).toBe(share);
  });
});
