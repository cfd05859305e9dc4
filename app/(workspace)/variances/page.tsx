/** Variances: the totals and days come with the page, the other views through our API. */
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { VariancePage } from "@/components/variance/variance-page";
import { makeQueryClient } from "@/lib/client/query-client";
import { varianceSummaryQuery, variancesQuery } from "@/lib/client/variances";
import type { Centre } from "@/lib/contracts/centre";
import { varianceSearchSchema } from "@/lib/contracts/variance";
import { businessDateOf } from "@/lib/domain/business-date";
import { readVarianceFilters, varianceSearchOf } from "@/lib/domain/variance-filters";
import { pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";
import { getVarianceSummary, listVariances } from "@/lib/server/variances/queries";

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("variance"))("title") };
}

export default async function VariancesPage({ searchParams }: PageProps) {
  const [scope, params] = await Promise.all([pageScope("variance:view"), searchParams]);
  const centres = await listCentres(scope);
  const today = todayOf(centres);
  const search = varianceSearchOf(readVarianceFilters(entriesOf(params), today), today);
  const asked = varianceSearchSchema.safeParse({
    ...{ ...search, differencesOnly: "false", by: "day" },
  });
  const client = makeQueryClient();
  // What can't be asked is left to the browser's own request, whose refusal the page explains.
  if (asked.success && scopeHolds(scope.centreIds, search.centreId)) {
    const [summary, days] = await Promise.all([
      getVarianceSummary(scope, asked.data),
      listVariances(scope, asked.data),
    ]);
    client.setQueryData(varianceSummaryQuery(search).queryKey, summary);
    client.setQueryData(variancesQuery(search, "day").queryKey, days);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <VariancePage today={today} centres={centres} />
    </HydrationBoundary>
  );
}

/** The latest business date among the reader's centres. */
function todayOf(centres: readonly Centre[]): string {
  const now = Date.now();
  const clocks = centres.length === 0 ? [{ timeZone: "UTC", dayStartsAt: "00:00" }] : centres;
  return clocks
    .map((clock) => businessDateOf(now, clock))
    .reduce((latest, date) => (date > latest ? date : latest));
}

function entriesOf(params: Awaited<PageProps["searchParams"]>): [string, string][] {
  return Object.entries(params).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
}

function scopeHolds(held: readonly string[] | null, named: readonly string[]): boolean {
  return held === null || named.every((id) => held.includes(id));
}
