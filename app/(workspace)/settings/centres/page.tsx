/**
 * The settings of centres: the list of them, their currency and the hours of their business day.
 */
import { CENTRES_OFFERED_MAX } from "@/lib/domain/screen/centre-offer";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CentreList } from "@/components/centre/centre-list";
import { CENTRE_COLUMNS } from "@/lib/contracts/centre";
import { pageScope } from "@/lib/server/auth/page";
import { listLegalEntities } from "@/lib/server/entities/queries";
import { findCentres } from "@/lib/server/centres/queries";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("centres") };
}

export default async function CentresPage() {
  const scope = await pageScope("centre:administer");
  const { entities, centres } = await listLegalEntities(scope, {});
  const names = new Map(entities.map(({ id, name }) => [id, name]));
  const entityOf = centres.flatMap(({ id, entityId }) =>
    entityId === null ? [] : [[id, names.get(entityId) ?? entityId] as const],
  );
  return (
    <PageMessages of={["centre"]}>
      <CentreList
        initial={await findCentres(scope, { text: "", id: [], limit: CENTRES_OFFERED_MAX })}
        columns={CENTRE_COLUMNS}
        entityOf={Object.fromEntries(entityOf)}
      />
    </PageMessages>
  );
}
