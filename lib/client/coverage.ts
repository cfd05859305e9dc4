/** The calendar of centres and business dates, and the periods of a centre that are closed. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type ChangePeriod, periodListSchema } from "../contracts/period";
import { coverageSchema } from "../contracts/today";
import { api } from "./http";

const EVERY_MS = 30_000;

export type Span = { from: string; to: string };

export function coverageQuery(span: Span) {
  return queryOptions({
    queryKey: ["coverage", span],
    queryFn: ({ signal }) => api.get("/api/coverage", coverageSchema, span, signal),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });
}

export function periodsQuery(centreId: string) {
  return queryOptions({
    queryKey: ["periods", centreId],
    queryFn: ({ signal }) => api.get("/api/periods", periodListSchema, { centreId }, signal),
    enabled: centreId !== "",
  });
}

export function changePeriod(period: Omit<ChangePeriod, "text"> & { text?: string }) {
  return api.send("POST", "/api/periods", period, periodListSchema, {
    idempotencyKey: crypto.randomUUID(),
  });
}
