/**
 * The queries and requests about tolerances: the rules, a new version of one, and the simulator.
 */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AskSimulation, changeToleranceSchema } from "../contracts/tolerance";
import type { TenderKind } from "../domain/cash-sheet";
import { RULES_PER_PAGE_MAX } from "../domain/tolerance/tolerance";
import type { z } from "zod";
import { api } from "./http";

const PROGRESS_EVERY_MS = 2_000;

/** The rules of these centres and those of every centre; without ids, of all the user's centres. */
export const tolerancesQuery = (centreId: readonly string[] = []) =>
  queryOptions({
    queryKey: ["tolerances", "rules", centreId],
    queryFn: ({ signal }) =>
      api.get("/api/tolerances", { query: { centreId, limit: RULES_PER_PAGE_MAX }, signal }),
  });

const IN_FORCE_MAX = 300;

/** The rule of these centres, or of the first by name, for a kind of tender, today. */
export const rulesInForceQuery = (kind: TenderKind, centreId: readonly string[]) =>
  queryOptions({
    queryKey: ["tolerances", "in-force", kind, centreId],
    queryFn: ({ signal }) =>
      api.get("/api/tolerances/in-force", {
        query: { kind, centreId, limit: IN_FORCE_MAX },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

/** Polls only while days are waiting. */
export const toleranceProgressQuery = () =>
  queryOptions({
    queryKey: ["tolerances", "progress"],
    queryFn: ({ signal }) => api.get("/api/tolerances/progress", { signal }),
    refetchInterval: ({ state }) => ((state.data?.total ?? 0) > 0 ? PROGRESS_EVERY_MS : false),
    staleTime: 0,
  });

/** The previous result stays on screen until the next one has been fetched. */
export const simulationQuery = (asked: AskSimulation, enabled: boolean) =>
  queryOptions({
    queryKey: ["tolerances", "simulation", asked],
    queryFn: () => api.send("POST", "/api/tolerances/simulations", { body: asked }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    enabled,
  });

export type SentTolerance = z.input<typeof changeToleranceSchema>;

export function changeTolerance(change: SentTolerance) {
  return api.send("POST", "/api/tolerances", { body: change });
}
