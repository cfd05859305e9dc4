/** Reports: the saved views of the reader, ready to be exported. */
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReportsPage } from "@/components/report/reports-page";
import { makeQueryClient } from "@/lib/client/query-client";
import { viewsQuery } from "@/lib/client/saved-views";
import { VIEW_PAGES } from "@/lib/domain/screen/saved-view";
import { pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";
import { latestBusinessDate } from "@/lib/server/centres/today";
import { listViews } from "@/lib/server/saved-views/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("title") };
}

export default async function Page() {
  const scope = await pageScope("reconciliation:view");
  const client = makeQueryClient();
  const [centres] = await Promise.all([
    listCentres(scope),
    ...VIEW_PAGES.map(async (page) => {
      client.setQueryData(viewsQuery(page).queryKey, await listViews(scope, { page }));
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ReportsPage today={latestBusinessDate(centres)} />
    </HydrationBoundary>
  );
}
