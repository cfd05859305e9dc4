/** Finds nodes that would be above themselves, at any date. */
import type { Position } from "./organisation";
import { resolveParents } from "./tree";

export type Cycle = { date: string; nodeIds: string[] };

/** Parents change on these dates only, so that no other date has to be examined. */
export function findCycle(nodePositions: readonly Position[]): Cycle | null {
  const dates = new Set(nodePositions.map(({ validFrom }) => validFrom));
  for (const date of [...dates].toSorted()) {
    const nodeIds = findCycleIn(resolveParents(nodePositions, date));
    if (nodeIds !== null) return { date, nodeIds };
  }
  return null;
}

function findCycleIn(parentOf: ReadonlyMap<string, string | null>): string[] | null {
  const harmless = new Set<string>();
  for (const start of parentOf.keys()) {
    const walked: string[] = [];
    let nodeId: string | null = start;
    while (nodeId !== null && !harmless.has(nodeId)) {
      const at = walked.indexOf(nodeId);
      if (at !== -1) return walked.slice(at);
      walked.push(nodeId);
      nodeId = parentOf.get(nodeId) ?? null;
    }
    for (const id of walked) harmless.add(id);
  }
  return null;
}
