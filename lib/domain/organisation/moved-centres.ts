/** Finds the centres that a change places below other nodes, and from which date on. */
import type { OrganisationHistory } from "./organisation";
import type { OrganisationPlan } from "./plan";
import { computeReach } from "./reach";

/** `history` is that after the change. Returns null when no centre is placed elsewhere. */
export function listMovedCentres(
  { movedNodes, movedCentres }: Pick<OrganisationPlan, "movedNodes" | "movedCentres">,
  history: OrganisationHistory,
): { centreIds: string[]; from: string } | null {
  const firstOf = new Map<string, string>();
  for (const { childId, validFrom } of movedNodes) {
    const earlier = firstOf.get(childId);
    if (earlier === undefined || validFrom < earlier) firstOf.set(childId, validFrom);
  }
  const below = computeReach(history).filter(({ nodeId, until }) => {
    const first = firstOf.get(nodeId);
    return first !== undefined && (until === null || until > first);
  });
  const centreIds = new Set([
    ...movedCentres.map(({ childId }) => childId),
    ...below.map(({ centreId }) => centreId),
  ]);
  const [from] = [...movedCentres, ...movedNodes].map(({ validFrom }) => validFrom).toSorted();
  return from === undefined || centreIds.size === 0 ? null : { centreIds: [...centreIds], from };
}
