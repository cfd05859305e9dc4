/** The queries and requests about what tenders and entries are. */
import { queryOptions } from "@tanstack/react-query";
import type { ChangeItemKind } from "../contracts/item-kind";
import { api } from "./http";

export const itemKindsQuery = () =>
  queryOptions({
    queryKey: ["item-kinds"],
    queryFn: ({ signal }) => api.get("/api/item-kinds", { signal }),
  });

export function changeItemKind(change: ChangeItemKind) {
  return api.send("POST", "/api/item-kinds", { body: change });
}
