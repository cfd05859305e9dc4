"use client";

/** Finds centres: those that a page offers, or of many those that match what is typed. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CENTRES_KEY, foundCentresQuery, namedCentresQuery } from "@/lib/client/centres";
import type { Centre, FoundCentres } from "@/lib/contracts/centre";
import { type CentreOffer, isSearched, type OfferedCentre } from "@/lib/domain/screen/centre-offer";
import type { ServerSearch } from "../ui/combobox-options";
import { TYPING_MS, useDebouncedValue } from "../ui/use-debounced-value";

type Found = {
  centres: readonly OfferedCentre[];
  /** The text that they match. */
  text: string;
  /** It is undefined where all of them are offered. */
  search: ServerSearch | undefined;
};

export function useCentreSearch(offer: CentreOffer<OfferedCentre>): Found {
  const [typed, setTyped] = useState<string | null>(null);
  const text = useDebouncedValue(typed, TYPING_MS);
  const isNeeded = isSearched(offer);
  const { data } = useQuery({
    ...foundCentresQuery(text ?? "", offer.permission),
    enabled: isNeeded && text !== null,
  });
  if (!isNeeded) return { centres: offer.centres, text: "", search: undefined };
  const count = data === undefined ? null : data.count - data.centres.length;
  return {
    centres: data?.centres ?? [],
    text: typed ?? "",
    search: { onType: setTyped, more: count },
  };
}

/** The offered centres, and those with these ids. */
export function useNamedCentres<Offered extends OfferedCentre>(
  offer: CentreOffer<Offered>,
  ids: readonly string[],
): readonly (Offered | Centre)[] {
  const client = useQueryClient();
  const missing = isSearched(offer)
    ? ids.filter((wanted) => offer.centres.every(({ id }) => id !== wanted))
    : [];
  const { data } = useQuery({
    ...namedCentresQuery(missing),
    enabled: missing.length > 0,
    // What was just chosen was found before.
    placeholderData: () => {
      const found = client.getQueriesData<FoundCentres>({ queryKey: CENTRES_KEY });
      const centres = found.flatMap(([, list]) => list?.centres ?? []);
      return { centres: centres.filter(({ id }) => missing.includes(id)), count: missing.length };
    },
  });
  return missing.length === 0 ? offer.centres : [...offer.centres, ...(data?.centres ?? [])];
}
