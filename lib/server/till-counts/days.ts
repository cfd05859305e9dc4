import "server-only";

/** Whether the counts of a day may still change. */
import type { DayKey } from "../db/advisory-lock";
import type { Sql } from "../db/sql";

/** The state of a day that nobody has touched yet is open. */
export async function getDayState(sql: Sql, day: DayKey): Promise<string> {
  const [found] = await sql<{ state: string }>(
    "SELECT state FROM reconciliation WHERE centre_id = $1 AND business_date = $2",
    [day.centreId, day.businessDate],
  );
  return found?.state ?? "open";
}
