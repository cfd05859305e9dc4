/**
 * Names a node where a rule may also name a centre, or "*" for all: "@north", and a legal entity:
 * "#ES1". No id begins with either mark, so that a node and a centre of equal ids are distinct.
 */
const MARK = "@";

export function formatNodeScope(nodeId: string): string {
  return `${MARK}${nodeId}`;
}

/** Returns the node's id; null where the scope names a centre, or all of them. */
export function readNodeScope(scope: string): string | null {
  return scope.startsWith(MARK) ? scope.slice(MARK.length) : null;
}

const ENTITY_MARK = "#";

export function formatEntityScope(entityId: string): string {
  return `${ENTITY_MARK}${entityId}`;
}

/** Returns the id of the legal entity; null where the scope names something else. */
export function readEntityScope(scope: string): string | null {
  return scope.startsWith(ENTITY_MARK) ? scope.slice(ENTITY_MARK.length) : null;
}

/**
 * Lists the scopes of a centre from the narrowest to the one of all centres. A legal entity, which
 * may own centres of many nodes, comes after them.
 */
export function listScopes(
  centreId: string,
  nodeIds: readonly string[],
  entityIds: readonly string[] = [],
): string[] {
  return [centreId, ...nodeIds.map(formatNodeScope), ...entityIds.map(formatEntityScope), "*"];
}
