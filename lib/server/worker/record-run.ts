import "server-only";

/**
 * Records what came of a run of a task. The queue deletes a job that is done and replaces a failed
 * one with the next of its key, so that it alone does not know since when a task fails.
 */
import { writeJobFailure } from "@/lib/domain/operations/job-failure";
import { sql } from "../db/sql";
import { describeFailure } from "../queue/describe-failure";

/** Some tasks run every few seconds, and nobody needs the second of their last run. */
const DONE_SECONDS = 20;

/**
 * Runs a task. Its error is replaced by one whose message may be stored with the job and logged; a
 * record that can't be stored changes nothing for the task.
 */
export async function recordRun(task: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const failure = writeJobFailure(describeFailure(error));
    await recordFailure(task, failure).catch(() => undefined);
    throw new Error(failure, { cause: error });
  }
  await recordDone(task).catch(() => undefined);
}

async function recordDone(task: string): Promise<void> {
  await sql(
    `INSERT INTO task_run AS r (task, done_at) VALUES ($1, now())
     ON CONFLICT (task) DO UPDATE
       SET done_at = excluded.done_at, failing_since = NULL, failures = 0, failure = NULL
     WHERE r.failures > 0 OR r.done_at IS NULL
        OR r.done_at < now() - make_interval(secs => $2::int)`,
    [task, DONE_SECONDS],
  );
}

async function recordFailure(task: string, failure: string): Promise<void> {
  await sql(
    `INSERT INTO task_run AS r (task, failed_at, failing_since, failures, failure)
     VALUES ($1, now(), now(), 1, $2)
     ON CONFLICT (task) DO UPDATE
       SET failed_at = now(), failing_since = coalesce(r.failing_since, now()),
           failures = r.failures + 1, failure = excluded.failure`,
    [task, failure],
  );
}
