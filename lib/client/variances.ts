/** The queries of the variances page: each chart fetches its own sums, by the same filters. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { filterQuery, type LineFilter } from "../domain/line-filter";
import { TRENDS_MAX, type TrendSort } from "../domain/variance/rank-trends";
import type { TrendMeasure } from "../domain/variance/trend";
import type { VarianceGrouping } from "../domain/variance/variance";
import { api } from "./http";

/**
 * Sums over many days seldom change while a user reads them; a page that is opened again refetches.
 */
const STALE_MS = 60_000;

export function variancesQuery(filter: LineFilter, by: VarianceGrouping) {
  const query = { ...filterQuery(filter), by };
  return varianceQuery([by, filter], (signal) => api.get("/api/variances", { query, signal }));
}

export function varianceSummaryQuery(filter: LineFilter) {
  const query = filterQuery(filter);
  return varianceQuery(["summary", filter], (signal) =>
    api.get("/api/variances/summary", { query, signal }),
  );
}

/** The control chart of one centre, narrowed to a till, a shift or a tender by the filters. */
export function controlChartQuery(filter: LineFilter, centreId: string) {
  const query = { ...filterQuery(filter), centreId };
  return varianceQuery(["control", centreId, filter], (signal) =>
    api.get("/api/variances/control", { query, signal }),
  );
}

/** The `limit` centres of a currency with the most pending cash; the totals are of all centres. */
export function cashPositionQuery(filter: LineFilter, most: { currency: string; limit: number }) {
  const query = { ...filterQuery(filter), ...most };
  return varianceQuery(["cash", filter, most], (signal) =>
    api.get("/api/variances/cash", { query, signal }),
  );
}

export function watchQuery(filter: LineFilter) {
  const query = filterQuery(filter);
  return varianceQuery(["watch", filter], (signal) =>
    api.get("/api/variances/watch", { query, signal }),
  );
}

/** Differences by reason and week, with the period before. */
export function varianceReasonsQuery(filter: LineFilter) {
  const query = filterQuery(filter);
  return varianceQuery(["reasons", filter], (signal) =>
    api.get("/api/variances/reasons", { query, signal }),
  );
}

/** Differences that nobody explained yet, by their business date. */
export function varianceAgeingQuery(filter: LineFilter) {
  const query = filterQuery(filter);
  return varianceQuery(["ageing", filter], (signal) =>
    api.get("/api/variances/ageing", { query, signal }),
  );
}

/** Every part of the organisation, and the centres directly below one of them. */
export function varianceNodesQuery(filter: LineFilter, below: string | null) {
  const query = { ...filterQuery(filter), ...(below === null ? {} : { below }) };
  return varianceQuery(["nodes", below, filter], (signal) =>
    api.get("/api/variances/nodes", { query, signal }),
  );
}

/** Each centre against the period before, and its own normal range: of many, the first in order. */
export function varianceTrendsQuery(filter: LineFilter, measure: TrendMeasure, sort: TrendSort) {
  const query = { ...filterQuery(filter), measure, sort, limit: TRENDS_MAX };
  return varianceQuery(["trends", measure, sort, filter], (signal) =>
    api.get("/api/variances/trends", { query, signal }),
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
