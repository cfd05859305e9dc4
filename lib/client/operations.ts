/** The state of the installation, which is polled while its page is open, and what jobs do. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "./http";

const EVERY_MS = 15_000;

export const operationsQuery = () =>
  queryOptions({
    queryKey: ["operations"],
    queryFn: ({ signal }) => api.get("/api/operations", { signal }),
    refetchInterval: EVERY_MS,
  });

export function retryJob(jobId: string) {
  return api.send("POST", "/api/operations/jobs/{jobId}/attempts", { params: { jobId }, body: {} });
}

export function removeJob(jobId: string) {
  return api.send("DELETE", "/api/operations/jobs/{jobId}", { params: { jobId } });
}
