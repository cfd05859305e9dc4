/**
 * Lists the tree of the organisation with its centres as one choice, and turns what is chosen into
 * a filter. A filter narrows by nodes and by centres, so that choosing one kind drops the other.
 */
import type { NodeKind } from "../organisation/organisation";
import { listTreeRows, nodeKey, type ShownTree, type TreeRow } from "./organisation-rows";

export type NodeOption = {
  /** The key of a node, or the id of a centre. */
  value: string;
  id: string;
  kind: NodeKind | "centre";
  label: string;
  /** The top of the tree is 0. */
  level: number;
};

type Chosen = { centreIds: readonly string[]; nodeIds: readonly string[] };

/** Nodes without one of these centres are left out: the reader has nothing to see there. */
export function listNodeOptions(
  { nodes, centres: placed }: ShownTree,
  centres: readonly { id: string; name: string }[],
): NodeOption[] {
  const nodeOf = new Map(placed.map(({ id, nodeId }) => [id, nodeId]));
  const tree = {
    nodes,
    centres: centres.map(({ id, name }) => ({ id, name, nodeId: nodeOf.get(id) ?? null })),
  };
  return listOptions(tree, ({ centreCount }) => centreCount !== 0);
}

/** Where the tree has no centres, its nodes are those with one of them. */
export function listNodesAlone(tree: ShownTree): NodeOption[] {
  if (tree.centres.length > 0) {
    return listNodeOptions(tree, tree.centres).filter(({ kind }) => kind !== "centre");
  }
  return listOptions(tree, () => true);
}

function listOptions(tree: ShownTree, isShown: (row: TreeRow) => boolean): NodeOption[] {
  const opened = new Set(tree.nodes.map(({ id }) => nodeKey(id)));
  return listTreeRows(tree, { opened, search: "" })
    .filter(isShown)
    .map(({ kind, id, name, level }) => {
      return { value: valueOf(kind, id), id, kind, label: name, level: level - 1 };
    });
}

export function valuesOfChoice({ centreIds, nodeIds }: Chosen): string[] {
  return [...nodeIds.map(nodeKey), ...centreIds];
}

/** `before` tells which value is new; an address may have both kinds, and may lose one of them. */
export function readChoice(
  values: readonly string[],
  before: readonly string[],
): { centreIds: string[]; nodeIds: string[] } {
  const isNode = (value: string) => value.startsWith(nodeKey(""));
  const added = values.find((value) => !before.includes(value));
  const remaining =
    added === undefined ? values : values.filter((value) => isNode(value) === isNode(added));
  return {
    centreIds: remaining.filter((value) => !isNode(value)).toSorted(),
    nodeIds: remaining
      .filter(isNode)
      .map((value) => value.slice(nodeKey("").length))
      .toSorted(),
  };
}

function valueOf(kind: NodeKind | "centre", id: string): string {
  return kind === "centre" ? id : nodeKey(id);
}
