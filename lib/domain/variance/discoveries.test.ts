import fc from "fast-check";
import { expect, test } from "vitest";
import { CHANCE_SHARE, countByChance, selectDiscoveries } from "./discoveries";

const select = (...chances: number[]) =>
  selectDiscoveries(chances.map((p) => ({ p }))).map(({ p }) => p);

test("the example of Benjamini and Hochberg, at their level of 5 %, names four of fifteen", () => {
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
    0.6528, 0.759, 1,
  ];
  // Twice as large at twice the level.
  expect(select(...published.map((p) => Math.min(1, p * 2)))).toEqual([
    0.0002, 0.0008, 0.0038, 0.019,
  ]);
});

test("one that would be named alone is not named among many", () => {
  expect(select(0.02)).toEqual([0.02]);
  expect(select(0.02, ...Array.from({ length: 9 }, () => 0.6))).toEqual([]);
  expect(select()).toEqual([]);
});

test("nothing is named that only the level of many would allow", () => {
  expect(select(0.04)).toEqual([]);
  expect(select(0.04, 0.05)).toEqual([]);
});

test("what is named is what lies lowest, whatever the order", () => {
  const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });
  fc.assert(
    fc.property(chances, (all) => {
      const named = select(...all);
      expect(named).toEqual(all.toSorted((a, b) => a - b).slice(0, named.length));
      const last = named.at(-1) ?? 0;
      expect(last).toBeLessThanOrEqual((CHANCE_SHARE * named.length) / Math.max(1, all.length));
      expect(select(...all.toReversed())).toEqual(named);
    }),
  );
});

test("a tenth of what is named is about chance", () => {
  expect([0, 1, 4, 12, 25].map(countByChance)).toEqual([0, 1, 1, 1, 3]);
});
