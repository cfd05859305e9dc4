/** Resolves the tree at a date, and the path above a centre. */
import type { OrganisationHistory, OrganisationTree, Position } from "./organisation";

/** A parent that is in force from one date until before another; null is without an end. */
export type Stay = { parentId: string | null; from: string; until: string | null };

/** Turns the positions of each child into consecutive periods. */
export function listStays(positions: readonly Position[]): Map<string, Stay[]> {
  const sorted = positions.toSorted(
    (one, other) => compare(one.validFrom, other.validFrom) || one.version - other.version,
  );
  const stays = new Map<string, Stay[]>();
  for (const { childId, parentId, validFrom } of sorted) {
    const earlier = stays.get(childId) ?? [];
    const last = earlier.at(-1);
    if (last?.from === validFrom) earlier.pop();
    else if (last !== undefined) last.until = validFrom;
    earlier.push({ parentId, from: validFrom, until: null });
    stays.set(childId, earlier);
  }
  return stays;
}

export function resolveTree(
  { nodePositions, centrePositions }: OrganisationHistory,
  date: string,
): OrganisationTree {
  return {
    parentOf: resolveParents(nodePositions, date),
    nodeOf: resolveParents(centrePositions, date),
  };
}

export function resolveParents(
  positions: readonly Position[],
  date: string,
): Map<string, string | null> {
  const parents = new Map<string, string | null>();
  for (const [childId, stays] of listStays(positions)) {
    const stay = stays.findLast(({ from }) => from <= date);
    if (stay !== undefined) parents.set(childId, stay.parentId);
  }
  return parents;
}

/** Lists the nodes above a centre, from the top of the tree down. */
export function listPath({ parentOf, nodeOf }: OrganisationTree, centreId: string): string[] {
  return listNodePath(parentOf, nodeOf.get(centreId) ?? null);
}

/** Lists a node and those above it, from the top of the tree down. */
export function listNodePath(
  parentOf: OrganisationTree["parentOf"],
  nodeId: string | null,
): string[] {
  const path: string[] = [];
  for (let at = nodeId; at !== null; at = parentOf.get(at) ?? null) path.unshift(at);
  return path;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
