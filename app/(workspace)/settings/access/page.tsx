/** Who may do what where, since when and by whom, and how that was reviewed. */
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageMessages } from "@/app/page-messages";
import { prefetchTree } from "@/app/prefetch-tree";
import { AccessReviewPage } from "@/components/access/access-page";
import { accessQuery, firstAccessPage } from "@/lib/client/access-review";
import { makeQueryClient } from "@/lib/client/query-client";
import {
  accessFilterSchema,
  accessSearchSchema,
  REVIEW_PAGE_LINES,
} from "@/lib/contracts/access-review";
import { pageScope } from "@/lib/server/auth/page";
import { offerCentres } from "@/lib/server/centres/queries";
import type { SearchParams } from "@/lib/server/http/search-params";
import { listAccessLines } from "@/lib/server/users/access-lines";

type PageProps = { searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("access") };
}

export default async function Page({ searchParams }: PageProps) {
  const scope = await pageScope("user:administer");
  // What can't be parsed is ignored, like every invalid parameter of an address.
  const asked = accessFilterSchema.safeParse(await searchParams);
  const filter = asked.success ? asked.data : accessFilterSchema.parse({});
  const [offer, page] = await Promise.all([
    offerCentres(scope, "user:administer", filter.where),
    listAccessLines(scope, accessSearchSchema.parse({ ...filter, limit: REVIEW_PAGE_LINES })),
  ]);
  const client = makeQueryClient();
  client.setQueryData(accessQuery(filter).queryKey, firstAccessPage(page));
  if (filter.where.length > 0) await prefetchTree(client);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PageMessages of={["access", "filter"]}>
        <AccessReviewPage filter={filter} offer={offer} ownId={scope.actorId} />
      </PageMessages>
    </HydrationBoundary>
  );
}
