import "server-only";

/**
 * Reads agreed floats, and what closings left in the tills. None of it reveals what is expected.
 */
import type { AgreedFloatList } from "@/lib/contracts/count-settings";
import { computeBusinessDate } from "@/lib/domain/business-date";
import {
  type AgreedFloat,
  CLOSING_DAYS_MAX,
  type Closing,
  findInForce,
} from "@/lib/domain/till-count/float";
import type { Scope } from "@/lib/domain/permission";
import { getCentre } from "../centres/queries";
import type { DayKey } from "@/lib/domain/keys";
import { type Sql, sql } from "../db/sql";
import { amountOf } from "../db/values";

/**
 * Lists all agreements for a centre's tills; `findAgreedFloat` finds the one that applies on a day.
 */
export async function listAgreedFloats(inside: Sql, centreId: string): Promise<AgreedFloat[]> {
  const rows = await inside<Omit<AgreedFloat, "amount"> & { amount: string | null }>(
    `SELECT till_id AS "tillId", version, amount_minor AS amount, valid_from AS "validFrom"
       FROM agreed_float WHERE centre_id = $1 ORDER BY till_id, version`,
    [centreId],
  );
  return rows.map((row) => ({ ...row, amount: amountOf(row.amount) }));
}

/** Lists the cash counts in force of the day and of the days before it that an opening may use. */
export async function listClosings(
  inside: Sql,
  { centreId, businessDate }: DayKey,
): Promise<Closing[]> {
  const rows = await inside<Omit<Closing, "floatLeft"> & { left: string | null; cash: boolean }>(
    `SELECT DISTINCT ON (t.business_date, t.shift_id, t.till_id, t.tender_id)
            t.business_date AS "businessDate", t.shift_id AS "shiftId", t.till_id AS "tillId",
            t.float_left_minor AS left,
            coalesce(l.tender_kind = 'cash', t.tender_id = 'CASH')
              OR t.float_left_minor IS NOT NULL AS cash
       FROM till_count t
       LEFT JOIN reconciliation_line l
         USING (centre_id, business_date, shift_id, till_id, tender_id)
      WHERE t.centre_id = $1 AND t.business_date <= $2
        AND t.business_date >= to_char($2::date - $3::int, 'YYYY-MM-DD')
      ORDER BY t.business_date, t.shift_id, t.till_id, t.tender_id, t.version DESC`,
    [centreId, businessDate, CLOSING_DAYS_MAX],
  );
  return rows
    .filter(({ cash }) => cash)
    .map(({ businessDate: date, shiftId, tillId, left }) => {
      return { businessDate: date, shiftId, tillId, floatLeft: amountOf(left) };
    });
}

type FloatRow = Pick<AgreedFloat, "tillId" | "version" | "validFrom"> & {
  amount: string | null;
  by: string | null;
  at: Date;
};

export async function getAgreedFloats(
  scope: Scope<"tolerance:view"> | Scope<"tolerance:change">,
  { centreId }: { centreId: string },
  now: number = Date.now(),
): Promise<AgreedFloatList> {
  const centre = await getCentre(scope, centreId);
  const rows = await sql<FloatRow>(
    `SELECT f.till_id AS "tillId", f.version, f.amount_minor AS amount,
            f.valid_from AS "validFrom", u.name AS by, f.created_at AS at
       FROM agreed_float f LEFT JOIN "user" u ON u.id = f.created_by_id
      WHERE f.centre_id = $1 ORDER BY f.till_id, f.version DESC`,
    [centreId],
  );
  const today = computeBusinessDate(now, centre);
  const agreed = rows.map((row) => ({ ...row, amount: amountOf(row.amount) }));
  const floats = agreed.map(({ amount, by, at, ...float }) => ({
    ...float,
    amountMinor: amount,
    agreedBy: by,
    agreedAt: at.toISOString(),
  }));
  const holds = new Set(
    [...new Set(agreed.map(({ tillId }) => tillId))].map((tillId) => {
      return `${tillId} ${findInForce(agreed, tillId, today)?.version}`;
    }),
  );
  const current = floats.filter(({ tillId, version }) => holds.has(`${tillId} ${version}`));
  return { floats, inForce: current };
}
