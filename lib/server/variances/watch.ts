import "server-only";

/**
 * Finds patterns that deserve attention in the daily sums of each centre, the most notable of all
 * first.
 */
import type { Watch } from "@/lib/contracts/variance";
import { addDays } from "@/lib/domain/business-date";
import type { LineFilter } from "@/lib/domain/line-filter";
import { compareFindings, listPatterns } from "@/lib/domain/variance/patterns";
import { readAsOf } from "../as-of/moment";
import { listCentreNames } from "../centres/queries";
import { scopedFilter } from "../line-search/conditions";
import type { Views } from "./queries";
import { listSeries } from "./series";

/** A page can show this many, and a reader can follow them up. */
const FINDINGS_MAX = 20;
/** Only the last weeks of the range count: a pattern that ended before is history. */
const DAYS_MAX = 35;

export async function getWatch(scope: Views, search: LineFilter): Promise<Watch> {
  const earliest = addDays(search.to, 1 - DAYS_MAX);
  const from = search.from > earliest ? search.from : earliest;
  const filter = scopedFilter(scope, { ...search, from });
  return readAsOf(search.asOf, filter, async () => {
    const found = (await listSeries(filter))
      .flatMap(({ centreId, ...one }) =>
        listPatterns(one).map((pattern) => ({ ...pattern, centreId })),
      )
      .sort(compareFindings)
      .slice(0, FINDINGS_MAX);
    const names = await listCentreNames(found.map(({ centreId }) => centreId));
    return {
      findings: found.map(({ total, ...one }) => ({
        ...one,
        centreName: names.get(one.centreId) ?? one.centreId,
        currency: total.currency,
        netMinor: total.netMinor,
        shortMinor: total.shortMinor,
        overMinor: total.overMinor,
      })),
    };
  });
}
