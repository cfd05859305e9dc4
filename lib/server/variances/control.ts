import "server-only";

/**
 * Computes the control chart of one centre, narrowed by the filters to a till, a shift or a tender.
 */
import type { ControlChart, ControlSearch } from "@/lib/contracts/variance";
import { CONTROL_DAYS_MIN, buildControlChart } from "@/lib/domain/variance/control-chart";
import { countCompared } from "@/lib/domain/variance/patterns";
import { readAsOf } from "../as-of/moment";
import { getCentre } from "../centres/queries";
import { scopedFilter } from "../line-search/conditions";
import type { Views } from "./queries";
import { listSums } from "./sums";

export async function getControlChart(scope: Views, search: ControlSearch): Promise<ControlChart> {
  const filter = scopedFilter(scope, search);
  const centreId = filter.centreIds?.[0] ?? "";
  const centre = await getCentre(scope, centreId);
  const sums = await readAsOf(search.asOf, filter, () => listSums(filter, ["business_date"]));
  // A centre that changed its currency has two series; the present one is shown.
  const own = sums.filter((one) => one.sums.currency === centre.currency);
  const days = own
    .filter((one) => countCompared(one.sums) > 0)
    .map((one) => ({ businessDate: one.keys.business_date ?? "", netMinor: one.sums.netMinor }));
  return {
    centreId,
    centreName: centre.name,
    currency: centre.currency,
    ...buildControlChart(days),
    days: days.length,
    daysMin: CONTROL_DAYS_MIN,
    uncountedDays: own.filter((one) => one.sums.uncountedLines > 0).length,
  };
}
