/** The calendar shows every centre and business date, month by month. */
import { listCentresWith } from "@/lib/domain/permitted-centres";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { CoveragePage } from "@/components/coverage/coverage-page";
import { coverageQuery } from "@/lib/client/coverage";
import { makeQueryClient } from "@/lib/client/query-client";
import { monthEnd, monthStart } from "@/lib/domain/business-date";
import { COVERAGE_CENTRES, COVERAGE_ORDERS } from "@/lib/domain/coverage/order";
import { can, EVERYWHERE } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { offerCentres } from "@/lib/server/centres/queries";
import { prefetchTree } from "../../prefetch-tree";
import { isWithinReach, listOfferedNodes } from "@/lib/server/organisation/chosen-nodes";
import { getCoverage } from "@/lib/server/today/coverage";

type Asked = string | string[];
type PageProps = {
  searchParams: Promise<{ month?: Asked; order?: Asked; nodeId?: Asked; page?: Asked }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("coverage"))("title") };
}

export default async function Page({ searchParams }: PageProps) {
  const scope = await pageScope("reconciliation:view");
  const actor = await pageActor();
  const closable = listCentresWith(actor, "period:close", scope);
  const offer = await offerCentres(scope, "reconciliation:view", closable?.slice(0, 1));
  const thisMonth = monthStart(offer.today);
  const { month, order: asked, nodeId = [], page } = await searchParams;
  const nodeIds = [nodeId].flat();
  if (!(await isWithinReach(scope, { centreIds: [], nodeIds }))) notFound();
  const from = monthIn(month) ?? thisMonth;
  const order = COVERAGE_ORDERS.find((one) => [asked].flat().includes(one)) ?? "worst";
  const skip = (readPage(page) - 1) * COVERAGE_CENTRES;
  const span = { from, to: monthEnd(from) };
  const client = makeQueryClient();
  const { queryKey } = coverageQuery(span, { order, nodeIds, skip });
  const search = { centreId: [], nodeId: nodeIds, ...span, order, skip };
  client.setQueryData(queryKey, await getCoverage(scope, search));
  if (nodeIds.length > 0) await prefetchTree(client);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CoveragePage
        span={span}
        order={order}
        skip={skip}
        nodeIds={nodeIds}
        within={await listOfferedNodes(scope)}
        today={offer.today}
        thisMonth={thisMonth}
        offer={offer}
        closable={closable}
        mayViewJournal={can(actor, "journal:view", EVERYWHERE)}
      />
    </HydrationBoundary>
  );
}

/** A month that can't be parsed is ignored, like every invalid parameter of an address. */
function monthIn(asked: string | string[] | undefined): string | null {
  const month = [asked].flat()[0] ?? "";
  return /^2[01]\d\d-(0[1-9]|1[0-2])$/.test(month) ? `${month}-01` : null;
}

function readPage(asked: Asked | undefined): number {
  const page = [asked].flat()[0] ?? "";
  return /^[1-9]\d{0,2}$/.test(page) ? Number(page) : 1;
}
