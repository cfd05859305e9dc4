import "server-only";

/**
 * Deletes jobs that were interrupted and whose key a later job has taken over. The queue itself
 * neither runs nor deletes them, so that every process that is killed would leave some for good.
 */
import { sql } from "../db/sql";

/** The queue itself takes a job for interrupted after four hours. */
export async function forgetSupersededJobs(): Promise<void> {
  await sql(
    `DELETE FROM graphile_worker._private_jobs
      WHERE key IS NULL AND attempts >= max_attempts AND updated_at < now() - interval '1 day'
        AND (locked_at IS NULL OR locked_at < now() - interval '1 day')`,
  );
}
