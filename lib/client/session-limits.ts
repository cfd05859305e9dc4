/** The query and the request about the limits of sessions. */
import { queryOptions } from "@tanstack/react-query";
import type { SaveSessionLimits } from "../contracts/session-limits";
import { api } from "./http";

export const sessionLimitsQuery = () =>
  queryOptions({
    queryKey: ["session-limits"],
    queryFn: ({ signal }) => api.get("/api/session-limits", { signal }),
  });

export function saveSessionLimits(body: SaveSessionLimits) {
  return api.send("PUT", "/api/session-limits", { body });
}
