import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeSum } from "./sum-verdict";

test("a sum of differences within tolerance has no colour", () => {
  expect(judgeSum(-170, { short: 0, over: 0 })).toBe("within-tolerance");
  expect(judgeSum(10, { short: 0, over: 0 })).toBe("within-tolerance");
});

test("a sum is short or over where a line on that side is outside its tolerance", () => {
  expect(judgeSum(-170, { short: 1, over: 0 })).toBe("short");
  expect(judgeSum(10, { short: 3, over: 1 })).toBe("over");
  expect(judgeSum(10, { short: 3, over: 0 })).toBe("within-tolerance");
});

test("nothing to compare, and nothing left over, are not coloured", () => {
  expect(judgeSum(null, { short: 1, over: 1 })).toBe("matched");
  expect(judgeSum(0, { short: 1, over: 1 })).toBe("matched");
});

test("the colour never contradicts the sign", () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(5), fc.nat(5), (minor, short, over) => {
      const verdict = judgeSum(minor, { short, over });
      if (verdict === "short") expect(minor).toBeLessThan(0);
      if (verdict === "over") expect(minor).toBeGreaterThan(0);
    }),
  );
});
