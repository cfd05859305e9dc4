import "server-only";

/**
 * Reads the queue: what waits, runs and failed of each task, and the jobs whose attempts are used
 * up. A job without a key was superseded by a later one of its key, which does the same work.
 */
import type { FailedJob, TaskRow } from "@/lib/contracts/operations";
import { readJobFailure } from "@/lib/domain/operations/job-failure";
import { sql } from "../db/sql";
import { ALIVE_SECONDS } from "../instances/heartbeat";

const JOBS_MAX = 100;

/** `$1` is ALIVE_SECONDS. A worker of no living instance runs nothing any more. */
const JOBS = `job AS (
  SELECT j.id, t.identifier AS task, j.run_at, j.attempts, j.max_attempts, j.last_error,
         j.updated_at, j.locked_at, j.key,
         j.locked_at IS NOT NULL AND EXISTS (
           SELECT FROM instance i
            WHERE j.locked_by = ANY (i.worker_ids) AND i.ended_at IS NULL
              AND i.seen_at > now() - make_interval(secs => $1::int)) AS is_running
    FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t.id = j.task_id)`;

const IS_INTERRUPTED = "locked_at IS NOT NULL AND NOT is_running AND key IS NOT NULL";
const IS_FAILED = "locked_at IS NULL AND attempts >= max_attempts AND key IS NOT NULL";
const IS_OPEN = "locked_at IS NULL AND attempts < max_attempts";

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
    [ALIVE_SECONDS],
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
    [ALIVE_SECONDS],
  );
  return rows.map(({ at, lastError, ...row }) => ({
    ...row,
    at: at.toISOString(),
    failure: lastError === null ? null : readJobFailure(lastError),
  }));
}
