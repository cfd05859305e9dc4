/** The calendar of centres and business dates, which is polled while its page is open. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "./http";

const EVERY_MS = 30_000;

export type Span = { from: string; to: string };

export function coverageQuery(span: Span) {
  return queryOptions({
    queryKey: ["coverage", span],
    queryFn: ({ signal }) => api.get("/api/coverage", { query: span, signal }),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });
}
