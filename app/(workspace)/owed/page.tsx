/** What centres owe for tips and gift cards, month by month. */
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { OwedPage } from "@/components/owed/owed-page";
import { owedQuery } from "@/lib/client/owed";
import { makeQueryClient } from "@/lib/client/query-client";
import { owedSearchSchema } from "@/lib/contracts/owed";
import { pageScope } from "@/lib/server/auth/page";
import { findUsualDate } from "@/lib/server/centres/queries";
import { listOwed } from "@/lib/server/item-kinds/owed";
import { isWithinReach, listOfferedNodes } from "@/lib/server/organisation/chosen-nodes";
import { prefetchTree } from "../../prefetch-tree";

type Asked = string | string[] | undefined;
type PageProps = { searchParams: Promise<{ month?: Asked; nodeId?: Asked }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("owed"))("title") };
}

export default async function Page({ searchParams }: PageProps) {
  const scope = await pageScope("reconciliation:view");
  const thisMonth = (await findUsualDate(scope)).slice(0, 7);
  const { month, nodeId = [] } = await searchParams;
  const nodeIds = [nodeId].flat();
  if (!(await isWithinReach(scope, { centreIds: [], nodeIds }))) notFound();
  // A month that can't be parsed is ignored, like every invalid parameter of an address.
  const asked = owedSearchSchema.safeParse({ month: [month].flat()[0], nodeId: nodeIds });
  const search = asked.success ? asked.data : { month: thisMonth, nodeId: nodeIds };
  const client = makeQueryClient();
  const { queryKey } = owedQuery({ month: search.month, nodeIds });
  client.setQueryData(queryKey, await listOwed(scope, search));
  if (nodeIds.length > 0) await prefetchTree(client);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OwedPage
        month={search.month}
        thisMonth={thisMonth}
        nodeIds={nodeIds}
        within={await listOfferedNodes(scope)}
      />
    </HydrationBoundary>
  );
}
