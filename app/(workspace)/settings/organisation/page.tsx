/** The organisation: the tree above the centres, at any date. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrganisationPage } from "@/components/organisation/organisation-page";
import { ENTITY_COLUMNS } from "@/lib/contracts/legal-entity-file";
import { ORGANISATION_COLUMNS } from "@/lib/contracts/organisation";
import { pageScope } from "@/lib/server/auth/page";
import { listLegalEntities } from "@/lib/server/entities/queries";
import { getOrganisation } from "@/lib/server/organisation/queries";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("organisation") };
}

export default async function OrganisationSettingsPage() {
  const scope = await pageScope("centre:administer");
  return (
    <PageMessages of={["organisation"]}>
      <OrganisationPage
        organisation={await getOrganisation(scope, {})}
        entities={await listLegalEntities(scope, {})}
        columns={ORGANISATION_COLUMNS}
        entityColumns={ENTITY_COLUMNS}
      />
    </PageMessages>
  );
}
