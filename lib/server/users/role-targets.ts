import "server-only";

/** Lists where an administrator may grant roles. */
import type { Centre } from "@/lib/contracts/centre";
import type { OrganisationNodeRow } from "@/lib/contracts/organisation";
import type { Scope } from "@/lib/domain/permission";
import { listCentres } from "../centres/queries";
import { getOrganisation } from "../organisation/queries";
import { readArea } from "./area";

type RoleTargets = { centres: Centre[]; nodes: OrganisationNodeRow[]; everywhere: boolean };

export async function listRoleTargets(scope: Scope<"user:administer">): Promise<RoleTargets> {
  const [area, centres, { nodes }] = await Promise.all([
    readArea(scope),
    listCentres(scope),
    getOrganisation(scope, {}),
  ]);
  const isTheirs = ({ id }: OrganisationNodeRow) => area === null || area.nodeIds.has(id);
  return { centres, nodes: nodes.filter(isTheirs), everywhere: area === null };
}
