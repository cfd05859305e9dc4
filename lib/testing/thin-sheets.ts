/** Sets for how long superseded sheets are stored, and thins them as the daily run does. */
import { sql } from "@/lib/server/db/sql";
import { applyRetention } from "@/lib/server/retention/apply";
import type { DayKey } from "@/lib/domain/keys";

export const STORED_DAYS = 30;

export async function setStoredDays(days: number | null): Promise<void> {
  await sql(
    `INSERT INTO setting (name, value) VALUES ('retention', $1::jsonb)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    [JSON.stringify({ version: 1, days: { "superseded-sheets": days } })],
  );
}

/** From the first version on, because tests store old versions one after the other. */
export async function thinSheets(rowsAtOnce?: number): Promise<void> {
  await setStoredDays(STORED_DAYS);
  await sql("UPDATE retention_run SET seen_until = NULL");
  await applyRetention(undefined, rowsAtOnce);
}

/** The numbers of the day's versions whose content is gone. */
export async function listThinned({ centreId, businessDate }: DayKey): Promise<number[]> {
  const rows = await sql<{ version: number }>(
    `SELECT version FROM cash_sheet_version
      WHERE centre_id = $1 AND business_date = $2 AND hash IS NOT NULL AND payload IS NULL
      ORDER BY version`,
    [centreId, businessDate],
  );
  return rows.map(({ version }) => version);
}
