/**
 * Arranges hundreds of small days of one centre: one till, counted without a difference, ready for
 * review.
 */
import { addDays } from "@/lib/domain/business-date";
import { inTransaction } from "@/lib/server/db/sql";
import { recomputeDays } from "@/lib/server/recompute/recompute-days";
import { makeSheet, makeShift } from "./sheet-source";

const FIRST = "2020-01-01";
const AMOUNT = 100_00;

/** The days are in ascending order. Without `counterId` they are reported but not counted. */
export async function arrangeManyDays(
  centreId: string,
  days: number,
  counterId: string | null,
): Promise<string[]> {
  const dates = Array.from({ length: days }, (_, index) => addDays(FIRST, index));
  const sheet = makeSheet(centreId, FIRST, [makeShift({ CASH: AMOUNT })]);
  await inTransaction(async (tx) => {
    const all = [centreId, dates];
    await tx.sql(
      `INSERT INTO cash_sheet SELECT $1, d, 1, repeat('0', 64), now() FROM unnest($2::text[]) d`,
      all,
    );
    await tx.sql(
      `INSERT INTO cash_sheet_version
       SELECT $1, d, 1, repeat('0', 64), '{}', $3::jsonb, 'map', now() FROM unnest($2::text[]) d`,
      [...all, JSON.stringify(sheet)],
    );
    if (counterId !== null) {
      await tx.sql(
        `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
           counted_minor, source, counted_by_id)
         SELECT $1, d, '1', 'T1', 'CASH', 1, $3::bigint, 'api', $4::uuid FROM unnest($2::text[]) d`,
        [...all, AMOUNT, counterId],
      );
    }
    await recomputeDays(
      tx,
      dates.map((businessDate) => ({ centreId, businessDate })),
    );
  });
  return dates;
}
