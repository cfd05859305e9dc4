import "server-only";

/** Records one count of one tender. A count is never edited; a correction is a new version. */
import type { z } from "zod";
import type { CountVersion } from "@/lib/contracts/reconciliation";
import type { RecordTillCount, recordedTillCountSchema } from "@/lib/contracts/till-count";
import type { DayKey } from "@/lib/domain/keys";
import { type CountHistory, countRefusal } from "@/lib/domain/till-count/blind-count";
import { sameItems } from "@/lib/domain/till-count/denomination";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { readCounting } from "../centres/counting";
import { inTransaction, type Sql } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import { openDayForCount, refusal } from "./open-day";
import type { ByManager } from "./is-manager";
import { type Counted, countedOf } from "./count-amount";
import { findCountInForce } from "./queries";
import { findLastRecount, historyOf } from "./recount-queries";

export type RecordedTillCount = z.infer<typeof recordedTillCountSchema>;
export type CountSource = CountVersion["source"];

/**
 * A count that is already in force stores nothing, unless a recount was requested: then the same
 * amount fulfils it. A stale `basedOnVersion` is a CONFLICT. No response depends on what is
 * expected.
 */
export async function recordTillCount(
  scope: Scope<"till-count:record">,
  input: RecordTillCount,
  source: CountSource,
  by: ByManager = {},
): Promise<RecordedTillCount> {
  const counted = countedOf(input);
  refuseImpossibleFloat(input, counted);
  const { centreId, businessDate } = input;
  return inTransaction(async (tx) => {
    // From here on nobody else can write this day, so that the version read stays the one in
    // force.
    await openDayForCount(tx.sql, input);
    const inForce = await findCountInForce(tx.sql, input);
    const history = historyOf(inForce, await findLastRecount(tx.sql, input));
    const isSameAmount = inForce?.countedMinor === (counted.amount as number);
    if (inForce !== null && isSameAmount && !history.isRecountWanted) {
      if (isUnchanged(input, counted, inForce)) {
        return { centreId, businessDate, ...inForce, stored: false };
      }
    }
    refuseStale(input, inForce);
    // Adding a detail to an unchanged amount, such as the float left, does not count as another
    // try.
    if (!isSameAmount) await refuseTries(tx.sql, input, history, by);
    const version = history.versions + 1;
    await insertVersion(tx.sql, scope, { input, counted, source, version });
    await recomputeDays(tx, [{ centreId, businessDate }]);
    const stored = await findCountInForce(tx.sql, input);
    if (stored === null) throw new Error("The count that was just stored is not there");
    await appendAudit(tx.sql, {
      actorId: scope.actorId,
      action: "till-count.recorded",
      centreId,
      businessDate,
      ...(inForce === null ? {} : { before: auditOf(inForce) }),
      after: {
        ...auditOf(stored),
        ...(history.isRecountWanted ? { answersRecount: history.requests } : {}),
      },
    });
    return { centreId, businessDate, ...stored, stored: true };
  });
}

function refuseImpossibleFloat({ floatLeftMinor }: RecordTillCount, { amount }: Counted): void {
  if (floatLeftMinor === undefined || floatLeftMinor <= Math.max(0, amount)) return;
  const message = "No more can stay in the till than was counted";
  throw new AppError("INVALID", `floatLeftMinor: ${message}.`, {
    errors: [{ path: "floatLeftMinor", message }],
  });
}

/** Anything missing from the input leaves the stored value in force. */
function isUnchanged(
  { floatLeftMinor }: RecordTillCount,
  { items }: Counted,
  inForce: CountVersion,
): boolean {
  const sameFloat = floatLeftMinor === undefined || floatLeftMinor === inForce.floatLeftMinor;
  if (items === null) return sameFloat;
  return sameFloat && inForce.denominations !== null && sameItems(items, inForce.denominations);
}

function refuseStale({ basedOnVersion }: RecordTillCount, inForce: CountVersion | null): void {
  if (basedOnVersion === undefined || basedOnVersion === (inForce?.version ?? 0)) return;
  const who = inForce === null ? "There is no count any more" : `${inForce.countedBy} counted this`;
  throw new AppError("CONFLICT", `${who} in the meantime. Yours is not stored; look at both.`, {
    current: inForce,
  });
}

async function refuseTries(
  sql: Sql,
  day: DayKey,
  history: CountHistory,
  { isManager = false }: ByManager,
): Promise<void> {
  const { blindMode: mode, recountsMax } = await readCounting(sql, day);
  const reason = countRefusal(history, { mode, recountsMax, isManager });
  if (reason === null) return;
  const message =
    reason === "recount-not-asked"
      ? "It was counted, and what was expected was shown. A reviewer may ask for a fresh count."
      : "It was counted again as often as this centre allows. Now whoever approves counts it.";
  throw refusal(reason, message);
}

type NewVersion = {
  input: RecordTillCount;
  counted: Counted;
  source: CountSource;
  version: number;
};

async function insertVersion(
  sql: Sql,
  scope: Scope<"till-count:record">,
  { input, counted, source, version }: NewVersion,
): Promise<void> {
  await sql(
    `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
       counted_minor, denominations, float_left_minor, seconds, source, counted_by_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $12)`,
    [
      input.centreId,
      input.businessDate,
      input.shiftId,
      input.tillId,
      input.tenderId,
      version,
      counted.amount,
      counted.items === null ? null : JSON.stringify(counted.items),
      input.floatLeftMinor ?? null,
      input.seconds ?? null,
      source,
      scope.actorId,
    ],
  );
}

function auditOf({ shiftId, tillId, tenderId, version, countedMinor, ...more }: CountVersion) {
  const { floatLeftMinor } = more;
  return {
    shiftId,
    tillId,
    tenderId,
    version,
    countedMinor,
    ...(floatLeftMinor === null ? {} : { floatLeftMinor }),
  };
}
