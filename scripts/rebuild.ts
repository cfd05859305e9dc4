/**
 * Computes every line and total again from sheets, counts and rules, the sums of variances from
 * them, and the likely causes of what is not explained. With `--check` it writes nothing, names the
 * days that would change, and exits with 1 when there are any.
 */
import { storeDueCauses } from "@/lib/server/causes/store-causes";
import { disconnect } from "@/lib/server/db/client";
import { sql } from "@/lib/server/db/sql";
import { rebuildDays, type RebuildResult } from "@/lib/server/rebuild/rebuild-days";
import { requestCausesAgain } from "@/lib/server/recompute/request-causes";
import { exitWithError, print } from "./process/print";
import { readOptions } from "./process/read-options";

try {
  await rebuild();
} catch (error) {
  exitWithError(error);
} finally {
  await disconnect();
}

async function rebuild(): Promise<void> {
  const flag = { type: "boolean", default: false } as const;
  const { check: isCheck } = readOptions({ options: { check: flag } }).values;
  const result = await rebuildDays({ write: !isCheck });
  report(result, isCheck);
  if (!isCheck) {
    await requestCausesAgain(sql, { centreId: null, currency: null });
    print(`Likely causes of ${await storeDueCauses()} centre-days stored.`);
  }
  process.exitCode = isCheck && result.outdated + result.sums + result.months > 0 ? 1 : 0;
}

function report(result: RebuildResult, isCheck: boolean): void {
  const { days, outdated, named, unjudged, sums, months } = result;
  for (const { centreId, businessDate } of named) {
    print(`${isCheck ? "Would change" : "Changed"}: centre ${centreId} on ${businessDate}`);
  }
  if (outdated > named.length) print(`… and ${outdated - named.length} more.`);
  if (unjudged > 0) {
    print(`${unjudged} open days await a changed rule, which the application applies as it runs.`);
  }
  if (sums > 0) print(`${sums} sums of variances ${isCheck ? "would change" : "changed"}.`);
  if (months > 0) print(`${months} months ${isCheck ? "are" : "were"} not read whole.`);
  print(`${days} centre-days looked at, ${outdated} ${isCheck ? "would change" : "changed"}.`);
}
