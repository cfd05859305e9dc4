/** The queries and requests of the review of access, and its filters as an address has them. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { AccessFilter, AccessPage, reviewAccessSchema } from "../contracts/access-review";
import { apiAddress, queryOf } from "./api-path";
import { api } from "./http";

export function accessQuery(filter: AccessFilter) {
  return infiniteQueryOptions({
    queryKey: ["access-review", filter],
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/access-review", {
        query: { ...filter, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchOnWindowFocus: false,
  });
}

/** Converts a page that the server read into the form of the infinite query's cache. */
export function firstAccessPage(page: AccessPage) {
  return { pages: [page], pageParams: [null] };
}

export function accessFileAddress(format: "csv" | "xlsx", filter: AccessFilter): string {
  return format === "csv"
    ? apiAddress("/api/access-review/csv", { query: filter })
    : apiAddress("/api/access-review/xlsx", { query: filter });
}

export function accessPageAddress({ text, where, role, show }: AccessFilter): string {
  const query = queryOf({
    text: text === "" ? undefined : text,
    where,
    role,
    show: show === "enabled" ? undefined : show,
  });
  return query === "" ? "/settings/access" : `/settings/access?${query}`;
}

export function reviewAccess(body: z.input<typeof reviewAccessSchema>) {
  return api.send("POST", "/api/access-reviews", { body });
}
