/** The queries and requests about where people are signed in. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "./http";

export const sessionsQuery = () =>
  queryOptions({
    queryKey: ["sessions"],
    queryFn: async ({ signal }) => (await api.get("/api/me/sessions", { signal })).sessions,
  });

export function endSession(sessionId: string) {
  return api.send("DELETE", "/api/me/sessions/{sessionId}", { params: { sessionId } });
}

export function endOtherSessions() {
  return api.send("DELETE", "/api/me/sessions");
}
