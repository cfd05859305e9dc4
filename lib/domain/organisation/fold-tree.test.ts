import fc from "fast-check";
import { expect, test } from "vitest";
import { listDays } from "../business-date";
import { foldTree, listPathPeriods, pathAt } from "./fold-tree";
import { listPath, resolveTree } from "./tree";

const CENTRES = ["a", "b", "c"];
const RANGE = { from: "2026-03-01", to: "2026-03-12" };
const DATES = listDays({ from: "2026-02-26", to: "2026-03-15" });
/** A node is only ever below one of lower rank, so that no cycle is possible. */
const ABOVE: Record<string, (string | null)[]> = {
  top: [null],
  north: ["top", null],
  south: ["top", "north", null],
  east: ["top", "north", "south", null],
};

const positions = (childId: string, parents: readonly (string | null)[]) =>
  fc.array(
    fc.record({
      childId: fc.constant(childId),
      parentId: fc.constantFrom(...parents),
      validFrom: fc.constantFrom(...DATES),
      version: fc.nat(9),
    }),
    { maxLength: 4 },
  );

const history = fc.record({
  nodes: fc.constant([]),
  nodePositions: fc
    .tuple(...Object.entries(ABOVE).map(([id, parents]) => positions(id, parents)))
    .map((all) => all.flat().map((one, version) => ({ ...one, version }))),
  centrePositions: fc
    .tuple(...CENTRES.map((id) => positions(id, [...Object.keys(ABOVE), null])))
    .map((all) => all.flat().map((one, version) => ({ ...one, version }))),
});

const figures = fc.array(
  fc.record({
    centreId: fc.constantFrom(...CENTRES),
    date: fc.constantFrom(...listDays(RANGE)),
    amount: fc.integer({ min: -500, max: 500 }),
  }),
  { maxLength: 30 },
);

test("a path is that of the tree of each date", () => {
  fc.assert(
    fc.property(history, (stored) => {
      const periods = listPathPeriods(stored, CENTRES, RANGE);
      for (const date of listDays(RANGE)) {
        const tree = resolveTree(stored, date);
        for (const id of CENTRES) {
          expect(pathAt(periods.get(id) ?? [], date)).toEqual(listPath(tree, id));
        }
      }
    }),
  );
});

test("a parent is the sum of what is below it, and all of it the sum of all figures", () => {
  fc.assert(
    fc.property(history, figures, (stored, days) => {
      const periods = listPathPeriods(stored, CENTRES, RANGE);
      const rows = days.map(({ centreId, date, amount }) => {
        return { centreId, path: pathAt(periods.get(centreId) ?? [], date), figures: amount };
      });
      const edges = foldTree(rows, (one, other) => one + other);
      const sumBelow = (id: string | null) =>
        edges.filter(({ parentId }) => parentId === id).reduce((sum, one) => sum + one.figures, 0);
      expect(sumBelow(null)).toBe(days.reduce((sum, { amount }) => sum + amount, 0));
      for (const id of Object.keys(ABOVE)) {
        const own = edges.filter(({ nodeId }) => nodeId === id);
        expect(sumBelow(id)).toBe(own.reduce((sum, one) => sum + one.figures, 0));
      }
    }),
  );
});
