/** The requests that hand a till over and take it. */
import { queryOptions } from "@tanstack/react-query";
import type { HandOver, TakeOver } from "../contracts/hand-over";
import { api } from "./http";

/** Who can confirm with a PIN on this device; nobody on a device that is not allowed. */
export const takersQuery = (centreId: string) =>
  queryOptions({
    queryKey: ["till-counts", "takers", centreId],
    queryFn: ({ signal }) =>
      api.get("/api/till-counts/take-overs", { query: { centreId }, signal }),
  });

export function handOver(body: HandOver, idempotencyKey: string) {
  return api.send("POST", "/api/till-counts/hand-overs", { body, idempotencyKey });
}

export function takeOver(body: TakeOver, idempotencyKey: string) {
  return api.send("POST", "/api/till-counts/take-overs", { body, idempotencyKey });
}
