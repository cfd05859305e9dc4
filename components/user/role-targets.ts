/** Where a role may be granted: centres, and groups and areas of the organisation above them. */
import type { Centre } from "@/lib/contracts/centre";
import type { OrganisationNodeRow } from "@/lib/contracts/organisation";
import type { GrantedRole } from "@/lib/domain/permission-change";
import type { Role } from "@/lib/domain/permission";

export type RoleTargets = {
  centres: Centre[];
  nodes: OrganisationNodeRow[];
  /** Whether roles for all centres may be granted; administrators of some centres may not. */
  everywhere: boolean;
};

/** No id of a centre begins with it, so that one text names a centre or a node. */
const NODE_MARK = "@";

export function targetOf(granted: GrantedRole): string {
  return "nodeId" in granted ? `${NODE_MARK}${granted.nodeId}` : granted.centreId;
}

export function grantAt(target: string, role: Role): GrantedRole {
  return target.startsWith(NODE_MARK)
    ? { nodeId: target.slice(NODE_MARK.length), role }
    : { centreId: target, role };
}

/** The names by target; a centre and a node may have the same name. */
export function nameTargets({ centres, nodes }: RoleTargets): Map<string, string> {
  return new Map([
    ...nodes.map(({ id, name }): [string, string] => [`${NODE_MARK}${id}`, name]),
    ...centres.map(({ id, name }): [string, string] => [id, name]),
  ]);
}
