/** Where a role may be granted: centres, and groups and areas of the organisation above them. */
import type { OrganisationNodeRow } from "@/lib/contracts/organisation";
import { formatNodeScope, readNodeScope } from "@/lib/domain/organisation/node-scope";
import type { GrantedRole } from "@/lib/domain/permission-change";
import type { Role } from "@/lib/domain/permission";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";

export type RoleTargets = {
  /** Of many centres, those that are named on the page and the first. */
  offer: CentreOffer<OfferedCentre>;
  nodes: readonly OrganisationNodeRow[];
  /** Whether roles for all centres may be granted; administrators of some centres may not. */
  everywhere: boolean;
};

/** A centre, or a node as "@north". */
export function targetOf(granted: GrantedRole): string {
  return "nodeId" in granted ? formatNodeScope(granted.nodeId) : granted.centreId;
}

export function grantAt(target: string, role: Role): GrantedRole {
  const nodeId = readNodeScope(target);
  return nodeId === null ? { centreId: target, role } : { nodeId, role };
}

/** The names by target; a centre and a node may have the same name. */
export function nameTargets({ offer, nodes }: RoleTargets): Map<string, string> {
  return new Map([
    ...nodes.map(({ id, name }): [string, string] => [formatNodeScope(id), name]),
    ...offer.centres.map(({ id, name }): [string, string] => [id, name]),
  ]);
}
