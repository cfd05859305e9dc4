/**
 * The variances page. It is rendered with the totals, the days and, where there are few centres,
 * the sums of each centre; the other views are fetched through our API.
 */
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { VariancePage } from "@/components/variance/variance-page";
import { makeQueryClient } from "@/lib/client/query-client";
import { varianceSummaryQuery, variancesQuery } from "@/lib/client/variances";
import { varianceSearchSchema } from "@/lib/contracts/variance";
import { pack } from "@/lib/domain/screen/packed-rows";
import { filterQuery } from "@/lib/domain/line-filter";
import { lineFilterOf } from "@/lib/domain/screen/line-filters";
import { readVarianceFilters } from "@/lib/domain/screen/variance-filters";
import { type Scope } from "@/lib/domain/permission";
import { entriesOf, type SearchParams } from "@/lib/server/http/search-params";
import { unlessRefused } from "@/lib/server/http/unless-refused";
import { pageScope } from "@/lib/server/auth/page";
import { isWithinReach } from "@/lib/server/organisation/chosen-nodes";
import { prefetchTree } from "../../prefetch-tree";
import { offerCentres } from "@/lib/server/centres/queries";
import { listViews } from "@/lib/server/saved-views/queries";
import { getVarianceSummary, listVariances } from "@/lib/server/variances/queries";

/** Above this number, the sums of each centre would delay the page itself. */
const CENTRES_MAX = 100;

type PageProps = { searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("variance"))("title") };
}

export default async function VariancesPage({ searchParams }: PageProps) {
  const [scope, lines, params] = await Promise.all([
    pageScope("variance:view"),
    pageScope("reconciliation:view"),
    searchParams,
  ]);
  if (Object.keys(params).length === 0) await openLastView(lines);
  const entries = entriesOf(params);
  const { centreId = [] } = params;
  const offer = await offerCentres(scope, "variance:view", [centreId].flat());
  const { today } = offer;
  const search = lineFilterOf(readVarianceFilters(entries, today), today);
  const asked = varianceSearchSchema.safeParse({ ...filterQuery(search), by: "day" });
  const client = makeQueryClient();
  // An invalid search is left to the browser's own request, whose refusal the page explains.
  if (asked.success && (await isWithinReach(scope, search))) {
    if (search.nodeIds.length > 0) await prefetchTree(client);
    const read = Promise.all([
      getVarianceSummary(scope, asked.data),
      listVariances(scope, asked.data),
      offer.count > CENTRES_MAX ? null : listVariances(scope, { ...asked.data, by: "centre" }),
    ]);
    const [summary, days, byCentre] = (await unlessRefused(read)) ?? [];
    if (summary !== undefined) {
      client.setQueryData(varianceSummaryQuery(search).queryKey, summary);
      client.setQueryData(variancesQuery(search, "day").queryKey, days);
    }
    if (byCentre != null) {
      client.setQueryData(variancesQuery(search, "centre").queryKey, byCentre);
    }
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <VariancePage today={today} packedOffer={pack(offer)} />
    </HydrationBoundary>
  );
}

/** Without filters in the address, the page opens the saved view that the user opened last. */
async function openLastView(scope: Scope<"reconciliation:view">): Promise<void> {
  const { views, lastId } = await listViews(scope, { page: "variances" });
  const query = views.find(({ id }) => id === lastId)?.query ?? "";
  if (query !== "") redirect(`/variances?${query}`);
}
