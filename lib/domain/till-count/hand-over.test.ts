import fc from "fast-check";
import { expect, test } from "vitest";
import { comparePieces, computeDisagreement, refuseTakeOver } from "./hand-over";

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

test("the pieces of the two stand beside each other, and what is in bulk comes last", () => {
  const given = [
    { valueMinor: 200, quantity: 5 },
    { valueMinor: 2_000, quantity: 7 },
    { valueMinor: 10, quantity: 0 },
  ];
  const taken = [
    { valueMinor: 950, quantity: 1, loose: true as const },
    { valueMinor: 2_000, quantity: 7 },
    { valueMinor: 200, quantity: 1, per: 25 },
  ];
  expect(comparePieces(given, taken)).toEqual([
    { item: { valueMinor: 2_000 }, given: 7, taken: 7 },
    { item: { valueMinor: 200 }, given: 5, taken: 0 },
    { item: { valueMinor: 200, per: 25 }, given: 0, taken: 1 },
    { item: { valueMinor: 950, loose: true }, given: 0, taken: 950 },
  ]);
});

test("each side adds up to what it counted", () => {
  const items = fc.uniqueArray(
    fc.record({ valueMinor: fc.integer({ min: 1, max: 50_000 }), quantity: fc.nat(1_000) }),
    { selector: ({ valueMinor }) => valueMinor, maxLength: 20 },
  );
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  fc.assert(
    fc.property(items, items, (given, taken) => {
      const compared = comparePieces(given, taken);
      const sumOf = (side: "given" | "taken") =>
        sum(compared.map((piece) => piece[side] * piece.item.valueMinor));
      const sumOfItems = (all: typeof given) =>
        sum(all.map(({ valueMinor, quantity }) => valueMinor * quantity));
      expect([sumOf("given"), sumOf("taken")]).toEqual([sumOfItems(given), sumOfItems(taken)]);
    }),
  );
});
