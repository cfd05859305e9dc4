/** Named sets of filters, as the browser reads and saves them. */
import { queryOptions } from "@tanstack/react-query";
import type { SaveView, viewListSchema, viewSchema } from "../contracts/saved-view";
import type { ViewPage } from "../domain/screen/saved-view";
import { api, queryOf } from "./http";

const PATH = "/api/views";

export function viewsQuery(page: ViewPage) {
  return queryOptions({
    queryKey: ["views", page],
    queryFn: ({ signal }) => api.get<typeof viewListSchema>(PATH, { page }, signal),
    staleTime: 60_000,
  });
}

export function saveView(view: SaveView) {
  return api.send<typeof viewSchema>("POST", PATH, view, { idempotencyKey: crypto.randomUUID() });
}

export function shareView(viewId: string, shared: boolean) {
  return api.send<typeof viewSchema>("PATCH", `${PATH}/${viewId}`, { shared });
}

export function removeView(viewId: string) {
  return api.send("DELETE", `${PATH}/${viewId}`, undefined);
}

export function rememberView(viewId: string) {
  return api.send("POST", `${PATH}/${viewId}/uses`, {});
}

export function forgetLastView(page: ViewPage) {
  return api.send("DELETE", `${PATH}?${queryOf({ page })}`, undefined);
}
