import "server-only";

/** Patterns worth a look in the daily sums of each centre, the most notable of all first. */
import type { VarianceFilter, Watch } from "@/lib/contracts/variance";
import { addDays } from "@/lib/domain/business-date";
import { compareFindings, findPatterns, type WatchDay } from "@/lib/domain/variance-watch";
import { readAsOf } from "../as-of/moment";
import { centreNames } from "./names";
import { filterOf, type Views } from "./queries";
import { listSums } from "./sums";

const KEYS = ["centre_id", "business_date"];
/** What a page can show and a reader can follow up. */
const FINDINGS_MAX = 20;
/** The last weeks of the range: what ended before is history, and no longer worth a look. */
const DAYS_MAX = 35;
const ROWS_MAX = 250_000;

export async function getWatch(scope: Views, search: VarianceFilter): Promise<Watch> {
  const earliest = addDays(search.to, 1 - DAYS_MAX);
  const from = search.from > earliest ? search.from : earliest;
  const filter = filterOf(scope, { ...search, from });
  return readAsOf(search.asOf, filter, async () => {
    const series = new Map<string, WatchDay[]>();
    for (const { keys, sums } of await listSums(filter, KEYS, ROWS_MAX)) {
      const id = `${keys.centre_id ?? ""}\u0000${sums.currency}`;
      const day = { ...sums, businessDate: keys.business_date ?? "" };
      const held = series.get(id);
      if (held === undefined) series.set(id, [day]);
      else held.push(day);
    }
    const found = [...series]
      .flatMap(([id, days]) =>
        findPatterns(days).map((one) => ({ ...one, centreId: id.split("\u0000")[0] ?? "" })),
      )
      .sort(compareFindings)
      .slice(0, FINDINGS_MAX);
    const names = await centreNames(found.map(({ centreId }) => centreId));
    return {
      findings: found.map(({ total, ...one }) => ({
        ...one,
        centreName: names.get(one.centreId) ?? one.centreId,
        ...{ currency: total.currency, netMinor: total.netMinor },
        ...{ shortMinor: total.shortMinor, overMinor: total.overMinor },
      })),
    };
  });
}
