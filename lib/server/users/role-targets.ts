import "server-only";

/** Lists where an administrator may grant roles. */
import type { Centre } from "@/lib/contracts/centre";
import type { OrganisationNodeRow } from "@/lib/contracts/organisation";
import type { Scope } from "@/lib/domain/permission";
import type { CentreOffer } from "@/lib/domain/screen/centre-offer";
import { offerCentres } from "../centres/queries";
import { getOrganisation } from "../organisation/queries";
import { readArea } from "./area";

type RoleTargets = {
  offer: CentreOffer<Centre>;
  nodes: OrganisationNodeRow[];
  everywhere: boolean;
};

/** Of many centres, those that are named and the first. */
export async function listRoleTargets(
  scope: Scope<"user:administer">,
  named: readonly string[] = [],
): Promise<RoleTargets> {
  const [area, offer, { nodes }] = await Promise.all([
    readArea(scope),
    offerCentres(scope, "user:administer", named),
    getOrganisation(scope, {}),
  ]);
  const isTheirs = ({ id }: OrganisationNodeRow) => area === null || area.nodeIds.has(id);
  return { offer, nodes: nodes.filter(isTheirs), everywhere: area === null };
}
