"use client";

/** Chooses the centres whose days are shown one by one: the first of the chosen order. */
import { useQuery } from "@tanstack/react-query";
import { variancesQuery } from "@/lib/client/variances";
import { rankBy } from "@/lib/domain/variance/ranking";
import type { View } from "./view";

const SHOWN_MAX = 24;

export function useShownCentres({ currency, filters, search }: View) {
  const query = useQuery(variancesQuery(search, "centre"));
  const rows = query.data?.rows.filter((row) => row.currency === currency) ?? [];
  const centres = rankBy(rows, filters.rank).slice(0, SHOWN_MAX);
  const ids = centres.map(({ centreId = "" }) => centreId).sort();
  const more = rows.length - centres.length;
  const shown = more > 0 ? { ...search, centreIds: ids } : search;
  return { query, centres, more, search: shown };
}
