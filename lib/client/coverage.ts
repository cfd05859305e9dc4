/** The calendar of centres and business dates, which is polled while its page is open. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { CoverageOrder } from "../domain/coverage/order";
import { api } from "./http";

const EVERY_MS = 30_000;

export type Span = { from: string; to: string };

type CoverageChoice = { order: CoverageOrder; nodeIds: readonly string[]; skip: number };

export function coverageQuery(span: Span, { order, nodeIds, skip }: CoverageChoice) {
  return queryOptions({
    queryKey: ["coverage", span, order, nodeIds, skip],
    queryFn: ({ signal }) =>
      api.get("/api/coverage", { query: { ...span, order, nodeId: nodeIds, skip }, signal }),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });
}
