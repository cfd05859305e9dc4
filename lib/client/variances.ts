/** Variances as a page of charts reads them: each asks for its own sums, by the same filters. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type {
  CashPosition,
  ControlChart,
  VarianceList,
  VarianceSummary,
  Watch,
} from "../contracts/variance";
import type { LineSearch } from "../domain/screen/line-filters";
import type { VarianceGrouping } from "../domain/variance/variance";
import { api, type Params } from "./http";

const PATH = "/api/variances";
/** Sums over many days seldom move under a reader; a page that is opened again asks again. */
const STALE_MS = 60_000;

export type VarianceSearch = LineSearch & {
  shiftId?: readonly string[];
  tillId?: readonly string[];
};

export function variancesQuery(search: VarianceSearch, by: VarianceGrouping) {
  return varianceQuery<VarianceList>([by, search], PATH, { ...paramsOf(search), by });
}

export function varianceSummaryQuery(search: VarianceSearch) {
  const path = `${PATH}/summary`;
  return varianceQuery<VarianceSummary>(["summary", search], path, paramsOf(search));
}

/** Of one centre, narrowed to a till, a shift or a tender by the filters. */
export function controlChartQuery(search: VarianceSearch, centreId: string) {
  const params = { ...paramsOf(search), centreId };
  return varianceQuery<ControlChart>(["control", centreId, search], `${PATH}/control`, params);
}

/** The centres of a currency with the most pending, `limit` of them; totals are of all. */
export function cashPositionQuery(
  search: VarianceSearch,
  most: { currency: string; limit: number },
) {
  const params = { ...paramsOf(search), ...most };
  return varianceQuery<CashPosition>(["cash", search, most], `${PATH}/cash`, params);
}

export function watchQuery(search: VarianceSearch) {
  return varianceQuery<Watch>(["watch", search], `${PATH}/watch`, paramsOf(search));
}

function varianceQuery<T>(key: readonly unknown[], path: string, params: Params) {
  return queryOptions({
    queryKey: ["variances", ...key],
    queryFn: ({ signal }) => api.get<z.ZodType<T>>(path, params, signal),
    staleTime: STALE_MS,
    placeholderData: keepPreviousData,
  });
}

function paramsOf(search: VarianceSearch): Params {
  const { differencesOnly, ...rest } = search;
  return { ...rest, ...(differencesOnly ? { differencesOnly } : {}) };
}
