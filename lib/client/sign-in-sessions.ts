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

export const sessionsOfQuery = (userId: string) =>
  queryOptions({
    queryKey: ["sessions", userId],
    queryFn: async ({ signal }) =>
      (await api.get("/api/users/{userId}/sessions", { params: { userId }, signal })).sessions,
  });

export function endSessionOf(userId: string, sessionId: string) {
  const params = { userId, sessionId };
  return api.send("DELETE", "/api/users/{userId}/sessions/{sessionId}", { params });
}

export function endAllSessionsOf(userId: string) {
  return api.send("DELETE", "/api/users/{userId}/sessions", { params: { userId } });
}
