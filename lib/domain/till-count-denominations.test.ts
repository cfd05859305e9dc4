import fc from "fast-check";
import { expect, test } from "vitest";
import { sumDenominations } from "./till-count-denominations";

test("notes and coins add up to the count", () => {
  const drawer = [
    { valueMinor: 5_000, quantity: 7 },
    { valueMinor: 200, quantity: 23 },
    { valueMinor: 5, quantity: 15 },
    { valueMinor: 1, quantity: 0 },
  ];
  expect(sumDenominations(drawer)).toBe(35_000 + 4_600 + 75);
});

test("the order of notes and coins changes nothing, and one more adds its value", () => {
  const denomination = fc.record({
    valueMinor: fc.integer({ min: 1, max: 50_000 }),
    quantity: fc.integer({ min: 0, max: 1_000 }),
  });
  const drawers = fc.uniqueArray(denomination, {
    minLength: 1,
    maxLength: 20,
    selector: ({ valueMinor }) => valueMinor,
  });
  fc.assert(
    fc.property(drawers, (drawer) => {
      const [first, ...rest] = drawer;
      if (first === undefined) return;
      const sum = sumDenominations(drawer);
      expect(sumDenominations([...drawer].reverse())).toBe(sum);
      const more = { ...first, quantity: first.quantity + 1 };
      expect(sumDenominations([more, ...rest])).toBe((sum ?? 0) + first.valueMinor);
    }),
  );
});

test("a value that stands twice, or a sum beyond any till, is not a count", () => {
  const twice = { valueMinor: 500, quantity: 1 };
  expect(sumDenominations([twice, twice])).toBeNull();
  expect(sumDenominations([{ valueMinor: 100_000_000, quantity: 1_000_000 }])).toBeNull();
});
