import "server-only";

/**
 * Records counts in the middle of a shift, and tills that are handed over. None of them is a count
 * of a line: what is expected and what is counted stay as they are.
 */
import type { HandOver, RecordSpot } from "@/lib/contracts/hand-over";
import type { DayKey } from "@/lib/domain/keys";
import type { Scope } from "@/lib/domain/permission";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { type DayVersion, raiseVersion } from "../workflow/open-day";
import { countedOf } from "./count-amount";
import { openDayForCount } from "./open-day";

type Counts = Scope<"till-count:record">;

export async function recordSpotCount(
  { actorId }: Counts,
  input: RecordSpot,
): Promise<{ number: number }> {
  const { centreId, businessDate, shiftId, tillId } = input;
  const { amount, items } = countedOf(input);
  return inTransaction(async ({ sql }) => {
    const opened = await openDayForCount(sql, input);
    const [row] = await sql<{ number: number }>(
      `INSERT INTO spot_count (centre_id, business_date, shift_id, till_id, number,
         counted_minor, denominations, counted_by_id)
       SELECT $1, $2, $3, $4, coalesce(max(number), 0) + 1, $5, $6::jsonb, $7
         FROM spot_count
        WHERE centre_id = $1 AND business_date = $2 AND shift_id = $3 AND till_id = $4
       RETURNING number`,
      [centreId, businessDate, shiftId, tillId, amount, jsonOf(items), actorId],
    );
    const number = row?.number ?? 0;
    await raiseKnownDay(sql, input, opened);
    await appendAudit(sql, {
      actorId,
      action: "spot-count.recorded",
      centreId,
      businessDate,
      after: { shiftId, tillId, number, countedMinor: amount },
    });
    return { number };
  });
}

/** Somebody else takes it over afterwards, with a count of their own. */
export async function handOver({ actorId }: Counts, input: HandOver): Promise<{ number: number }> {
  const { centreId, businessDate, shiftId, tillId, text = "" } = input;
  const { amount, items } = countedOf(input);
  const written = text === "" ? null : text;
  return inTransaction(async ({ sql }) => {
    const opened = await openDayForCount(sql, input);
    const [row] = await sql<{ number: number }>(
      `INSERT INTO hand_over (centre_id, business_date, shift_id, till_id, number,
         given_minor, denominations, text, given_by_id)
       SELECT $1, $2, $3, $4, coalesce(max(number), 0) + 1, $5, $6::jsonb, $7, $8
         FROM hand_over
        WHERE centre_id = $1 AND business_date = $2 AND shift_id = $3 AND till_id = $4
       RETURNING number`,
      [centreId, businessDate, shiftId, tillId, amount, jsonOf(items), written, actorId],
    );
    const number = row?.number ?? 0;
    await raiseKnownDay(sql, input, opened);
    await appendAudit(sql, {
      actorId,
      action: "till.handed-over",
      centreId,
      businessDate,
      after: { shiftId, tillId, number, givenMinor: amount, text: written },
    });
    return { number };
  });
}

export function jsonOf(items: readonly object[] | null): string | null {
  return items === null ? null : JSON.stringify(items);
}

/** A day of which nothing is stored yet has no version to raise. */
export async function raiseKnownDay(sql: Sql, key: DayKey, opened: DayVersion): Promise<void> {
  if (opened.version > 0) await raiseVersion(sql, key, opened);
}
