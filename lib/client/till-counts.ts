/** The queries of till counts. */
import { queryOptions } from "@tanstack/react-query";
import type { Waiting } from "../contracts/count-settings";
import type { DayKey, LineKey } from "../domain/keys";
import { api } from "./http";

export function countSheetQuery(day: DayKey) {
  return queryOptions({
    queryKey: ["till-counts", "sheet", day],
    queryFn: ({ signal }) => api.get("/api/till-counts/sheet", { query: day, signal }),
    enabled: day.centreId !== "" && day.businessDate !== "",
  });
}

/** All versions of one count, the newest first. */
export function countVersionsQuery(key: LineKey, version: number) {
  return queryOptions({
    queryKey: ["till-counts", "versions", key, version],
    queryFn: ({ signal }) => api.get("/api/till-counts", { query: key, signal }),
    staleTime: Infinity,
  });
}

const WAITING_MS = 60_000;

/** What is left to count in the user's centres. */
export function waitingQuery(initial: Waiting) {
  return queryOptions({
    queryKey: ["till-counts", "waiting"],
    queryFn: ({ signal }) => api.get("/api/till-counts/waiting", { signal }),
    initialData: initial,
    initialDataUpdatedAt: Date.parse(initial.now),
    refetchInterval: WAITING_MS,
  });
}
