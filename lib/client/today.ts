/**
 * What the user has to do now. The query polls while the page is open, and faster while a sync
 * runs.
 */
import { queryOptions } from "@tanstack/react-query";
import type { Today } from "../contracts/today";
import { api } from "./http";

const EVERY_MS = 30_000;
const EVERY_MS_UNDER_WAY = 3_000;

export function todayQuery(initial: Today, nodeIds: readonly string[]) {
  return queryOptions({
    queryKey: ["today", ...nodeIds],
    queryFn: ({ signal }) => api.get("/api/today", { query: { nodeId: nodeIds }, signal }),
    initialData: initial,
    refetchInterval: ({ state }) =>
      (state.data?.underWay.length ?? 0) > 0 ? EVERY_MS_UNDER_WAY : EVERY_MS,
  });
}
