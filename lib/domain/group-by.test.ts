import fc from "fast-check";
import { expect, test } from "vitest";
import { firstOfEach, groupBy } from "./group-by";

const items = fc.array(fc.record({ key: fc.constantFrom("b", "a", "__proto__"), id: fc.nat() }));

test("every item is in the group of its key, and both keep their order", () => {
  fc.assert(
    fc.property(items, (list) => {
      const groups = groupBy(list, ({ key }) => key);
      expect([...groups.keys()]).toEqual([...new Set(list.map(({ key }) => key))]);
      for (const [key, group] of groups) {
        expect(group).toEqual(list.filter((item) => item.key === key));
      }
    }),
  );
});

test("the first of each key is that of its group", () => {
  fc.assert(
    fc.property(items, (list) => {
      const keyOf = ({ key }: { key: string }) => key;
      const groups = [...groupBy(list, keyOf).values()];
      expect(firstOfEach(list, keyOf)).toEqual(groups.map(([first]) => first));
    }),
  );
});

test("groups hold what is made of an item", () => {
  const byParity = groupBy(
    [1, 2, 3],
    (number) => (number % 2 === 0 ? "even" : "odd"),
    (number) => number * 10,
  );
  expect([...byParity]).toEqual([
    ["odd", [10, 30]],
    ["even", [20]],
  ]);
});
