import "server-only";

/**
 * Reads the weeks of each centre as one row: those of a period, and those of the year before it.
 * The days are read from the index that has their figures, and added up to weeks by the database.
 */
import { addDays, type DateRange } from "@/lib/domain/business-date";
import type { TrendWeek } from "@/lib/domain/variance/trend-weeks";
import { sql } from "../db/sql";
import { newValues, verdictsOf } from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { planSources } from "./plan";
import { SUM_COLUMNS } from "./sources";
import { summed } from "./sums";

const KEYS = ["centre_id", "business_date"];
export const HISTORY_DAYS = 364;
const COMPARED = ["matched", "within_tolerance", "short", "over"]
  .map((one) => `s.${one}_lines`)
  .join(" + ");

type CentreWeeks = { centreId: string; currency: string; weeks: TrendWeek[] };

type WeeksRecord = { centre_id: string; currency: string; weeks: string };

export async function listCentreWeeks(
  filter: ScopedFilter,
  before: DateRange,
  historyDays: number,
): Promise<CentreWeeks[]> {
  if (verdictsOf(filter)?.length === 0) return [];
  const { from, to } = filter;
  const values = newValues();
  const earliest = addDays(from, -historyDays);
  const { source, isWhole } = planSources({ ...filter, from: earliest }, KEYS, values);
  const days = isWhole ? source : summed(source, [...KEYS, "currency"], SUM_COLUMNS);
  const [first, last] = [values.add(from), values.add(to)];
  const [beforeFrom, beforeTo] = [values.add(before.from), values.add(before.to)];
  const isCurrent = `s.business_date >= ${first}`;
  const rows = await sql<WeeksRecord>(
    `SELECT w.centre_id, w.currency,
            string_agg(concat_ws(' ', w.week, w.is_current, w.is_before, w.short, w.over, w.sales,
              w.sales_lines, w.compared), ',') AS weeks
       FROM (SELECT s.centre_id, s.currency, (${isCurrent})::int AS is_current,
                    (s.business_date BETWEEN ${beforeFrom} AND ${beforeTo})::int AS is_before,
                    CASE WHEN ${isCurrent} THEN (${last}::date - s.business_date::date) / 7
                         ELSE (${first}::date - 1 - s.business_date::date) / 7 END AS week,
                    sum(s.short_minor) AS short, sum(s.over_minor) AS over,
                    coalesce(sum(s.sales_minor), 0) AS sales, sum(s.sales_lines) AS sales_lines,
                    sum(${COMPARED}) AS compared
               FROM (${days}) s WHERE ${COMPARED} > 0 GROUP BY 1, 2, 3, 4, 5) w
      GROUP BY 1, 2 ORDER BY 1, 2`,
    values.list,
  );
  return rows.map((row) => ({
    centreId: row.centre_id,
    currency: row.currency,
    weeks: row.weeks.split(",").map(toWeek),
  }));
}

function toWeek(text: string): TrendWeek {
  const all = text.split(" ").map(Number);
  const at = (index: number) => all[index] ?? 0;
  return {
    week: at(0),
    isCurrent: at(1) === 1,
    isBefore: at(2) === 1,
    sums: {
      shortMinor: at(3),
      overMinor: at(4),
      salesMinor: at(6) === 0 ? null : at(5),
      compared: at(7),
    },
  };
}
