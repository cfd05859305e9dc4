/** The queries and requests about schedules of reports, and what they made. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { ChangeSchedule, CreateSchedule, StartRun, StopMail } from "../contracts/schedule";
import { apiAddress } from "./api-path";
import { api } from "./http";
import { newAttempt } from "./new-attempt";

const PATH = "/api/schedules/{scheduleId}";

export const schedulesQuery = () =>
  queryOptions({
    queryKey: ["schedules"],
    queryFn: async ({ signal }) => (await api.get("/api/schedules", { signal })).schedules,
  });

export const recipientsQuery = () =>
  queryOptions({
    queryKey: ["schedules", "recipients"],
    queryFn: async ({ signal }) => (await api.get("/api/schedules/recipients", { signal })).users,
  });

const POLL_MS = 2_000;

/** They are read again while a file is being made. */
export const runsQuery = () =>
  infiniteQueryOptions({
    queryKey: ["report-runs"],
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/report-runs", {
        query: pageParam === null ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ runs }) => runs.some((run) => run.state === "pending")) === true
        ? POLL_MS
        : false,
  });

export function createSchedule(body: CreateSchedule) {
  return api.send("POST", "/api/schedules", { body, idempotencyKey: newAttempt() });
}

export function changeSchedule({ scheduleId, ...body }: ChangeSchedule) {
  return api.send("PUT", PATH, { params: { scheduleId }, body });
}

export function removeSchedule(scheduleId: string) {
  return api.send("DELETE", PATH, { params: { scheduleId } });
}

export function stopMail({ scheduleId, ...body }: StopMail) {
  return api.send("PUT", `${PATH}/mail`, { params: { scheduleId }, body });
}

export function startRun({ scheduleId, ...body }: StartRun) {
  return api.send("POST", `${PATH}/runs`, {
    params: { scheduleId },
    body,
    idempotencyKey: newAttempt(),
  });
}

export function reportFileAddress(fileId: string): string {
  return apiAddress("/api/report-files/{fileId}", { params: { fileId } });
}
