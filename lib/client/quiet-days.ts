/** The queries and requests about quiet days. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { changeQuietRulesSchema, QuietDaysSearch } from "../contracts/quiet-days";
import { api } from "./http";

export const quietRulesQuery = () =>
  queryOptions({
    queryKey: ["quiet-rules"],
    queryFn: ({ signal }) => api.get("/api/quiet-days/rules", { query: {}, signal }),
  });

export const quietDaysQuery = (span: QuietDaysSearch) =>
  queryOptions({
    queryKey: ["quiet-days", span],
    queryFn: ({ signal }) => api.get("/api/quiet-days", { query: span, signal }),
  });

export function changeQuietRules(body: z.input<typeof changeQuietRulesSchema>) {
  return api.send("POST", "/api/quiet-days/rules", { body });
}
