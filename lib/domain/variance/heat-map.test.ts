import fc from "fast-check";
import { expect, test } from "vitest";
import { noSums } from "./variance";
import { computeDepth, buildHeatTable } from "./heat-map";

test("cells are summed, and their totals stand at the edges", () => {
  const heat = buildHeatTable(
    [cell("Mon", "early", -100), cell("Mon", "late", 900), cell("Tue", "late", -1_000)],
    "EUR",
    ({ down, across }) => [down, across],
  );
  expect(heat.rows.map(({ key, total }) => [key, total.netMinor])).toEqual([
    ["Mon", 800],
    ["Tue", -1_000],
  ]);
  expect(heat.columns.map(({ key, total }) => [key, total.netMinor])).toEqual([
    ["early", -100],
    ["late", -100],
  ]);
  expect(heat.cell("Mon", "late")).toMatchObject({ sums: { netMinor: 900 }, depth: 2 });
  expect(heat.cell("Tue", "early")).toBeNull();
  expect(heat.furthest).toEqual({ row: "Tue", column: "late", netMinor: -1_000 });
  expect(buildHeatTable([cell("Mon", "early", 0)], "EUR", () => ["a", "b"]).furthest).toBeNull();
});

test.each([
  [0, 0, 0],
  [9, 100, 0],
  [-10, 100, -1],
  [39, 100, 1],
  [-40, 100, -2],
  [100, 100, 2],
])("%i of at most %i is %i deep", (net, largest, depth) => {
  expect(computeDepth(net, largest)).toBe(depth);
});

test("no cent is lost between cells and edges", () => {
  const key = fc.constantFrom("a", "b", "c");
  fc.assert(
    fc.property(fc.array(fc.tuple(key, key, fc.integer({ min: -9e6, max: 9e6 }))), (given) => {
      const rows = given.map(([down, across, net]) => cell(down, across, net));
      const heat = buildHeatTable(rows, "EUR", ({ down, across }) => [down, across]);
      const all = given.reduce((sum, [, , net]) => sum + net, 0);
      const edge = (list: { total: { netMinor: number } }[]) =>
        list.reduce((sum, { total }) => sum + total.netMinor, 0);
      expect([heat.total.netMinor, edge(heat.rows), edge(heat.columns)]).toEqual([all, all, all]);
    }),
  );
});

function cell(down: string, across: string, netMinor: number) {
  return { ...noSums("EUR"), netMinor, down, across };
}
