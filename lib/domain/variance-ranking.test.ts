import fc from "fast-check";
import { expect, test } from "vitest";
import { noSums } from "./variance";
import { rankBy, RANKINGS, shareOfNet } from "./variance-ranking";

const sums = (
  centreId: string,
  shortMinor: number,
  overMinor: number,
  salesMinor: number | null,
) => ({
  ...{ ...noSums("EUR"), centreId, shortMinor, overMinor, netMinor: shortMinor + overMinor },
  ...{ salesMinor, lines: { ...noSums("EUR").lines, matched: overMinor }, uncountedLines: 10 },
});
const ROWS = [
  sums("a", -100, 90, 1_000_000),
  sums("b", -50, 0, 1_000),
  sums("c", 0, 20, null),
  sums("d", -5, 5, 0),
];
const order = (ranking: (typeof RANKINGS)[number]) =>
  rankBy(ROWS, ranking)
    .map(({ centreId }) => centreId)
    .join("");

test("each ranking has its own first, and the unknown comes last", () => {
  expect(order("net")).toBe("badc");
  expect(order("absolute")).toBe("abcd");
  expect(order("rate")).toBe("bacd");
  expect(order("coverage")).toBe("bdca");
});

test("a ranking loses nobody and does not depend on the order it is given", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(ROWS), fc.constantFrom(...RANKINGS), (rows, ranking) => {
      const ranked = rankBy(rows, ranking);
      expect(new Set(ranked)).toEqual(new Set(rows));
      expect(rankBy([...rows].reverse(), ranking)).toEqual(ranked);
    }),
  );
});

test("a share of the net is told only where it makes sense", () => {
  const [a, b, c, d] = ROWS;
  if (!a || !b || !c || !d) throw new Error("four rows");
  expect(shareOfNet([b], [a, b])).toBeCloseTo(50 / 60);
  expect(shareOfNet([c], ROWS)).toBeNull();
  expect(shareOfNet([d], [d])).toBeNull();
});
