/** Petty cash: the fund of a centre, or the list of funds where the reader has several. */
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { FundPage } from "@/components/petty-cash/fund-page";
import type { FundRights } from "@/components/petty-cash/fund-rights";
import { FundsPage } from "@/components/petty-cash/funds-page";
import { fundQuery } from "@/lib/client/petty-cash";
import { makeQueryClient } from "@/lib/client/query-client";
import { pettyCashSearchSchema } from "@/lib/contracts/petty-cash";
import { type Actor, can, listPermissions } from "@/lib/domain/permission";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { listFunds } from "@/lib/server/petty-cash/funds";
import { getPettyCash } from "@/lib/server/petty-cash/queries";
import { fundReader } from "@/lib/server/petty-cash/reader";

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("petty-cash"))("title") };
}

export default async function PettyCashPage({ searchParams }: PageProps) {
  const actor = await pageActor();
  const scope = await pageScope("till-count:view");
  const asked = await searchParams;
  const list = await listFunds(scope, fundReader(actor));
  const only = list.funds.length === 1 && asked.list === undefined ? list.funds[0] : undefined;
  const centreId = asked.centreId ?? only?.centreId;
  const maySetUp = listPermissions(actor).includes("tolerance:change");
  if (centreId === undefined) return <FundsPage initial={list} maySetUp={maySetUp} />;
  const search = pettyCashSearchSchema.safeParse({ centreId, period: asked.period });
  if (!search.success) notFound();
  const ofCentre = await pageScope("till-count:view", [search.data.centreId]);
  const client = makeQueryClient();
  const period = search.data.period ?? null;
  const fund = await getPettyCash(ofCentre, search.data, fundReader(actor));
  client.setQueryData(fundQuery(fund.centreId, period).queryKey, fund);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <FundPage
        key={`${fund.centreId} ${period}`}
        centreId={fund.centreId}
        period={period}
        rights={rightsOf(actor, fund.centreId, list.funds.length > 1)}
      />
    </HydrationBoundary>
  );
}

function rightsOf(actor: Actor, centreId: string, hasOthers: boolean): FundRights {
  return {
    userId: actor.userId,
    mayRecord: can(actor, "till-count:record", centreId),
    mayApprove: can(actor, "reconciliation:approve", centreId),
    mayExplain: can(actor, "reconciliation:explain", centreId),
    mayClose: can(actor, "period:close", centreId),
    maySetUp: can(actor, "tolerance:change", centreId),
    mayExport: can(actor, "reconciliation:view", centreId),
    hasOthers,
  };
}
