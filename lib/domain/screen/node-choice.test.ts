import { expect, test } from "vitest";
import { listNodeOptions, readChoice, valuesOfChoice } from "./node-choice";

const TREE = {
  nodes: [
    { id: "group", kind: "group" as const, name: "Group", parentId: null },
    { id: "north", kind: "area" as const, name: "North", parentId: "group" },
    { id: "south", kind: "area" as const, name: "South", parentId: "group" },
  ],
  centres: [
    { id: "ghent", name: "Ghent", nodeId: "north" },
    { id: "porto", name: "Porto", nodeId: "south" },
  ],
};

test("the choice lists the tree with the centres of its reader, and none of other areas", () => {
  const own = [
    { id: "ghent", name: "Ghent" },
    { id: "kiosk", name: "Kiosk" },
  ];
  expect(listNodeOptions(TREE, own).map(({ value, level }) => [value, level])).toEqual([
    ["node group", 0],
    ["node north", 1],
    ["ghent", 2],
    ["kiosk", 0],
  ]);
});

test("choosing a node drops the centres, and choosing a centre the nodes", () => {
  const centres = valuesOfChoice({ centreIds: ["ghent"], nodeIds: [] });
  const node = readChoice([...centres, "node south"], centres);
  expect(node).toEqual({ centreIds: [], nodeIds: ["south"] });
  const nodes = valuesOfChoice(node);
  expect(readChoice([...nodes, "node north"], nodes).nodeIds).toEqual(["north", "south"]);
  expect(readChoice([...nodes, "porto"], nodes)).toEqual({ centreIds: ["porto"], nodeIds: [] });
});

test("a centre within a node, as a link names it, stays until one of them is removed", () => {
  const both = valuesOfChoice({ centreIds: ["ghent"], nodeIds: ["north"] });
  expect(readChoice(both, both)).toEqual({ centreIds: ["ghent"], nodeIds: ["north"] });
  expect(readChoice(["ghent"], both)).toEqual({ centreIds: ["ghent"], nodeIds: [] });
});
