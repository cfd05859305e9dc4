/** The audit trail as a page reads it: entries in pages, the head, and a verification on demand. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { auditListSchema, verifyAuditTrailSchema } from "../contracts/audit";
import { type AuditFilters, buildAuditSearch } from "../domain/screen/audit-filters";
import { api } from "./http";

export const AUDIT_PAGE_ENTRIES = 100;

export type AuditPage = z.infer<typeof auditListSchema>;

export function auditQuery(filters: AuditFilters) {
  const { cursor: first, ...search } = buildAuditSearch(filters);
  return infiniteQueryOptions({
    queryKey: ["audit", "entries", filters],
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/audit", {
        query: { ...search, limit: AUDIT_PAGE_ENTRIES, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: first ?? null,
    getNextPageParam: (page) => page.nextCursor,
    refetchOnWindowFocus: false,
  });
}

/** Converts a page that the server read into the form of the infinite query's cache. */
export function firstAuditPage(page: AuditPage, filters: AuditFilters) {
  return { pages: [page], pageParams: [buildAuditSearch(filters).cursor ?? null] };
}

export const auditHeadQuery = () =>
  queryOptions({
    queryKey: ["audit", "head"],
    queryFn: ({ signal }) => api.get("/api/audit/head", { signal }),
  });

export const witnessesQuery = () =>
  queryOptions({
    queryKey: ["audit", "witnesses"],
    queryFn: ({ signal }) => api.get("/api/audit/witnesses", { signal }),
  });

export function verifyAuditTrail(body: z.input<typeof verifyAuditTrailSchema>) {
  return api.send("POST", "/api/audit/verifications", { body });
}
