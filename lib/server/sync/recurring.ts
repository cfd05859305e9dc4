import "server-only";

/**
 * Runs the scheduled syncs: it requests what is due, resumes what was interrupted, and deletes what
 * is old.
 */
import { type Cadence, listDueDays } from "@/lib/domain/sync-plan";
import { tryLockSync } from "../db/advisory-lock";
import { inTransaction, sql } from "../db/sql";
import { forgetOldFailed } from "./failed-readings";
import { addSync, requestSync } from "./request";

/** Requests the days of one cadence in every centre, by that centre's own clock. */
export async function requestDue(cadence: Cadence, now: Date): Promise<void> {
  const centres = await sql<{ id: string; timeZone: string; dayStartsAt: string }>(
    `SELECT id, time_zone AS "timeZone", day_starts_at AS "dayStartsAt" FROM centre ORDER BY id`,
  );
  for (const due of listDueDays(cadence, centres, now.getTime())) {
    await requestSync({ ...due, requestedById: null });
  }
}

/** Queues every unfinished sync that no process runs, because its process may have died. */
export async function resumeSyncs(): Promise<void> {
  const unfinished = await sql<{ id: string }>(
    "SELECT id FROM sync WHERE state IN ('pending', 'running') ORDER BY created_at",
  );
  for (const { id } of unfinished) {
    await inTransaction(async (tx) => {
      if (!(await tryLockSync(tx.sql, id))) return;
      await addSync(tx.sql, id);
    });
  }
}

/**
 * Those that nobody asked for can be deleted soon, because the versions of the sheets are the
 * evidence. The others go with what is stored for some days.
 */
export async function forgetOldSyncs(): Promise<void> {
  await sql(
    `DELETE FROM sync WHERE requested_by_id IS NULL
        AND finished_at < now() - CASE state WHEN 'done' THEN interval '2 days'
                                             ELSE interval '7 days' END`,
  );
  await forgetOldFailed();
}
