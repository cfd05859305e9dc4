import "server-only";

/**
 * Requests a recount of a line. Until it is done the day can't be reviewed; both counts are stored.
 */
import type { RequestedRecount, RequestRecount } from "@/lib/contracts/count-settings";
import { type CountRefusal, requestRefusal } from "@/lib/domain/till-count/blind-count";
import type { Scope } from "@/lib/domain/permission";
import { appendAudit, type AuditEntry } from "../audit/append";
import { readCounting } from "../centres/counting";
import { inTransaction } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import { findDayVersion } from "../workflow/open-day";
import { openDayForCount, refusal } from "./open-day";
import type { ByManager } from "./is-manager";
import { findCountInForce } from "./queries";
import { findLastRecount, historyOf } from "./recount-queries";

export async function requestRecount(
  { actorId }: Scope<"recount:request">,
  input: RequestRecount,
  { isManager = false }: ByManager = {},
): Promise<RequestedRecount> {
  const { centreId, businessDate, shiftId, tillId, tenderId, text } = input;
  return inTransaction(async (tx) => {
    await openDayForCount(tx.sql, input);
    const history = historyOf(
      await findCountInForce(tx.sql, input),
      await findLastRecount(tx.sql, input),
    );
    const { recountsMax } = await readCounting(tx.sql, input);
    const reason = requestRefusal(history, { recountsMax, isManager });
    if (reason !== null) throw refusal(reason, MESSAGES[reason] ?? "It can't be asked for.");
    const number = history.requests + 1;
    await tx.sql(
      `INSERT INTO recount_request (centre_id, business_date, shift_id, till_id, tender_id, number,
         count_version, text, requested_by_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [centreId, businessDate, shiftId, tillId, tenderId, number, history.versions, text, actorId],
    );
    await recomputeDays(tx, [{ centreId, businessDate }]);
    const asked = await findLastRecount(tx.sql, input);
    if (asked === null) throw new Error("The request that was just stored is not there");
    const { version } = await findDayVersion(tx.sql, input);
    const after = { shiftId, tillId, tenderId, number, countVersion: history.versions, text };
    const entry: AuditEntry = {
      actorId,
      action: "recount.requested",
      centreId,
      businessDate,
      after,
    };
    await appendAudit(tx.sql, entry);
    return { centreId, businessDate, ...asked, version };
  });
}

const MESSAGES: Partial<Record<CountRefusal, string>> = {
  "not-counted": "It has not been counted yet.",
  "already-asked": "A fresh count was asked for already, and is still to come.",
  "tries-used": "It was asked for as often as this centre allows. Now whoever approves may ask.",
};
