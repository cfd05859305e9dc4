/**
 * Tolerance rules for each centre and tender, and a simulator that tries a rule on stored lines.
 */
import { CENTRES_OFFERED_MAX } from "@/lib/domain/screen/centre-offer";
import { listCentresWith } from "@/lib/domain/permitted-centres";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ToleranceSettings } from "@/components/tolerance/tolerance-settings";
import { RULES_PER_PAGE_MAX } from "@/lib/domain/tolerance/tolerance";
import { can, EVERYWHERE } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { offerCentres } from "@/lib/server/centres/queries";
import { listGrantedNodes } from "@/lib/server/organisation/granted-nodes";
import { getOrganisation } from "@/lib/server/organisation/queries";
import { listRules } from "@/lib/server/tolerances/queries";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tolerances") };
}

export default async function TolerancesPage() {
  const [actor, scope] = await Promise.all([pageActor(), pageScope("tolerance:view")]);
  const changeable = listCentresWith(actor, "tolerance:change", scope);
  const [offer, list, organisation, grantedNodes] = await Promise.all([
    offerCentres(scope, "tolerance:view", changeable?.slice(0, 1)),
    listRules(scope, { limit: RULES_PER_PAGE_MAX }),
    getOrganisation(scope, { centresMax: CENTRES_OFFERED_MAX }),
    listGrantedNodes(scope, "tolerance:change"),
  ]);
  const everywhere = can(actor, "tolerance:change", EVERYWHERE);
  const rights = {
    everywhere,
    centreIds: changeable,
    nodeIds: everywhere ? organisation.nodes.map(({ id }) => id) : (grantedNodes ?? []),
  };
  return (
    <PageMessages of={["tolerance", "tolerance-rule"]}>
      <ToleranceSettings
        list={list}
        offer={offer}
        organisation={{ nodes: organisation.nodes, centres: organisation.centres }}
        rights={rights}
        today={offer.today}
      />
    </PageMessages>
  );
}
