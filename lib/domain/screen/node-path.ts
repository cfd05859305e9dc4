/** Finds the path to a node in the tree that a screen shows. */
type PathNode = { id: string; name: string; parentId: string | null };

/** From the top down; the server stores no cycle. */
export function listNodePath<T extends PathNode>(nodes: readonly T[], nodeId: string | null): T[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const path: T[] = [];
  let node = nodeId === null ? undefined : byId.get(nodeId);
  while (node !== undefined) {
    path.unshift(node);
    node = node.parentId === null ? undefined : byId.get(node.parentId);
  }
  return path;
}

/** Names each node with the path to it, in the order of these names. */
export function nameNodes(nodes: readonly PathNode[]): { id: string; name: string }[] {
  return nodes
    .map(({ id }) => {
      const path = listNodePath(nodes, id);
      return { id, name: path.map(({ name }) => name).join(" / ") };
    })
    .toSorted((one, other) => one.name.localeCompare(other.name));
}
