import { expect, test } from "vitest";
import { listTreeRows, nodeKey, type ShownTree } from "./organisation-rows";

const TREE: ShownTree = {
  nodes: [
    { id: "G", kind: "group", name: "Group", parentId: null },
    { id: "N", kind: "area", name: "North", parentId: "G" },
    { id: "E", kind: "area", name: "Empty", parentId: "G" },
  ],
  centres: [
    { id: "101", name: "Málaga", nodeId: "N" },
    { id: "102", name: "Vigo", nodeId: "N" },
    { id: "103", name: "Outside", nodeId: null },
  ],
};

const show = (opened: string[], search = "") =>
  listTreeRows(TREE, { opened: new Set(opened.map(nodeKey)), search }).map(
    ({ id, level, isOpen }) => `${level} ${id} ${isOpen}`,
  );

test("opened nodes show what is below, and centres outside the tree stand at its end", () => {
  expect(show([])).toEqual(["1 G false", "1 103 null"]);
  expect(show(["G"])).toEqual(["1 G true", "2 N false", "2 E null", "1 103 null"]);
  expect(show(["G", "N"])).toContain("3 102 null");
});

test("a node counts the centres below it at any depth", () => {
  const [group] = listTreeRows(TREE, { opened: new Set(), search: "" });
  expect(group).toMatchObject({ centreCount: 2, parentId: null });
});

test("where not all centres are given, nodes have the number of theirs", () => {
  const [group, north, empty] = TREE.nodes;
  const nodes = [group, { ...north, centres: 40 }, { ...empty, centres: 0 }] as ShownTree["nodes"];
  const list = (centres: ShownTree["centres"], search = "") =>
    listTreeRows({ nodes, centres }, { opened: new Set([nodeKey("G")]), search });
  expect(list([])).toMatchObject([
    { id: "G", centreCount: 40 },
    { id: "N", centreCount: 40, isOpen: false },
    { id: "E", centreCount: 0, isOpen: null },
  ]);
  const found = list([{ id: "101", name: "Málaga", nodeId: "N" }], "101 malaga");
  expect(found.map(({ id }) => id)).toEqual(["G", "N", "101"]);
});

test("a search without accents shows what matches and everything above it", () => {
  expect(show([], "malaga")).toEqual(["1 G true", "2 N true", "3 101 null"]);
  expect(show([], "north")).toEqual(["1 G true", "2 N false"]);
  expect(show(["N"], "north")).toEqual(["1 G true", "2 N true", "3 101 null", "3 102 null"]);
  expect(show([], "nothing")).toEqual([]);
});
