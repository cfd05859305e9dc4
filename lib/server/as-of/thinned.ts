import "server-only";

/**
 * Refuses a moment at which a version of a cash sheet was in force whose content the retention has
 * removed since: neither another version's figures nor none would be what was known then.
 */
import type { DayKey } from "@/lib/domain/keys";
import { THINNED_MOMENT, type ThinnedMoment } from "@/lib/domain/retention";
import { AppError } from "../app-error";
import type { Sql } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";

export async function refuseThinned(
  sql: Sql,
  asOf: string,
  days: readonly DayKey[],
): Promise<void> {
  const [first] = await sql<ThinnedMoment>(
    `SELECT v.centre_id AS "centreId", v.business_date AS "businessDate",
            (count(*) OVER ())::int AS days
       FROM ${unnestDays()}
      CROSS JOIN LATERAL (
        SELECT v.centre_id, v.business_date, v.hash IS NOT NULL AND v.payload IS NULL AS is_thinned
          FROM cash_sheet_version v
         WHERE v.centre_id = k.centre_id AND v.business_date = k.business_date
           AND v.fetched_at <= $3::timestamptz
         ORDER BY v.version DESC LIMIT 1) v
      WHERE v.is_thinned ORDER BY v.business_date, v.centre_id LIMIT 1`,
    [...keyArrays(days), asOf],
  );
  if (first === undefined) return;
  const { centreId, businessDate, days: count } = first;
  const others = count === 1 ? "" : `, and of ${count - 1} more centre-days,`;
  throw new AppError(
    "REFUSED",
    `What the cash sheet of ${centreId} on ${businessDate}${others} said at this moment has been ` +
      "removed, as it was set for superseded sheets that nobody acted on. Moments at which " +
      "somebody acted on the day, and the present, can be shown.",
    { reason: THINNED_MOMENT, extra: first },
  );
}
