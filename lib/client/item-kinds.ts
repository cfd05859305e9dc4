/** The queries and requests about what tenders and entries are. */
import { queryOptions } from "@tanstack/react-query";
import type { ChangeCashRounding } from "../contracts/cash-rounding";
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

export const cashRoundingsQuery = () =>
  queryOptions({
    queryKey: ["cash-roundings"],
    queryFn: ({ signal }) => api.get("/api/cash-roundings", { signal }),
  });

export function changeCashRounding(change: ChangeCashRounding) {
  return api.send("POST", "/api/cash-roundings", { body: change });
}
