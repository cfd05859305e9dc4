/**
 * Computes which centres are below which node, and when. The periods are stored beside the tree, so
 * that statements find the centres of a node at a date by an index and walk no tree.
 */
import type { OrganisationHistory } from "./organisation";
import { listStays, type Stay } from "./tree";

/** The centre is below the node from one date until before another; null is without an end. */
export type Reach = { nodeId: string; centreId: string; from: string; until: string | null };

/** The history must be without cycles. A centre that returns to a node has two periods there. */
export function computeReach({ nodePositions, centrePositions }: OrganisationHistory): Reach[] {
  const stays = listStays(nodePositions);
  return [...listStays(centrePositions)].flatMap(([centreId, centreStays]) => {
    const found: Reach[] = [];
    for (const stay of centreStays) climb(stay, stays, centreId, found);
    return merge(found);
  });
}

/** Adds the parent of the period, and everything above that parent within the period. */
function climb(
  { parentId, from, until }: Stay,
  stays: ReadonlyMap<string, Stay[]>,
  centreId: string,
  found: Reach[],
): void {
  if (parentId === null) return;
  found.push({ nodeId: parentId, centreId, from, until });
  for (const above of stays.get(parentId) ?? []) {
    const start = above.from > from ? above.from : from;
    const end = earliest(above.until, until);
    if (end !== null && end <= start) continue;
    climb({ parentId: above.parentId, from: start, until: end }, stays, centreId, found);
  }
}

/** Joins the periods of a node that follow each other without a gap. */
function merge(found: readonly Reach[]): Reach[] {
  const byNode = new Map<string, Reach[]>();
  for (const reach of found.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const periods = byNode.get(reach.nodeId) ?? [];
    const last = periods.at(-1);
    if (last?.until === reach.from) last.until = reach.until;
    else periods.push({ ...reach });
    byNode.set(reach.nodeId, periods);
  }
  return [...byNode.values()].flat();
}

function earliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
