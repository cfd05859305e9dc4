import "server-only";

/**
 * Finds patterns that deserve attention in the daily sums of each centre, the most notable of all
 * first.
 */
import type { Watch } from "@/lib/contracts/variance";
import { addDays } from "@/lib/domain/business-date";
import { groupBy } from "@/lib/domain/group-by";
import { type LineFilter, NO_NARROWING } from "@/lib/domain/line-filter";
import { countByChance } from "@/lib/domain/variance/discoveries";
import { compareFindings, TESTED_PATTERNS, walkPatterns } from "@/lib/domain/variance/patterns";
import { readAsOf } from "../as-of/moment";
import { listCentreNames } from "../centres/queries";
import { runInSteps } from "../give-way";
import { scopedFilter } from "../line-search/scoped-filter";
import type { Views } from "./queries";
import { listSeries } from "./series";

/** A page can show this many of a currency, and a reader can follow them up. */
const FINDINGS_MAX = 20;
/** Only the last weeks of the range count: a pattern that ended before is history. */
const DAYS_MAX = 35;

/** Finds what deserves attention in every centre, in the last weeks up to this date. */
export async function listFindings(to: string) {
  const filter = {
    ...NO_NARROWING,
    centreIds: null,
    absences: [],
    readerId: null,
    from: addDays(to, 1 - DAYS_MAX),
    to,
  };
  return await runInSteps(walkPatterns(await listSeries(filter)));
}

export async function getWatch(scope: Views, search: LineFilter): Promise<Watch> {
  const earliest = addDays(search.to, 1 - DAYS_MAX);
  const from = search.from > earliest ? search.from : earliest;
  const filter = await scopedFilter(scope, { ...search, from });
  return readAsOf(search.asOf, filter, async () => {
    const found = await runInSteps(walkPatterns(await listSeries(filter)));
    const tested = found.filter(({ pattern }) => TESTED_PATTERNS.includes(pattern));
    const byCurrency = groupBy(found.sort(compareFindings), ({ total }) => total.currency);
    const shown = [...byCurrency.values()].flatMap((all) => all.slice(0, FINDINGS_MAX));
    const names = await listCentreNames(shown.map(({ of }) => of.centreId));
    return {
      byChance: countByChance(tested.length),
      tested: tested.length,
      found: Object.fromEntries([...byCurrency].map(([currency, all]) => [currency, all.length])),
      findings: shown.map(({ of: { centreId }, total, ...one }) => ({
        ...one,
        centreId,
        centreName: names.get(centreId) ?? centreId,
        currency: total.currency,
        netMinor: total.netMinor,
        shortMinor: total.shortMinor,
        overMinor: total.overMinor,
      })),
    };
  });
}
