import "server-only";

/**
 * Reads the queue: what waits, runs and failed of each task, and the jobs whose attempts are used
 * up.
 */
import type { FailedJob, TaskRow } from "@/lib/contracts/operations";
import { readJobFailure } from "@/lib/domain/operations/job-failure";
import { sql } from "../db/sql";
import { IS_FAILED, IS_INTERRUPTED, IS_OPEN, JOBS } from "./job-states";

const JOBS_MAX = 100;

type Counted = Omit<TaskRow, "failure" | "oldestWaitingAt" | "doneAt" | "failingSince"> & {
  oldestWaitingAt: Date | null;
  doneAt: Date | null;
  failingSince: Date | null;
  failure: string | null;
};

export async function listTasks(): Promise<TaskRow[]> {
  const rows = await sql<Counted>(
    `WITH ${JOBS},
     counted AS (
       SELECT task,
              (count(*) FILTER (WHERE ${IS_OPEN} AND attempts = 0 AND run_at <= now()))::int
                AS waiting,
              (count(*) FILTER (WHERE ${IS_OPEN} AND attempts = 0 AND run_at > now()))::int
                AS planned,
              (count(*) FILTER (WHERE is_running))::int AS running,
              (count(*) FILTER (WHERE ${IS_OPEN} AND attempts > 0))::int AS retrying,
              (count(*) FILTER (WHERE ${IS_FAILED} OR ${IS_INTERRUPTED}))::int AS failed,
              min(run_at) FILTER (WHERE ${IS_OPEN} AND run_at <= now()) AS oldest
         FROM job GROUP BY task)
     SELECT coalesce(c.task, r.task) AS task, coalesce(c.waiting, 0) AS waiting,
            coalesce(c.planned, 0) AS planned, coalesce(c.running, 0) AS running,
            coalesce(c.retrying, 0) AS retrying, coalesce(c.failed, 0) AS failed,
            c.oldest AS "oldestWaitingAt", r.done_at AS "doneAt",
            r.failing_since AS "failingSince", coalesce(r.failures, 0) AS failures, r.failure
       FROM counted c FULL JOIN task_run r ON r.task = c.task
      ORDER BY (r.failing_since IS NULL), coalesce(c.task, r.task) LIMIT ${JOBS_MAX}`,
  );
  return rows.map(({ oldestWaitingAt, doneAt, failingSince, failure, ...row }) => ({
    ...row,
    oldestWaitingAt: oldestWaitingAt?.toISOString() ?? null,
    doneAt: doneAt?.toISOString() ?? null,
    failingSince: failingSince?.toISOString() ?? null,
    failure: failure === null ? null : readJobFailure(failure),
  }));
}

export async function listFailedJobs(): Promise<FailedJob[]> {
  const rows = await sql<
    Omit<FailedJob, "at" | "failure"> & { at: Date; lastError: string | null }
  >(
    `WITH ${JOBS}
     SELECT id::text AS id, task, attempts,
            CASE WHEN ${IS_INTERRUPTED} THEN 'interrupted' ELSE 'failed' END AS state,
            coalesce(locked_at, updated_at) AS at, last_error AS "lastError"
       FROM job WHERE ${IS_FAILED} OR ${IS_INTERRUPTED}
      ORDER BY coalesce(locked_at, updated_at) DESC, id LIMIT ${JOBS_MAX}`,
  );
  return rows.map(({ at, lastError, ...row }) => ({
    ...row,
    at: at.toISOString(),
    failure: lastError === null ? null : readJobFailure(lastError),
  }));
}
