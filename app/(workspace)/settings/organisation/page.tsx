/** The organisation: the tree above the centres, at any date. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrganisationPage } from "@/components/organisation/organisation-page";
import { ENTITY_COLUMNS } from "@/lib/contracts/legal-entity-file";
import { ORGANISATION_COLUMNS } from "@/lib/contracts/organisation";
import { CENTRES_OFFERED_MAX } from "@/lib/domain/screen/centre-offer";
import { pageScope } from "@/lib/server/auth/page";
import { offerCentres } from "@/lib/server/centres/queries";
import { listLegalEntities } from "@/lib/server/entities/queries";
import { getOrganisation } from "@/lib/server/organisation/queries";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("organisation") };
}

export default async function OrganisationSettingsPage() {
  const scope = await pageScope("centre:administer");
  const large = { countedOver: CENTRES_OFFERED_MAX };
  const [organisation, entities, offer] = await Promise.all([
    getOrganisation(scope, large),
    listLegalEntities(scope, large),
    offerCentres(scope, "centre:administer"),
  ]);
  return (
    <PageMessages of={["file-import", "organisation"]}>
      <OrganisationPage
        organisation={organisation}
        entities={entities}
        offer={offer}
        columns={ORGANISATION_COLUMNS}
        entityColumns={ENTITY_COLUMNS}
      />
    </PageMessages>
  );
}
