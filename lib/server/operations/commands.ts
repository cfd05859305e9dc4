import "server-only";

/** Lets a job whose attempts are used up run again, or removes it. */
import type { JobKey } from "@/lib/contracts/operations";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { IS_OPEN, IS_RUNNING } from "./job-states";

type Administers = Scope<"security:administer">;

/** It gets one more attempt, at once; its last error remains until then. */
export async function retryJob({ actorId }: Administers, { jobId }: JobKey): Promise<void> {
  await inTransaction(async ({ sql }) => {
    const { task } = await lockFailedJob(sql, jobId);
    await sql(
      `UPDATE graphile_worker._private_jobs
          SET locked_at = NULL, locked_by = NULL, run_at = now(), updated_at = now(),
              attempts = greatest(0, least(attempts, max_attempts - 1))
        WHERE id = $1::bigint`,
      [jobId],
    );
    // The workers listen to this; without it they would find the job with their next look.
    await sql(`SELECT pg_notify('jobs:insert', '{"r":0,"count":1}')`);
    await appendAudit(sql, { actorId, action: "job.retried", after: { jobId, task } });
  });
}

export async function removeJob({ actorId }: Administers, { jobId }: JobKey): Promise<void> {
  await inTransaction(async ({ sql }) => {
    const { task } = await lockFailedJob(sql, jobId);
    await sql("DELETE FROM graphile_worker._private_jobs WHERE id = $1::bigint", [jobId]);
    await appendAudit(sql, { actorId, action: "job.removed", before: { jobId, task } });
  });
}

/** One that waits, runs or is tried again by itself is left alone. */
async function lockFailedJob(sql: Sql, jobId: string): Promise<{ task: string }> {
  const [job] = await sql<{ task: string; isRunning: boolean; isOpen: boolean }>(
    `SELECT t.identifier AS task, ${IS_OPEN} AS "isOpen", ${IS_RUNNING} AS "isRunning"
       FROM graphile_worker._private_jobs j
       JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE j.id = $1::bigint FOR UPDATE OF j`,
    [jobId],
  );
  if (job === undefined) {
    throw new AppError("NOT_FOUND", "There is no such job any more: it is done, or was removed.");
  }
  if (job.isRunning || job.isOpen) {
    const message = "This job runs, or is tried again by itself. Look at the page again.";
    throw new AppError("REFUSED", message, { reason: "job-active" });
  }
  return job;
}
