import { expect, test } from "vitest";
import { listNodePath, nameNodes } from "./node-path";

const NODES = [
  { id: "S", name: "South", parentId: "G" },
  { id: "G", name: "Group", parentId: null },
  { id: "N", name: "North", parentId: "G" },
];

test("a path goes from the top down, and is empty outside the tree", () => {
  expect(listNodePath(NODES, "N").map(({ id }) => id)).toEqual(["G", "N"]);
  expect(listNodePath(NODES, null)).toEqual([]);
  expect(listNodePath(NODES, "unknown")).toEqual([]);
});

test("nodes are named with their path, in its order", () => {
  expect(nameNodes(NODES).map(({ name }) => name)).toEqual([
    "Group",
    "Group / North",
    "Group / South",
  ]);
});
