/** The queries and requests about saved views, which are named sets of filters. */
import { queryOptions } from "@tanstack/react-query";
import type { SaveView } from "../contracts/saved-view";
import type { ViewPage } from "../domain/screen/saved-view";
import { api } from "./http";
import { newAttempt } from "./new-attempt";

export function viewsQuery(page: ViewPage) {
  return queryOptions({
    queryKey: ["views", page],
    queryFn: ({ signal }) => api.get("/api/views", { query: { page }, signal }),
    staleTime: 60_000,
  });
}

export function saveView(view: SaveView) {
  return api.send("POST", "/api/views", { body: view, idempotencyKey: newAttempt() });
}

export function shareView(viewId: string, shared: boolean) {
  return api.send("PATCH", "/api/views/{viewId}", { params: { viewId }, body: { shared } });
}

export function removeView(viewId: string) {
  return api.send("DELETE", "/api/views/{viewId}", { params: { viewId } });
}

export function rememberView(viewId: string) {
  return api.send("POST", "/api/views/{viewId}/uses", { params: { viewId }, body: {} });
}

export function forgetLastView(page: ViewPage) {
  return api.send("DELETE", "/api/views", { query: { page } });
}
