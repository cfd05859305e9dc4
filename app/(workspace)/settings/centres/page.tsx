/**
 * The settings of centres: the list of them, their currency and the hours of their business day.
 */
import { CENTRES_OFFERED_MAX } from "@/lib/domain/screen/centre-offer";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CentreList } from "@/components/centre/centre-list";
import { CENTRE_COLUMNS } from "@/lib/contracts/centre";
import { listEntityNames } from "@/lib/domain/screen/entity-names";
import { pageScope } from "@/lib/server/auth/page";
import { listLegalEntities } from "@/lib/server/entities/queries";
import { findCentres } from "@/lib/server/centres/queries";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("centres") };
}

export default async function CentresPage() {
  const scope = await pageScope("centre:administer");
  const initial = await findCentres(scope, { text: "", id: [], limit: CENTRES_OFFERED_MAX });
  const list = await listLegalEntities(scope, { id: initial.centres.map(({ id }) => id) });
  const names = listEntityNames(list);
  const isLarge = initial.count > initial.centres.length;
  return (
    <PageMessages of={["centre", "file-import"]}>
      <CentreList
        initial={initial}
        columns={CENTRE_COLUMNS}
        hasEntities={names.length > 0 || (isLarge && list.entities.length > 0)}
        entityOf={Object.fromEntries(names)}
      />
    </PageMessages>
  );
}
