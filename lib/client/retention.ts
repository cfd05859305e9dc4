/** The queries and the request about how long data is stored. */
import { queryOptions } from "@tanstack/react-query";
import type { RetentionDueInput, SaveRetention } from "../contracts/retention";
import { api } from "./http";

export const retentionQuery = () =>
  queryOptions({
    queryKey: ["retention"],
    queryFn: ({ signal }) => api.get("/api/retention", { signal }),
  });

/** How many rows would go, before it is decided. */
export const retentionDueQuery = (query: RetentionDueInput) =>
  queryOptions({
    queryKey: ["retention", "due", query],
    queryFn: ({ signal }) => api.get("/api/retention/due", { query, signal }),
  });

export function saveRetention(body: SaveRetention) {
  return api.send("PUT", "/api/retention", { body });
}
