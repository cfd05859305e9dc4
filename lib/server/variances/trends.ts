import "server-only";

/** Compares each centre with the period before and with its own normal range. */
import type { TrendSearch, VarianceTrends } from "@/lib/contracts/variance-trends";
import { addDays, countRangeDays } from "@/lib/domain/business-date";
import { computeComparedRanges } from "@/lib/domain/variance/compare-periods";
import { limitTrends, summarizeTrends } from "@/lib/domain/variance/rank-trends";
import { arrangeWeeks } from "@/lib/domain/variance/trend-weeks";
import { computeTrend } from "@/lib/domain/variance/trend";
import { readAsOf } from "../as-of/moment";
import { listCentreNames } from "../centres/queries";
import { sql } from "../db/sql";
import { dayConditions, lineConditions, newValues } from "../line-search/conditions";
import { type ScopedFilter, scopedFilter } from "../line-search/scoped-filter";
import { TOLERANCE } from "../recompute/line-columns";
import type { Views } from "./queries";
import { HISTORY_DAYS, listCentreWeeks } from "./trend-weeks";

/** The tolerance of a centre is read from the lines of so many days. */
const TOLERANCE_DAYS = 7;

export async function getVarianceTrends(
  scope: Views,
  search: TrendSearch,
): Promise<VarianceTrends> {
  const { measure } = search;
  const current = { from: search.from, to: search.to };
  const days = countRangeDays(current);
  const { before } = computeComparedRanges(current);
  // A past moment is computed day by day, so that it knows the period before and no more.
  const historyDays =
    search.asOf === null
      ? Math.max(HISTORY_DAYS, countRangeDays(before))
      : countRangeDays({ from: before.from, to: addDays(current.from, -1) });
  const filter = await scopedFilter(scope, search, addDays(current.from, -historyDays));
  const { centres, tolerances } = await readAsOf(
    search.asOf,
    { ...filter, from: before.from },
    async () => ({
      centres: await listCentreWeeks(filter, before, historyDays),
      tolerances: await listTolerances(filter),
    }),
  );
  const names = await listCentreNames(centres.map(({ centreId }) => centreId));
  const rows = centres.map(({ centreId, currency, weeks }) => {
    const { series, drawn } = arrangeWeeks(weeks, { days, measure });
    const toleranceMinor = tolerances.get(`${centreId} ${currency}`) ?? 0;
    const { range, ...trend } = computeTrend(series, { measure, days, toleranceMinor });
    return {
      ...trend,
      centreId,
      centreName: names.get(centreId) ?? centreId,
      currency,
      low: range?.low ?? null,
      high: range?.high ?? null,
      weeks: drawn,
    };
  });
  const { limit, sort } = search;
  if (limit === undefined) return { current, before, rows };
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  const summaries = currencies.map((currency) => summarizeTrends(rows, currency));
  return { current, before, summaries, rows: limitTrends(rows, { sort, limit }) };
}

/**
 * The largest tolerance of a line in the last week of the period. The lines are looked up day by
 * day, because reading all lines ever stored would take longer than the days of a week.
 */
async function listTolerances(filter: ScopedFilter): Promise<Map<string, number>> {
  const earliest = addDays(filter.to, 1 - TOLERANCE_DAYS);
  const own = { ...filter, from: filter.from > earliest ? filter.from : earliest };
  const values = newValues();
  const rows = await sql<{ centreId: string; currency: string; tolerance: string }>(
    `SELECT l.centre_id AS "centreId", l.currency, max(l.tolerance) AS tolerance
       FROM reconciliation d
      CROSS JOIN LATERAL (
        SELECT l.centre_id, l.currency, ${TOLERANCE} AS tolerance FROM reconciliation_line l
         WHERE l.centre_id = d.centre_id AND l.business_date = d.business_date
           AND ${lineConditions(own, values)} OFFSET 0
      ) l
      WHERE ${dayConditions(own, values)} GROUP BY 1, 2`,
    values.list,
  );
  return new Map(
    rows.map(({ centreId, currency, tolerance }) => [`${centreId} ${currency}`, Number(tolerance)]),
  );
}
