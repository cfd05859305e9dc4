import "server-only";

/** Adds work to the queue, in the transaction from which it follows. */
import { runMigrations } from "graphile-worker";
import { env } from "../env";
import type { Sql } from "../db/sql";
import { jobLogger } from "./logger";

export type QueuedTask =
  | "sync"
  | "read-due"
  | "resume-syncs"
  | "replay"
  | "forget-old-syncs"
  | "make-months"
  | "note-head"
  | "send-checkpoints"
  | "apply-tolerances"
  | "store-causes"
  | "review-quiet-days"
  | "send-webhooks"
  | "forward-logs"
  | "inform-people"
  | "make-reports";

const ATTEMPTS_MAX = 5;

let ensured: { url: string; tables: Promise<void> } | null = null;

/** The queue creates its own tables, in a schema of its own, once for each database. */
export function ensureJobTables(): Promise<void> {
  const url = env().databaseDirectUrl;
  if (ensured?.url === url) return ensured.tables;
  const tables = runMigrations({ connectionString: url, maxPoolSize: 1, logger: jobLogger() });
  ensured = { url, tables };
  tables.catch(() => {
    ensured = null; // The caller gets the error, and the next call tries again.
  });
  return tables;
}

/** A waiting job with the same key is replaced; a running one is not affected. */
export async function addJob(
  sql: Sql,
  { task, payload, key }: { task: QueuedTask; payload: Record<string, string>; key: string },
): Promise<void> {
  await sql(`SELECT graphile_worker.add_job($1, $2::json, job_key := $3, max_attempts := $4)`, [
    task,
    JSON.stringify(payload),
    key,
    ATTEMPTS_MAX,
  ]);
}
