/** The calendar of centres and business dates, which is polled while its page is open. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { CoverageOrder } from "../domain/coverage/order";
import { api } from "./http";

const EVERY_MS = 30_000;

export type Span = { from: string; to: string };

type CoverageChoice = { order: CoverageOrder; nodeIds: readonly string[] };

export function coverageQuery(span: Span, { order, nodeIds }: CoverageChoice) {
  return queryOptions({
    queryKey: ["coverage", span, order, nodeIds],
    queryFn: ({ signal }) =>
      api.get("/api/coverage", { query: { ...span, order, nodeId: nodeIds }, signal }),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });
}
