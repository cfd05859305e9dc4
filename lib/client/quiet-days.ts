/** The queries and requests about quiet days. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { changeQuietRulesSchema } from "../contracts/quiet-days";
import { PAGE_ROWS } from "../domain/screen/page";
import { api } from "./http";
import { readInParts } from "./in-parts";

/** Every list of rules is read again after a change. */
export const QUIET_RULES_KEY = ["quiet-rules"] as const;

/** A page of the rules of centres, with those of every node. */
export const quietRulesQuery = (page: { text: string; skip: number }) =>
  queryOptions({
    queryKey: [...QUIET_RULES_KEY, page],
    queryFn: ({ signal }) =>
      api.get("/api/quiet-days/rules", { query: { ...page, limit: PAGE_ROWS }, signal }),
    placeholderData: keepPreviousData,
  });

/** The rules of these centres. */
export const quietRulesOfQuery = (centreIds: readonly string[]) =>
  queryOptions({
    queryKey: [...QUIET_RULES_KEY, "of", centreIds],
    queryFn: ({ signal }) =>
      readInParts(centreIds, async (centreId) => {
        const query = { centreId };
        return (await api.get("/api/quiet-days/rules", { query, signal })).centres;
      }),
    placeholderData: keepPreviousData,
  });

type Span = { from: string; to: string };

/** The figures of all centres together. */
export const quietTotalQuery = (span: Span) =>
  queryOptions({
    queryKey: ["quiet-days", span],
    queryFn: async ({ signal }) =>
      (await api.get("/api/quiet-days", { query: { ...span, limit: 0 }, signal })).total,
  });

/** The figures of each of these centres. */
export const quietFiguresQuery = (span: Span, centreId: readonly string[]) =>
  queryOptions({
    queryKey: ["quiet-days", span, centreId],
    queryFn: async ({ signal }) =>
      (await api.get("/api/quiet-days", { query: { ...span, centreId }, signal })).centres,
  });

export function changeQuietRules(body: z.input<typeof changeQuietRulesSchema>) {
  return api.send("POST", "/api/quiet-days/rules", { body });
}
