import "server-only";

/** Puts work into the queue, in the transaction that it follows from. */
import { runMigrations } from "graphile-worker";
import { env } from "../env";
import type { Sql } from "../db/sql";
import { jobLogger } from "./logger";

export type QueuedTask =
  "sync" | "read-due" | "resume-syncs" | "forget-old-syncs" | "note-head" | "apply-tolerances";

const ATTEMPTS_MAX = 5;

let ensured: { url: string; tables: Promise<void> } | null = null;

/** The queue brings its own tables, in a schema of its own; made once for each database. */
export function ensureJobTables(): Promise<void> {
  const url = env().databaseUrl;
  if (ensured?.url === url) return ensured.tables;
  const tables = runMigrations({ connectionString: url, maxPoolSize: 1, logger: jobLogger() });
  ensured = { url, tables };
  tables.catch(() => {
    ensured = null; // The caller hears of it; the next one tries again.
  });
  return tables;
}

/** A job with the same key that waits is replaced; one that runs is left alone. */
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
