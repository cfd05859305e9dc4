import "server-only";

/** Reads what the cash sheet leaves in doubt, of the version that the lines were made from. */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { sql } from "../db/sql";

export async function listSheetFindings(
  { centreId, date }: { centreId: string; date: string },
  sheetVersion: number,
): Promise<DayDetail["findings"]> {
  const [row] = await sql<{ findings: DayDetail["findings"] | null }>(
    `SELECT sheet -> 'findings' AS findings FROM cash_sheet_version
      WHERE centre_id = $1 AND business_date = $2 AND version = $3`,
    [centreId, date, sheetVersion],
  );
  return row?.findings ?? [];
}
