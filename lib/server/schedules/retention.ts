import "server-only";

/** Deletes the files of reports that are old. Their runs stay in the history. */
import { FILE_DAYS } from "@/lib/domain/schedule/schedule";
import { sql } from "../db/sql";
import { removeReport } from "./report-store";

const FILES_MAX = 10_000;

/** The row says first that the file is gone, so that nobody is led to one that is not there. */
export async function forgetOldReports(): Promise<void> {
  const rows = await sql<{ id: string }>(
    `UPDATE report_file SET dropped_at = now()
      WHERE id IN (
        SELECT id FROM report_file
         WHERE state = 'made' AND dropped_at IS NULL
           AND ended_at < now() - make_interval(days => $1::int)
         ORDER BY ended_at LIMIT $2::int)
     RETURNING id::text AS id`,
    [FILE_DAYS, FILES_MAX],
  );
  for (const { id } of rows) await removeReport(id);
}
