/** Counts of tills as the browser reads them. */
import { queryOptions } from "@tanstack/react-query";
import { countListSchema, countSheetSchema } from "../contracts/till-count";
import { api } from "./http";

export type CountDay = { centreId: string; businessDate: string };
export type CountKey = CountDay & { shiftId: string; tillId: string; tenderId: string };

export function countSheetQuery(day: CountDay) {
  return queryOptions({
    queryKey: ["till-counts", "sheet", day],
    queryFn: ({ signal }) => api.get("/api/till-counts/sheet", countSheetSchema, day, signal),
    enabled: day.centreId !== "" && day.businessDate !== "",
  });
}

/** Every version of one count, the newest first. */
export function countVersionsQuery(key: CountKey, version: number) {
  return queryOptions({
    queryKey: ["till-counts", "versions", key, version],
    queryFn: ({ signal }) => api.get("/api/till-counts", countListSchema, key, signal),
    staleTime: Infinity,
  });
}
