import "server-only";

/**
 * Counts the days of centres that are closed, and those that are not: whole months from the counts
 * beside their sums, and the dates around them one by one.
 */
import type { VarianceSums } from "@/lib/domain/variance/variance";
import { sql } from "../db/sql";
import { dayConditions, narrowedTo, newValues, type Values } from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { type DaysPart, splitFilter } from "./plan";
import {
  ANY_SHEET,
  DAY_COUNT_COLUMNS,
  fromDays as sumsOfDays,
  fromMonths as sumsOfMonths,
  monthConditions,
  SUM_COLUMNS,
} from "./sources";
import { SUMS, toSums } from "./sums";

export type DayCount = {
  centreId: string;
  /** Null for a count over all dates. */
  businessDate: string | null;
  currency: string;
  closedDays: number;
  openDays: number;
};

/** Of the past there are only days. */
export function listDayCounts(
  filter: ScopedFilter,
  dates: "whole" | "by date",
): Promise<DayCount[]> {
  const values = newValues();
  const isWhole = dates === "whole" && filter.asOf === null;
  const source = isWhole
    ? fromMonthsAndDays(filter, values)
    : fromDays({ filter, range: filter, sign: 1 }, values);
  const date = dates === "whole" ? "NULL::text" : "s.business_date";
  return sql<DayCount>(
    `SELECT s.centre_id AS "centreId", ${date} AS "businessDate", s.currency,
            coalesce(sum(s.days) FILTER (WHERE s.state = 'closed'), 0)::int AS "closedDays",
            coalesce(sum(s.days) FILTER (WHERE s.state <> 'closed'), 0)::int AS "openDays"
       FROM (${source}) s GROUP BY 1, 2, 3 HAVING sum(s.days) > 0`,
    values.list,
  );
}

export type CentreTotals = { centreId: string; closedDays: number; openDays: number } & {
  sums: VarianceSums;
};

/** Adds up whole days, with their counts. A filter of their lines would need the cells. */
export async function listSumsWithDays(filter: ScopedFilter): Promise<CentreTotals[]> {
  const values = newValues();
  const { steady, months, parts } = splitFilter({
    ...filter,
    verdicts: [],
    differencesOnly: false,
  });
  const columns = [...SUM_COLUMNS, ...DAY_COUNT_COLUMNS];
  const source = [
    ...(months.length === 0
      ? []
      : [sumsOfMonths(steady, months, { cells: false, values, columns })]),
    ...parts.map((part) =>
      sumsOfDays(part.filter, part.range, { columns, sign: part.sign, values }),
    ),
  ].join(" UNION ALL ");
  const rows = await sql<Omit<CentreTotals, "sums"> & { currency: string; sums: string }>(
    `SELECT s.centre_id AS "centreId", s.currency, concat_ws(' ', ${SUMS}) AS sums,
            sum(s.closed_days)::int AS "closedDays", sum(s.open_days)::int AS "openDays"
       FROM (${source}) s GROUP BY 1, 2 HAVING sum(s.closed_days) + sum(s.open_days) > 0`,
    values.list,
  );
  return rows.map(({ currency, sums, ...row }) => ({ ...row, sums: toSums(currency, sums) }));
}

function fromMonthsAndDays(filter: ScopedFilter, values: Values): string {
  const { steady, months, parts } = splitFilter(filter);
  return [
    ...(months.length === 0 ? [] : [fromMonths(steady, months, values)]),
    ...parts.map((part) => fromDays(part, values)),
  ].join(" UNION ALL ");
}

function fromMonths(filter: ScopedFilter, months: readonly string[], values: Values): string {
  const where = [
    ...monthConditions(filter, months, { level: "month", values }),
    ...narrowedTo("t.state", filter.states, values),
  ];
  return `SELECT t.centre_id, t.period AS business_date, t.currency, t.state, t.days
            FROM variance_total t WHERE ${where.join(" AND ")}`;
}

function fromDays({ filter, range, sign }: DaysPart, values: Values): string {
  const { from, to } = range;
  return `SELECT d.centre_id, d.business_date, d.currency, d.state, ${sign} AS days
            FROM reconciliation d
           WHERE ${dayConditions({ ...filter, from, to }, values)} AND ${ANY_SHEET}`;
}
