import "server-only";

/** Records one count of one tender. A count is never edited: another amount is its next version. */
import type { z } from "zod";
import type { CountVersion } from "@/lib/contracts/reconciliation";
import type { RecordTillCount, recordedTillCountSchema } from "@/lib/contracts/till-count";
import { type Minor, minor } from "@/lib/domain/money";
import type { Scope } from "@/lib/domain/permission";
import { sumItems, withLoose } from "@/lib/domain/denomination";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { lockDays } from "../db/advisory-lock";
import { inTransaction, type Sql } from "../db/sql";
import { recomputeDays } from "../reconciliations/recompute";
import { getDayState } from "./days";
import { findCountInForce } from "./queries";

export type RecordedTillCount = z.infer<typeof recordedTillCountSchema>;
export type CountSource = CountVersion["source"];

/** The same amount as in force stores nothing; a stale `basedOnVersion` is a CONFLICT. */
export async function recordTillCount(
  scope: Scope<"till-count:record">,
  input: RecordTillCount,
  source: CountSource,
): Promise<RecordedTillCount> {
  const counted = countedOf(input);
  const { centreId, businessDate } = input;
  return inTransaction(async (tx) => {
    // From here on nobody else writes this day: the version that is read stays the one in force.
    await lockDays(tx.sql, [input]);
    await refuseUnlessOpen(tx.sql, input);
    const inForce = await findCountInForce(tx.sql, input);
    if (inForce !== null && inForce.countedMinor === (counted as number)) {
      return { centreId, businessDate, ...inForce, stored: false };
    }
    refuseStale(input, inForce);
    await insertVersion(tx.sql, scope, { input, counted, source, version: next(inForce) });
    await recomputeDays(tx, [{ centreId, businessDate }]);
    await appendAudit(tx.sql, {
      actorId: scope.actorId,
      action: "till-count.recorded",
      ...{ centreId, businessDate },
      ...(inForce === null ? {} : { before: auditOf(inForce) }),
      after: auditOf({ ...input, version: next(inForce), countedMinor: counted }),
    });
    const stored = await findCountInForce(tx.sql, input);
    if (stored === null) throw new Error("The count that was just stored is not there");
    return { centreId, businessDate, ...stored, stored: true };
  });
}

function countedOf({ countedMinor, denominations, looseMinor }: RecordTillCount): Minor {
  if (denominations === undefined) return minor(countedMinor ?? 0);
  const counted = sumItems(withLoose(denominations, looseMinor ?? null));
  if (counted === null) {
    throw new AppError(
      "INVALID",
      "denominations: name each value once, and count no more than a till can hold.",
      {
        errors: [
          { path: "denominations", message: "A value stands twice, or the sum is too large" },
        ],
      },
    );
  }
  return counted;
}

async function refuseUnlessOpen(sql: Sql, input: RecordTillCount): Promise<void> {
  const state = await getDayState(sql, input);
  if (state === "open") return;
  throw new AppError(
    "REFUSED",
    `This day is ${state}: its counts no longer change unless it is reopened.`,
    { reason: "day-not-open" },
  );
}

function refuseStale({ basedOnVersion }: RecordTillCount, inForce: CountVersion | null): void {
  if (basedOnVersion === undefined || basedOnVersion === (inForce?.version ?? 0)) return;
  const who = inForce === null ? "There is no count any more" : `${inForce.countedBy} counted this`;
  throw new AppError("CONFLICT", `${who} in the meantime. Yours is not stored; look at both.`, {
    current: inForce,
  });
}

type NewVersion = {
  input: RecordTillCount;
  counted: Minor;
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
       counted_minor, denominations, source, counted_by_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10)`,
    [
      ...[input.centreId, input.businessDate, input.shiftId, input.tillId, input.tenderId],
      ...[version, counted],
      ...[input.denominations === undefined ? null : JSON.stringify(input.denominations)],
      ...[source, scope.actorId],
    ],
  );
}

function next(inForce: CountVersion | null): number {
  return (inForce?.version ?? 0) + 1;
}

type Audited = Pick<CountVersion, "shiftId" | "tillId" | "tenderId" | "version" | "countedMinor">;

function auditOf({ shiftId, tillId, tenderId, version, countedMinor }: Audited): Audited {
  return { shiftId, tillId, tenderId, version, countedMinor };
}
