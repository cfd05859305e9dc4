/**
 * The main page. It is rendered with the first lines, and everything after them is fetched through
 * our API.
 */
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
import {
  type Actor,
  type Permission,
  can,
  EVERYWHERE,
  listPermissions,
  type Scope,
} from "@/lib/domain/permission";
import { entriesOf, type SearchParams } from "@/lib/server/http/search-params";
import { unlessRefused } from "@/lib/server/http/unless-refused";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { isWithinReach } from "@/lib/server/organisation/chosen-nodes";
import { prefetchTree } from "../../prefetch-tree";
import { listCentres } from "@/lib/server/centres/queries";
import { latestBusinessDate } from "@/lib/server/centres/today";
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
  const [centres] = await Promise.all([
    listCentres(scope),
    Object.keys(params).length === 0 ? openLastView(scope) : null,
  ]);
  if (centres.length === 0) return <WithoutCentres mayAdminister={mayAddCentres(actor)} />;
  const today = latestBusinessDate(centres);
  const filters = readFilters(entriesOf(params));
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
                  explain: listCentresWith(actor, "reconciliation:explain", centres),
                  note: listCentresWith(actor, "reconciliation:note", centres),
                  recount: listCentresWith(actor, "recount:request", centres),
                }}
              />
            </PageMessages>
          }
        >
          <ReconciliationWorkspace
            today={today}
            packedCentres={pack(centres)}
            refreshable={listCentresWith(actor, "sync:start", centres)}
            permissions={listPermissions(actor)}
            chartOpen={chart === "open"}
          />
        </ListWithPanel>
      </HydrationBoundary>
    </PageMessages>
  );
}

/** Null is every centre, so that a reader of many does not receive the same list three times. */
function listCentresWith(
  actor: Actor,
  permission: Permission,
  centres: readonly { id: string }[],
): string[] | null {
  if (can(actor, permission, EVERYWHERE)) return null;
  return centres.map(({ id }) => id).filter((id) => can(actor, permission, id));
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
