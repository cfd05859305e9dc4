/** The accounts of the journal, and what its files need beside the entries. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { JournalAccounts } from "@/components/journal/journal-accounts";
import { JournalSettings } from "@/components/journal/journal-settings";
import { ORGANISATION_SERIES } from "@/lib/domain/journal/series";
import { PURPOSES, SELECTOR_KINDS } from "@/lib/domain/journal/purpose";
import { formatEntityScope } from "@/lib/domain/organisation/node-scope";
import { can, EVERYWHERE } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { offerCentres } from "@/lib/server/centres/queries";
import { listJournalAccounts } from "@/lib/server/journal/accounts";
import { listLegalEntities } from "@/lib/server/entities/queries";
import { getOrganisation } from "@/lib/server/organisation/queries";
import { getJournalFormats } from "@/lib/server/journal/settings";

type Asked = string | string[] | undefined;
type Asking = { purpose?: Asked; kind?: Asked; value?: Asked; entity?: Asked };
type PageProps = { searchParams: Promise<Asking> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("journal") };
}

export default async function JournalSettingsPage({ searchParams }: PageProps) {
  const [actor, scope] = await Promise.all([pageActor(), pageScope("journal:view")]);
  const offer = await offerCentres(scope, "journal:view");
  const { purpose, kind, value, entity } = await searchParams;
  const asked = PURPOSES.find((one) => one === purpose);
  const part = SELECTOR_KINDS.find((one) => one === kind);
  const { entities } = await listLegalEntities(scope, {});
  const named = entities.find(({ id }) => id === entity);
  const mayChange = can(actor, "journal:configure", EVERYWHERE);
  return (
    <>
      <JournalAccounts
        list={await listJournalAccounts(scope)}
        offer={offer}
        entities={entities}
        nodes={(await getOrganisation(scope, {})).nodes}
        today={offer.today}
        mayChange={mayChange}
        asked={
          asked === undefined
            ? null
            : {
                purpose: asked,
                ...(named === undefined ? {} : { scopeId: formatEntityScope(named.id) }),
                ...(part === undefined ? {} : { kind: part, value: String(value ?? "") }),
              }
        }
      />
      <JournalSettings
        formats={await getJournalFormats(scope, { entityId: ORGANISATION_SERIES })}
        entities={entities.map(({ id, name }) => ({ id, name }))}
        mayChange={mayChange}
      />
    </>
  );
}
