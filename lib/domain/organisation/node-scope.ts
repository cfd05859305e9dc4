/**
 * Names a node where a rule may also name a centre, or "*" for all: "@north". No id begins with
 * "@", so that a node and a centre of equal ids are distinct.
 */
const MARK = "@";

export function formatNodeScope(nodeId: string): string {
  return `${MARK}${nodeId}`;
}

/** Returns the node's id; null where the scope names a centre, or all of them. */
export function readNodeScope(scope: string): string | null {
  return scope.startsWith(MARK) ? scope.slice(MARK.length) : null;
}

/** Lists the scopes of a centre from the narrowest to the one of all centres. */
export function listScopes(centreId: string, nodeIds: readonly string[]): string[] {
  return [centreId, ...nodeIds.map(formatNodeScope), "*"];
}
