/** The queries and requests about how tills are counted. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { changeCashLimitSchema } from "../contracts/cash-limit";
import type { agreeFloatSchema, Counting, DenominationSet } from "../contracts/count-settings";
import type { setCountingOfManySchema } from "../contracts/counting";
import { api } from "./http";

export const countingOfAllQuery = () =>
  queryOptions({
    queryKey: ["counting-of-all"],
    queryFn: ({ signal }) => api.get("/api/counting", { signal }),
  });

/** `basedOn` is what was usual when the form was opened. */
export function changeUsualCounting(change: { counting: Counting; basedOn: Counting }) {
  return api.send("PUT", "/api/counting", { body: change });
}

type CountingChange = z.input<typeof setCountingOfManySchema>;

export function setCountingOfMany(body: CountingChange) {
  return api.send("PUT", "/api/counting/centres", { body });
}

export const floatsQuery = (centreId: string) =>
  queryOptions({
    queryKey: ["floats", centreId],
    queryFn: ({ signal }) =>
      api.get("/api/centres/{centreId}/floats", { params: { centreId }, signal }),
    enabled: centreId !== "",
  });

export const cashLimitsQuery = () =>
  queryOptions({
    queryKey: ["cash-limits"],
    queryFn: ({ signal }) => api.get("/api/cash-limits", { signal }),
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
