/**
 * The main page. It is rendered with the first lines, and everything after them is fetched through
 * our API.
 */
import { listCentresWith } from "@/lib/domain/permitted-centres";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { NoCentres } from "@/components/centre/no-centres";
import { ChosenLine, ListWithPanel } from "@/components/reconciliation/list-with-panel";
import { ReconciliationWorkspace } from "@/components/reconciliation/workspace";
import { makeQueryClient } from "@/lib/client/query-client";
import { reasonsQuery } from "@/lib/client/reasons";
import { FIRST_PAGE_LINES, firstPage, linesQuery } from "@/lib/client/reconciliations";
import { pageSearchSchema } from "@/lib/contracts/search";
import { filterQuery } from "@/lib/domain/line-filter";
import { lineFilterOf, readFilters } from "@/lib/domain/screen/line-filters";
import { pack } from "@/lib/domain/screen/packed-rows";
import { readPreference } from "@/lib/domain/screen/preference-cookie";
import { redirect } from "next/navigation";
import { type Actor, can, EVERYWHERE, listPermissions, type Scope } from "@/lib/domain/permission";
import { entriesOf, type SearchParams } from "@/lib/server/http/search-params";
import { unlessRefused } from "@/lib/server/http/unless-refused";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { isWithinReach } from "@/lib/server/organisation/chosen-nodes";
import { prefetchTree } from "../../prefetch-tree";
import { offerCentres } from "@/lib/server/centres/queries";
import { listReasons } from "@/lib/server/reasons/queries";
import { listLines } from "@/lib/server/reconciliations/queries";
import { listViews } from "@/lib/server/saved-views/queries";
import { PageMessages } from "../../page-messages";

type PageProps = { searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reconciliation"))("title") };
}

export default async function ReconciliationsPage({ searchParams }: PageProps) {
  const [actor, scope, params] = await Promise.all([
    pageActor(),
    pageScope("reconciliation:view"),
    searchParams,
  ]);
  const filters = readFilters(entriesOf(params));
  const [offer] = await Promise.all([
    offerCentres(scope, "reconciliation:view", filters.centreIds),
    Object.keys(params).length === 0 ? openLastView(scope) : null,
  ]);
  if (offer.count === 0) return <WithoutCentres mayAdminister={mayAddCentres(actor)} />;
  const { today } = offer;
  const search = { ...lineFilterOf(filters, today), sort: filters.sort };
  const asked = pageSearchSchema.safeParse({
    ...filterQuery(search),
    sort: search.sort,
    limit: FIRST_PAGE_LINES,
  });
  const client = makeQueryClient();
  // An invalid search is left to the browser's own request, whose refusal the page explains.
  if (asked.success && (await isWithinReach(scope, search))) {
    if (search.nodeIds.length > 0) await prefetchTree(client);
    const [list, reasons] = await Promise.all([
      unlessRefused(listLines(scope, asked.data)),
      listReasons(scope),
    ]);
    if (list !== null) client.setQueryData(linesQuery(search).queryKey, firstPage(list));
    client.setQueryData(reasonsQuery().queryKey, reasons);
  }
  const jar = await cookies();
  const chart = readPreference("chart", (name) => jar.get(name)?.value);
  return (
    <PageMessages
      of={["chart", "export", "filter", "reason", "reconciliation", "saved-view", "sync"]}
    >
      <HydrationBoundary state={dehydrate(client)}>
        <ListWithPanel
          panel={
            <PageMessages of={["activity", "day", "explanation", "tolerance-rule", "workflow"]}>
              <ChosenLine
                today={today}
                rights={{
                  explain: listCentresWith(actor, "reconciliation:explain", scope),
                  note: listCentresWith(actor, "reconciliation:note", scope),
                  recount: listCentresWith(actor, "recount:request", scope),
                }}
              />
            </PageMessages>
          }
        >
          <ReconciliationWorkspace
            today={today}
            packedOffer={pack(offer)}
            refreshable={
              can(actor, "sync:start", EVERYWHERE)
                ? null
                : (listCentresWith(actor, "sync:start", scope) ?? scope.centreIds)
            }
            permissions={listPermissions(actor)}
            chartOpen={chart === "open"}
          />
        </ListWithPanel>
      </HydrationBoundary>
    </PageMessages>
  );
}

function mayAddCentres(actor: Actor): boolean {
  return can(actor, "centre:administer", EVERYWHERE);
}

async function WithoutCentres({ mayAdminister }: { mayAdminister: boolean }) {
  const t = await getTranslations("reconciliation");
  return (
    <PageMessages of={["first-day"]}>
      <h1 className="px-edge pt-5 pb-4">{t("title")}</h1>
      <NoCentres mayAdminister={mayAdminister} />
    </PageMessages>
  );
}

/** Without filters in the address, the page opens the saved view that the user opened last. */
async function openLastView(scope: Scope<"reconciliation:view">): Promise<void> {
  const { views, lastId } = await listViews(scope, { page: "reconciliations" });
  const query = views.find(({ id }) => id === lastId)?.query ?? "";
  if (query !== "") redirect(`/reconciliations?${query}`);
}
