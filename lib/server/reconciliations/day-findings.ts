import "server-only";

/** Reads what the cash sheet leaves in doubt, of the version that the lines were made from. */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { DayKey } from "@/lib/domain/keys";
import { sql } from "../db/sql";

export async function listSheetFindings(
  { centreId, businessDate }: DayKey,
  sheetVersion: number,
): Promise<DayDetail["findings"]> {
  const [row] = await sql<{ findings: DayDetail["findings"] | null }>(
    `SELECT sheet -> 'findings' AS findings FROM cash_sheet_version
      WHERE centre_id = $1 AND business_date = $2 AND version = $3`,
    [centreId, businessDate, sheetVersion],
  );
  return row?.findings ?? [];
}
