import "server-only";

/**
 * Counts the days of centres that are closed, and those that are not: whole months from the counts
 * beside their sums, and the dates around them one by one.
 */
import type { VarianceSums } from "@/lib/domain/variance/variance";
import { sql } from "../db/sql";
import { newValues } from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { planDays } from "./plan";
import { DAY_COUNT_COLUMNS, fromDays, SUM_COLUMNS, TABLES } from "./sources";
import { SUMS, toSums } from "./sums";

export type DayCount = {
  centreId: string;
  /** Null for a count over all dates. */
  businessDate: string | null;
  currency: string;
  closedDays: number;
  openDays: number;
};

export function listDayCounts(
  filter: ScopedFilter,
  dates: "whole" | "by date",
): Promise<DayCount[]> {
  const values = newValues();
  const source =
    dates === "whole"
      ? planDays(filter, DAY_COUNT_COLUMNS, values)
      : fromDays(filter, filter, { columns: DAY_COUNT_COLUMNS, sign: 1, values, tables: TABLES });
  const date = dates === "whole" ? "NULL::text" : "s.business_date";
  return sql<DayCount>(
    `SELECT s.centre_id AS "centreId", ${date} AS "businessDate", s.currency,
            sum(s.closed_days)::int AS "closedDays", sum(s.open_days)::int AS "openDays"
       FROM (${source}) s GROUP BY 1, 2, 3 HAVING sum(s.closed_days) + sum(s.open_days) > 0`,
    values.list,
  );
}

export type CentreTotals = { centreId: string; closedDays: number; openDays: number } & {
  sums: VarianceSums;
};

/** Adds up whole days, with their counts. A filter of their lines would need the cells. */
export async function listSumsWithDays(filter: ScopedFilter): Promise<CentreTotals[]> {
  const values = newValues();
  const source = planDays(filter, [...SUM_COLUMNS, ...DAY_COUNT_COLUMNS], values);
  const rows = await sql<Omit<CentreTotals, "sums"> & { currency: string; sums: string }>(
    `SELECT s.centre_id AS "centreId", s.currency, concat_ws(' ', ${SUMS}) AS sums,
            sum(s.closed_days)::int AS "closedDays", sum(s.open_days)::int AS "openDays"
       FROM (${source}) s GROUP BY 1, 2 HAVING sum(s.closed_days) + sum(s.open_days) > 0`,
    values.list,
  );
  return rows.map(({ currency, sums, ...row }) => ({ ...row, sums: toSums(currency, sums) }));
}
