import "server-only";

/**
 * Reads the days of each centre as one row: its sums, and its daily nets in order of their dates.
 */
import { VERDICTS } from "@/lib/domain/line";
import type { WatchSeries } from "@/lib/domain/variance/patterns";
import { AppError } from "../app-error";
import { sql } from "../db/sql";
import { mapInSteps } from "../give-way";
import { newValues, verdictsOf } from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { planSources } from "./plan";
import { DAY_COLUMNS } from "./sources";
import { summed, SUMS, toSums } from "./sums";

/** Each row has one currency; a centre that changed its currency has two rows. */
const SERIES_MAX = 10_000;

const KEYS = ["centre_id", "business_date"];

const countOf = (verdicts: readonly string[]) =>
  verdicts.map((one) => `s.${one.replace("-", "_")}_lines`).join(" + ");
const LINES = countOf(VERDICTS);
const COMPARED = countOf(["matched", "within-tolerance", "over", "short"]);

export type CentreSeries = WatchSeries & { centreId: string };

type SeriesRecord = {
  centre_id: string;
  currency: string;
  days: number;
  first: string;
  last: string;
  sums: string;
  just_under: number;
  /**
   * The text is `date net,date net` in no order: sorting whole rows there takes longer than sorting
   * these here.
   */
  nets: string | null;
};

export async function listSeries(filter: ScopedFilter): Promise<CentreSeries[]> {
  if (verdictsOf(filter)?.length === 0) return [];
  const values = newValues();
  const rows = await sql<SeriesRecord>(
    `SELECT s.centre_id, s.currency, count(*)::int AS days, min(s.business_date) AS first,
            max(s.business_date) AS last, concat_ws(' ', ${SUMS}) AS sums,
            coalesce(sum(s.just_under_lines), 0)::int AS just_under,
            string_agg(s.business_date || ' ' || s.short_minor + s.over_minor, ',')
              FILTER (WHERE ${COMPARED} > 0) AS nets
       FROM (${dailySums(filter, values)}) s WHERE ${LINES} > 0
      GROUP BY 1, 2 ORDER BY 1, 2 LIMIT ${SERIES_MAX + 1}`,
    values.list,
  );
  if (rows.length > SERIES_MAX) {
    throw new AppError("INVALID", `These would be more than ${SERIES_MAX} centres.`, {
      errors: [{ path: "centreId", message: "Narrow the centres" }],
    });
  }
  return mapInSteps(rows, (row) => ({
    centreId: row.centre_id,
    total: toSums(row.currency, row.sums),
    justUnderLines: row.just_under,
    days: row.days,
    since: row.first,
    until: row.last,
    series: (row.nets ?? "").split(",").filter(Boolean).sort().map(toDay),
  }));
}

function dailySums(filter: ScopedFilter, values: ReturnType<typeof newValues>): string {
  const { source, isWhole } = planSources(filter, KEYS, values, { columns: DAY_COLUMNS });
  return isWhole ? source : summed(source, [...KEYS, "currency"], DAY_COLUMNS);
}

function toDay(text: string) {
  const [businessDate = "", net] = text.split(" ");
  return { businessDate, netMinor: Number(net) };
}
