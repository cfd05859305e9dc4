/** The queries and requests about how tills are counted. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { changeCashLimitSchema } from "../contracts/cash-limit";
import type { agreeFloatSchema, Counting, DenominationSet } from "../contracts/count-settings";
import type { setCountingOfManySchema } from "../contracts/counting";
import { readNodeScope } from "../domain/organisation/node-scope";
import { PAGE_ROWS } from "../domain/screen/page";
import { api } from "./http";

/** Everything that was read of it is read again after a change. */
export const COUNTING_KEY = ["counting"] as const;

/** What is usual, every node, and a page of the centres with settings of their own. */
export const ownCountingQuery = (page: { text: string; skip: number }) =>
  queryOptions({
    queryKey: [...COUNTING_KEY, page],
    queryFn: ({ signal }) =>
      api.get("/api/counting", { query: { ...page, isOwn: true, limit: PAGE_ROWS }, signal }),
    placeholderData: keepPreviousData,
  });

/** How one centre counts; null where it is none. */
export const countingOfCentreQuery = (centreId: string) =>
  queryOptions({
    queryKey: [...COUNTING_KEY, centreId],
    queryFn: async ({ signal }) =>
      (await api.get("/api/counting", { query: { centreId }, signal })).centres[0] ?? null,
    enabled: centreId !== "" && readNodeScope(centreId) === null,
  });

/** `basedOn` is what was usual when the form was opened. */
export function changeUsualCounting(change: { counting: Counting; basedOn: Counting }) {
  return api.send("PUT", "/api/counting", { body: { ...change, limit: 0 } });
}

type CountingChange = z.input<typeof setCountingOfManySchema>;

export function setCountingOfMany(change: CountingChange) {
  return api.send("PUT", "/api/counting/centres", { body: { ...change, limit: 0 } });
}

export const floatsQuery = (centreId: string) =>
  queryOptions({
    queryKey: ["floats", centreId],
    queryFn: ({ signal }) =>
      api.get("/api/centres/{centreId}/floats", { params: { centreId }, signal }),
    enabled: centreId !== "",
  });

export const CASH_LIMITS_KEY = ["cash-limits"] as const;

/** Of a centre, or of a node in every currency. */
export const cashLimitsQuery = (of: { centreId: string } | { node: string }) =>
  queryOptions({
    queryKey: [...CASH_LIMITS_KEY, of],
    queryFn: ({ signal }) => api.get("/api/cash-limits", { query: of, signal }),
  });

export function saveCashLimit(body: z.input<typeof changeCashLimitSchema>) {
  return api.send("PUT", "/api/cash-limits", { body });
}

/** A field that can't be parsed is undefined: the server reports it with all other errors. */
type Typed<T> = { [Name in keyof T]: T[Name] | undefined };

export type FloatToAgree = Typed<z.input<typeof agreeFloatSchema>>;

export function agreeFloat({ centreId, float }: { centreId: string; float: FloatToAgree }) {
  return api.send("PUT", "/api/centres/{centreId}/floats", { params: { centreId }, body: float });
}

export const denominationsQuery = (currency: string) =>
  queryOptions({
    queryKey: ["denominations", currency],
    queryFn: ({ signal }) =>
      api.get("/api/denominations/{currency}", { params: { currency }, signal }),
    enabled: currency !== "",
  });

type Pieces = Typed<DenominationSet["denominations"][number]>[];

/** Null resets the currency to its default denominations. */
export function saveDenominations(set: { currency: string; denominations: Pieces | null }) {
  const { currency, denominations } = set;
  return api.send("PUT", "/api/denominations/{currency}", {
    params: { currency },
    body: { denominations },
  });
}
