/** Makes days with superseded sheets, and thins them as the daily run does. */
import { sql } from "@/lib/server/db/sql";
import { applyRetention } from "@/lib/server/retention/apply";
import type { DayKey } from "@/lib/domain/keys";
import { makeCentre } from "./arrange";
import { takeStep } from "./day-history";

export const STORED_DAYS = 30;
const HOUR_MS = 3_600_000;

/** A day with versions 1, 2 and on, an hour apart; null is a sheet that has disappeared. */
export async function makeVersions(
  userId: string,
  sheets: readonly (number | null)[],
  startedMs: number,
  businessDate = "2026-03-01",
): Promise<DayKey> {
  const day = { centreId: (await makeCentre()).id, businessDate };
  for (const [index, sales] of sheets.entries()) {
    const at = new Date(startedMs + index * HOUR_MS);
    const step = sales === null ? { kind: "no-sheet" as const } : { kind: "sheet" as const, sales };
    await takeStep({ day, userId, at }, step);
  }
  return day;
}

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
