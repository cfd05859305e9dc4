/** The queries of the variances page: each chart fetches its own sums, by the same filters. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { LineSearch } from "../domain/screen/line-filters";
import type { VarianceGrouping } from "../domain/variance/variance";
import type { Query } from "./api-path";
import { api } from "./http";

/**
 * Sums over many days seldom change while a user reads them; a page that is opened again refetches.
 */
const STALE_MS = 60_000;

export type VarianceSearch = LineSearch & {
  shiftId?: readonly string[];
  tillId?: readonly string[];
};

export function variancesQuery(search: VarianceSearch, by: VarianceGrouping) {
  const query = { ...paramsOf(search), by };
  return varianceQuery([by, search], (signal) => api.get("/api/variances", { query, signal }));
}

export function varianceSummaryQuery(search: VarianceSearch) {
  const query = paramsOf(search);
  return varianceQuery(["summary", search], (signal) =>
    api.get("/api/variances/summary", { query, signal }),
  );
}

/** The control chart of one centre, narrowed to a till, a shift or a tender by the filters. */
export function controlChartQuery(search: VarianceSearch, centreId: string) {
  const query = { ...paramsOf(search), centreId };
  return varianceQuery(["control", centreId, search], (signal) =>
    api.get("/api/variances/control", { query, signal }),
  );
}

/** The `limit` centres of a currency with the most pending cash; the totals are of all centres. */
export function cashPositionQuery(
  search: VarianceSearch,
  most: { currency: string; limit: number },
) {
  const query = { ...paramsOf(search), ...most };
  return varianceQuery(["cash", search, most], (signal) =>
    api.get("/api/variances/cash", { query, signal }),
  );
}

export function watchQuery(search: VarianceSearch) {
  const query = paramsOf(search);
  return varianceQuery(["watch", search], (signal) =>
    api.get("/api/variances/watch", { query, signal }),
  );
}

function varianceQuery<T>(key: readonly unknown[], fetch: (signal: AbortSignal) => Promise<T>) {
  return queryOptions({
    queryKey: ["variances", ...key],
    queryFn: ({ signal }) => fetch(signal),
    staleTime: STALE_MS,
    placeholderData: keepPreviousData,
  });
}

function paramsOf(search: VarianceSearch): Query {
  const { differencesOnly, ...rest } = search;
  return { ...rest, ...(differencesOnly ? { differencesOnly } : {}) };
}
