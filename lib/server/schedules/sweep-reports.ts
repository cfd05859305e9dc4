import "server-only";

/**
 * Deletes the files of reports that nobody may open any more, once a day: a process that was killed
 * may have left them. As with attached files, a restored installation deletes nothing until an
 * operator has decided.
 */
import { areDeliveriesPaused } from "../db/delivery-pause";
import { sql } from "../db/sql";
import { log } from "../log";
import { listOldReports, removeIncoming, removeReport } from "./report-store";

/** Making the longest report is over, and the clock of a store may be wrong. */
const SAFE_HOURS = 24;

export async function sweepReports(
  signal?: AbortSignal,
  safeHours: number = SAFE_HOURS,
): Promise<void> {
  if (await areDeliveriesPaused()) return;
  let swept = 0;
  for await (const { ids, incoming } of listOldReports(safeHours)) {
    if (signal?.aborted === true) break;
    const unneeded = await listUnneeded(ids);
    for (const id of unneeded) await removeReport(id);
    for (const path of incoming) await removeIncoming(path);
    swept += unneeded.length + incoming.length;
  }
  if (swept > 0) log().info({ part: "reports", swept }, "reports left behind were deleted");
}

/** The file of a pending row is being made, or is made again. */
async function listUnneeded(ids: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `SELECT k.id::text AS id FROM unnest($1::uuid[]) AS k (id)
      WHERE NOT EXISTS (
        SELECT FROM report_file f
         WHERE f.id = k.id AND f.state IN ('pending', 'made') AND f.dropped_at IS NULL)`,
    [ids],
  );
  return rows.map(({ id }) => id);
}
