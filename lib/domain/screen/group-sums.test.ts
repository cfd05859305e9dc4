import fc from "fast-check";
import { expect, test } from "vitest";
import { type Verdict, VERDICTS } from "../line";
import { type ShownLine, sumGroup } from "./group-sums";

function makeLine(
  expectedMinor: number | null,
  countedMinor: number | null,
  verdict: Verdict,
): ShownLine {
  const differenceMinor =
    expectedMinor === null || countedMinor === null ? null : countedMinor - expectedMinor;
  return { expectedMinor, countedMinor, differenceMinor, verdict };
}

test("a line with one side only is in no sum", () => {
  const lines = [makeLine(1000, 990, "short"), makeLine(500, null, "uncounted")];
  expect(sumGroup(lines)).toEqual({
    compared: 1,
    expectedMinor: 1000,
    countedMinor: 990,
    netMinor: -10,
    outside: { short: 1, over: 0 },
  });
});

test("net is counted less expected, however many lines there are", () => {
  const side = fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }), { nil: null });
  const line = fc.tuple(side, side, fc.constantFrom(...VERDICTS)).map((one) => makeLine(...one));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const sums = sumGroup(lines);
      expect(sums.netMinor).toBe(sums.countedMinor - sums.expectedMinor);
    }),
  );
});
