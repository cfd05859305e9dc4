/** The queries and requests about how tills are counted. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { changeCashLimitSchema } from "../contracts/cash-limit";
import type { agreeFloatSchema, Counting, DenominationSet } from "../contracts/count-settings";
import { api } from "./http";

export const countingQuery = (centreId: string) =>
  queryOptions({
    queryKey: ["counting", centreId],
    queryFn: ({ signal }) =>
      api.get("/api/centres/{centreId}/counting", { params: { centreId }, signal }),
    enabled: centreId !== "",
  });

export function saveCounting({ centreId, counting }: { centreId: string; counting: Counting }) {
  return api.send("PUT", "/api/centres/{centreId}/counting", {
    params: { centreId },
    body: counting,
  });
}

export const countingOfAllQuery = () =>
  queryOptions({
    queryKey: ["counting-of-all"],
    queryFn: ({ signal }) => api.get("/api/counting", { signal }),
  });

/** `basedOn` is what was usual when the form was opened. */
export function changeUsualCounting(change: { counting: Counting; basedOn: Counting }) {
  return api.send("PUT", "/api/counting", { body: change });
}

export function setCountingOfMany(change: { centreIds: string[]; counting: Counting }) {
  const { centreIds: centres, counting } = change;
  return api.send("PUT", "/api/counting/centres", { body: { centres, counting } });
}

export const floatsQuery = (centreId: string) =>
  queryOptions({
    queryKey: ["floats", centreId],
    queryFn: ({ signal }) =>
      api.get("/api/centres/{centreId}/floats", { params: { centreId }, signal }),
    enabled: centreId !== "",
  });

export const cashLimitQuery = (centreId: string) =>
  queryOptions({
    queryKey: ["cash-limit", centreId],
    queryFn: ({ signal }) =>
      api.get("/api/centres/{centreId}/cash-limit", { params: { centreId }, signal }),
  });

type CashLimitChange = { centreId: string } & z.input<typeof changeCashLimitSchema>;

export function saveCashLimit({ centreId, ...body }: CashLimitChange) {
  return api.send("PUT", "/api/centres/{centreId}/cash-limit", { params: { centreId }, body });
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
