/** Variances as a page of charts reads them: each asks for its own sums, by the same filters. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import {
  cashPositionSchema,
  controlChartSchema,
  varianceListSchema,
  varianceSummarySchema,
  watchSchema,
} from "../contracts/variance";
import type { LineSearch } from "../domain/filters";
import type { VarianceGrouping } from "../domain/variance";
import { api, type Params } from "./http";

const PATH = "/api/variances";
/** Sums over many days seldom move under a reader; a page that is opened again asks again. */
const STALE_MS = 60_000;

export type VarianceSearch = LineSearch & {
  shiftId?: readonly string[];
  tillId?: readonly string[];
};

export function variancesQuery(search: VarianceSearch, by: VarianceGrouping) {
  return varianceQuery([by, search], PATH, varianceListSchema, { ...paramsOf(search), by });
}

export function varianceSummaryQuery(search: VarianceSearch) {
  const path = `${PATH}/summary`;
  return varianceQuery(["summary", search], path, varianceSummarySchema, paramsOf(search));
}

/** Of one centre, narrowed to a till, a shift or a tender by the filters. */
export function controlChartQuery(search: VarianceSearch, centreId: string) {
  const params = { ...paramsOf(search), centreId };
  return varianceQuery(
    ["control", centreId, search],
    `${PATH}/control`,
    controlChartSchema,
    params,
  );
}

/** The centres of a currency with the most pending, `limit` of them; totals are of all. */
export function cashPositionQuery(
  search: VarianceSearch,
  most: { currency: string; limit: number },
) {
  const params = { ...paramsOf(search), ...most };
  return varianceQuery(["cash", search, most], `${PATH}/cash`, cashPositionSchema, params);
}

export function watchQuery(search: VarianceSearch) {
  return varianceQuery(["watch", search], `${PATH}/watch`, watchSchema, paramsOf(search));
}

function varianceQuery<T>(
  key: readonly unknown[],
  path: string,
  schema: z.ZodType<T>,
  params: Params,
) {
  return queryOptions({
    queryKey: ["variances", ...key],
    queryFn: ({ signal }) => api.get(path, schema, params, signal),
    staleTime: STALE_MS,
    placeholderData: keepPreviousData,
  });
}

function paramsOf(search: VarianceSearch): Params {
  const { differencesOnly, ...rest } = search;
  return { ...rest, ...(differencesOnly ? { differencesOnly } : {}) };
}
