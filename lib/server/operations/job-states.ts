import "server-only";

/** Says in SQL in which state a job is, for everything that reads the queue. */
import { IS_ALIVE } from "../instances/heartbeat";

/** Of a job `j`. A worker of no living instance runs nothing any more. */
export const IS_RUNNING = `j.locked_at IS NOT NULL AND EXISTS (
  SELECT FROM instance WHERE j.locked_by = ANY (worker_ids) AND ${IS_ALIVE})`;

/** For WITH; the conditions below are about its rows. */
export const JOBS = `job AS (
  SELECT j.id, t.identifier AS task, j.run_at, j.attempts, j.max_attempts, j.last_error,
         j.updated_at, j.locked_at, j.key, ${IS_RUNNING} AS is_running
    FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t.id = j.task_id)`;

/** It is due, planned, or tried again by itself. */
export const IS_OPEN = "locked_at IS NULL AND attempts < max_attempts";

/** A job without a key was superseded by a later one of its key, which does the same work. */
export const IS_FAILED = "locked_at IS NULL AND attempts >= max_attempts AND key IS NOT NULL";
export const IS_INTERRUPTED = "locked_at IS NOT NULL AND NOT is_running AND key IS NOT NULL";
