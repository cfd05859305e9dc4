import "server-only";

/**
 * Refuses a moment at which a version of a cash sheet was in force whose content the retention has
 * removed since: neither another version's figures nor none would be what was known then.
 */
import { THINNED_MOMENT, type ThinnedMoment } from "@/lib/domain/retention";
import { AppError } from "../app-error";
import type { Sql } from "../db/sql";

export async function refuseThinned(sql: Sql): Promise<void> {
  const [first] = await sql<ThinnedMoment>(
    `SELECT centre_id AS "centreId", business_date AS "businessDate",
            (count(*) OVER ())::int AS days
       FROM changed_day WHERE is_thinned ORDER BY business_date, centre_id LIMIT 1`,
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
