import "server-only";

/** Reads the floats that are agreed for the tills of some centre-days, with one statement. */
import type { AgreedFloatOf } from "@/lib/domain/reconciliation/expected-cash";
import { type AgreedFloat, findAgreedFloat } from "@/lib/domain/till-count/float";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";
import { amountOf } from "../db/values";
import { groupBy } from "@/lib/domain/group-by";

export async function readAgreedFloats(
  sql: Sql,
  days: readonly DayKey[],
): Promise<(day: DayKey) => AgreedFloatOf> {
  const rows = await sql<Omit<AgreedFloat, "amount"> & { centreId: string; amount: string | null }>(
    `SELECT centre_id AS "centreId", till_id AS "tillId", version, amount_minor AS amount,
            valid_from AS "validFrom"
       FROM agreed_float WHERE centre_id = ANY($1::text[])`,
    [[...new Set(days.map(({ centreId }) => centreId))]],
  );
  const floats = groupBy(
    rows,
    ({ centreId }) => centreId,
    ({ centreId: _, amount, ...rest }): AgreedFloat => ({ ...rest, amount: amountOf(amount) }),
  );
  return ({ centreId, businessDate }) => {
    const own = floats.get(centreId) ?? [];
    return (tillId) => findAgreedFloat(own, { tillId, businessDate });
  };
}
