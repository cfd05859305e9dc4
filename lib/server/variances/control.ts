import "server-only";

/**
 * Computes the control chart of one centre, narrowed by the filters to a till, a shift or a tender.
 * The band is at least as wide as the tolerance.
 */
import type { ControlChart, ControlSearch } from "@/lib/contracts/variance";
import { CONTROL_DAYS_MIN, buildControlChart } from "@/lib/domain/variance/control-chart";
import { countCompared } from "@/lib/domain/variance/patterns";
import { readAsOf } from "../as-of/moment";
import { getCentre } from "../centres/queries";
import { sql } from "../db/sql";
import { dayConditions, lineConditions, newValues } from "../line-search/conditions";
import { type ScopedFilter, scopedFilter } from "../line-search/scoped-filter";
import { TOLERANCE } from "../recompute/line-columns";
import type { Views } from "./queries";
import { listSums } from "./sums";

export async function getControlChart(scope: Views, search: ControlSearch): Promise<ControlChart> {
  const filter = await scopedFilter(scope, search);
  const centreId = search.centreIds[0] ?? "";
  const centre = await getCentre(scope, centreId);
  const { sums, tolerance } = await readAsOf(search.asOf, filter, async () => ({
    sums: await listSums(filter, ["business_date"]),
    tolerance: await readTolerance(filter, centre.currency),
  }));
  // A centre that changed its currency has two series; the present one is shown.
  const own = sums.filter((one) => one.sums.currency === centre.currency);
  const days = own
    .filter((one) => countCompared(one.sums) > 0)
    .map((one) => ({ businessDate: one.keys.business_date ?? "", netMinor: one.sums.netMinor }));
  return {
    centreId,
    centreName: centre.name,
    currency: centre.currency,
    ...buildControlChart(days, tolerance),
    days: days.length,
    daysMin: CONTROL_DAYS_MIN,
    uncountedDays: own.filter((one) => one.sums.uncountedLines > 0).length,
  };
}

/** Returns the largest tolerance of a line, in minor units; 0 without lines. */
async function readTolerance(filter: ScopedFilter, currency: string): Promise<number> {
  const values = newValues();
  const [row] = await sql<{ tolerance: string | null }>(
    `SELECT max(${TOLERANCE}) AS tolerance
       FROM reconciliation d JOIN reconciliation_line l USING (centre_id, business_date)
      WHERE ${dayConditions(filter, values)} AND d.currency = ${values.add(currency)}
        AND ${lineConditions(filter, values)}`,
    values.list,
  );
  return Number(row?.tolerance ?? 0);
}
