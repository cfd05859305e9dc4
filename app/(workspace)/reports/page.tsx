/** Reports: schedules, what they made, and the saved views, ready to be exported. */
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReportsPage } from "@/components/report/reports-page";
import { makeQueryClient } from "@/lib/client/query-client";
import { viewsQuery } from "@/lib/client/saved-views";
import { runsQuery, schedulesQuery } from "@/lib/client/schedules";
import { VIEW_PAGES } from "@/lib/domain/screen/saved-view";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";
import { usualBusinessDate } from "@/lib/server/centres/today";
import { listViews } from "@/lib/server/saved-views/queries";
import { listRuns, listSchedules } from "@/lib/server/schedules/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("title") };
}

type PageProps = { searchParams: Promise<{ file?: string | string[] }> };

export default async function Page({ searchParams }: PageProps) {
  const [scope, { userId }, { file }] = await Promise.all([
    pageScope("reconciliation:view"),
    pageActor(),
    searchParams,
  ]);
  const client = makeQueryClient();
  const [centres, schedules, runs, views] = await Promise.all([
    listCentres(scope),
    listSchedules(scope),
    listRuns(scope, {}),
    Promise.all(VIEW_PAGES.map(async (page) => ({ page, list: await listViews(scope, { page }) }))),
  ]);
  for (const { page, list } of views) client.setQueryData(viewsQuery(page).queryKey, list);
  client.setQueryData(schedulesQuery().queryKey, schedules);
  client.setQueryData(runsQuery().queryKey, { pages: [runs], pageParams: [null] });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ReportsPage
        today={usualBusinessDate(centres)}
        userId={userId}
        fileId={typeof file === "string" ? file : null}
      />
    </HydrationBoundary>
  );
}
