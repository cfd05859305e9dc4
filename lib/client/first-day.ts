/** How far the set-up of a new installation is. */
import { queryOptions } from "@tanstack/react-query";
import type { FirstDayFacts } from "../domain/first-day";
import { api } from "./http";

const EVERY_MS = 15_000;

export function firstDayQuery(initial: FirstDayFacts) {
  return queryOptions({
    queryKey: ["first-day"],
    queryFn: ({ signal }) => api.get("/api/first-day", { signal }),
    initialData: initial,
    // Whoever comes back from a step sees what it changed.
    staleTime: 0,
    refetchInterval: EVERY_MS,
  });
}
