/** How tills are counted, as the browser reads and sets it. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import {
  type agreeFloatSchema,
  agreedFloatListSchema,
  type Counting,
  countingSchema,
  type DenominationSet,
  denominationSetSchema,
} from "../contracts/counting";
import { api } from "./http";

const centrePath = (centreId: string) => `/api/centres/${encodeURIComponent(centreId)}`;

export const countingQuery = (centreId: string) =>
  queryOptions({
    queryKey: ["counting", centreId],
    queryFn: ({ signal }) =>
      api.get(`${centrePath(centreId)}/counting`, countingSchema, {}, signal),
    enabled: centreId !== "",
  });

export function saveCounting({ centreId, counting }: { centreId: string; counting: Counting }) {
  return api.send("PUT", `${centrePath(centreId)}/counting`, counting, countingSchema);
}

export const floatsQuery = (centreId: string) =>
  queryOptions({
    queryKey: ["floats", centreId],
    queryFn: ({ signal }) =>
      api.get(`${centrePath(centreId)}/floats`, agreedFloatListSchema, {}, signal),
    enabled: centreId !== "",
  });

export type FloatToAgree = z.infer<typeof agreeFloatSchema>;

export function agreeFloat({ centreId, float }: { centreId: string; float: FloatToAgree }) {
  return api.send("PUT", `${centrePath(centreId)}/floats`, float, agreedFloatListSchema);
}

export const denominationsQuery = (currency: string) =>
  queryOptions({
    queryKey: ["denominations", currency],
    queryFn: ({ signal }) =>
      api.get(`/api/denominations/${currency}`, denominationSetSchema, {}, signal),
    enabled: currency !== "",
  });

type Pieces = DenominationSet["denominations"];

/** null goes back to what is known without being told. */
export function saveDenominations(set: { currency: string; denominations: Pieces | null }) {
  const { currency, denominations } = set;
  return api.send(
    "PUT",
    `/api/denominations/${currency}`,
    { denominations },
    denominationSetSchema,
  );
}
