/** The audit page shows who did what, and proves that no entry was changed. */
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditScreen } from "@/components/audit/audit-page";
import {
  AUDIT_PAGE_ENTRIES,
  auditHeadQuery,
  witnessesQuery,
  auditQuery,
  firstAuditPage,
} from "@/lib/client/audit";
import { makeQueryClient } from "@/lib/client/query-client";
import { auditSearchSchema } from "@/lib/contracts/audit";
import {
  type AuditFilters,
  buildAuditSearch,
  readAuditFilters,
} from "@/lib/domain/screen/audit-filters";
import { pack } from "@/lib/domain/screen/packed-rows";
import { type Actor, prove, proveAnywhere } from "@/lib/domain/permission";
import { entriesOf, type SearchParams } from "@/lib/server/http/search-params";
import { getAuditHead } from "@/lib/server/audit/head";
import { listAuditActors, listAuditEntries } from "@/lib/server/audit/queries";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { isWithinReach } from "@/lib/server/organisation/chosen-nodes";
import { prefetchTree } from "../../prefetch-tree";
import { offerCentres } from "@/lib/server/centres/queries";
import { getWitnessStatus } from "@/lib/server/witnesses/status";

type PageProps = { searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditPage({ searchParams }: PageProps) {
  const [actor, scope, params] = await Promise.all([
    pageActor(),
    pageScope("audit:view"),
    searchParams,
  ]);
  const filters = readAuditFilters(entriesOf(params));
  const [offer, users, first] = await Promise.all([
    offerCentres(scope, "audit:view", filters.centreIds),
    listAuditActors(scope),
    findFirstPage(actor, filters),
  ]);
  const client = makeQueryClient();
  const isWhole = scope.centreIds === null;
  if (isWhole) {
    const [head, witnesses] = await Promise.all([getAuditHead(scope), getWitnessStatus(scope)]);
    client.setQueryData(auditHeadQuery().queryKey, head);
    client.setQueryData(witnessesQuery().queryKey, witnesses);
  }
  if (first !== null) {
    client.setQueryData(auditQuery(filters).queryKey, firstAuditPage(first, filters));
    if (filters.nodeIds.length > 0) await prefetchTree(client);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AuditScreen packedOffer={pack(offer)} users={users} isWhole={isWhole} />
    </HydrationBoundary>
  );
}

/**
 * A search that is invalid or not permitted is left to the browser's own request, whose refusal the
 * page explains.
 */
async function findFirstPage(actor: Actor, filters: AuditFilters) {
  const { centreIds } = filters;
  const scope =
    centreIds.length === 0
      ? proveAnywhere(actor, "audit:view")
      : prove(actor, "audit:view", centreIds);
  const asked = auditSearchSchema.safeParse({
    ...buildAuditSearch(filters),
    limit: AUDIT_PAGE_ENTRIES,
  });
  const reader = proveAnywhere(actor, "audit:view");
  if (scope === null || reader === null || !asked.success) return null;
  return (await isWithinReach(reader, filters)) ? listAuditEntries(scope, asked.data) : null;
}
