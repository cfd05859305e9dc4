import "server-only";

/** Reads what the cash sheet leaves in doubt and what of it does not add up, as of its lines. */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { DayKey } from "@/lib/domain/keys";
import { sql } from "../db/sql";

export async function listSheetFindings({
  centreId,
  businessDate,
}: DayKey): Promise<DayDetail["findings"]> {
  const [row] = await sql<{ findings: DayDetail["findings"] }>(
    `SELECT findings FROM reconciliation WHERE centre_id = $1 AND business_date = $2`,
    [centreId, businessDate],
  );
  return row?.findings ?? [];
}
