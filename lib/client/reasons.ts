/** The queries and requests about the reasons that are offered. */
import { queryOptions } from "@tanstack/react-query";
import type { ChangeReasons } from "../contracts/reason";
import { api } from "./http";

export function reasonsQuery() {
  return queryOptions({
    queryKey: ["reasons"],
    queryFn: ({ signal }) => api.get("/api/reasons", { signal }),
    staleTime: 300_000,
  });
}

export function changeReasons(list: ChangeReasons) {
  return api.send("PUT", "/api/reasons", { body: list });
}
