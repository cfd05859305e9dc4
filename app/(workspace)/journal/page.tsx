/** The journal: what the books receive of the closed days, in batches. */
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { JournalPage } from "@/components/journal/journal-page";
import { journalBatchesQuery } from "@/lib/client/journal";
import { makeQueryClient } from "@/lib/client/query-client";
import { addDays, monthStart } from "@/lib/domain/business-date";
import { can, EVERYWHERE } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";
import { usualBusinessDate } from "@/lib/server/centres/today";
import { listLegalEntities } from "@/lib/server/entities/queries";
import { listBatches } from "@/lib/server/journal/batches";

const BATCHES_SHOWN = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("journal"))("title") };
}

export default async function Page() {
  const scope = await pageScope("journal:view");
  const actor = await pageActor();
  const yesterday = addDays(usualBusinessDate(await listCentres(scope)), -1);
  const client = makeQueryClient();
  const batches = await listBatches(scope, { limit: BATCHES_SHOWN });
  client.setQueryData(journalBatchesQuery("").queryKey, batches);
  const { entities } = await listLegalEntities(scope, {});
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <JournalPage
        span={{ from: monthStart(yesterday), to: yesterday }}
        entities={entities.map(({ id, name }) => ({ id, name }))}
        mayPost={can(actor, "journal:post", EVERYWHERE)}
      />
    </HydrationBoundary>
  );
}
