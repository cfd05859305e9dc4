/** Counts of tills as the browser reads and records them. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  countListSchema,
  countSheetSchema,
  type RecordTillCount,
  recordedTillCountSchema,
} from "../contracts/till-count";
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

export type CountAttempt = {
  count: RecordTillCount;
  /** One per attempt: the same count sent again under it is stored once. */
  idempotencyKey: string;
};

export function useRecordTillCount() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ count, idempotencyKey }: CountAttempt) =>
      api.send("POST", "/api/till-counts", count, recordedTillCountSchema, { idempotencyKey }),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ["till-counts", "sheet"] });
      await queryClient.invalidateQueries({ queryKey: ["reconciliations"], refetchType: "none" });
    },
  });
}
