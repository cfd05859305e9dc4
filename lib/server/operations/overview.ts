import "server-only";

/** Everything that the page of operations shows, and what of it needs somebody. */
import type { Operations } from "@/lib/contracts/operations";
import { findWarnings } from "@/lib/domain/operations/warnings";
import type { Scope } from "@/lib/domain/permission";
import { cashrec } from "../cashrec/connection";
import { findConnection } from "../cashrec/source";
import { readDatabaseClock } from "../db/database-clock";
import { sql } from "../db/sql";
import { listForwarderStates } from "../log-forwarding/states";
import { describePauses, findPause, listPausedCentres } from "../sync/pause";
import { findFileCheck } from "./file-check";
import { findBackupLog, findLastBackup } from "./last-backup";
import { listInstances } from "./instances";
import { listFailedJobs, listTasks } from "./jobs";
import { listPasses } from "./passes";
import { findStorageSizes } from "./storage";

export async function getOperations(scope: Scope<"security:administer">): Promise<Operations> {
  const [
    now,
    database,
    instances,
    tasks,
    failedJobs,
    passes,
    upstream,
    receivers,
    storage,
    files,
    backup,
    backupLog,
  ] = await Promise.all([
    readDatabaseClock(),
    describeDatabase(),
    listInstances(),
    listTasks(),
    listFailedJobs(),
    listPasses(),
    describeUpstream(),
    listForwarderStates(scope),
    findStorageSizes(),
    findFileCheck(),
    findLastBackup(sql),
    findBackupLog(sql),
  ]);
  const warnings = findWarnings({
    now: now.getTime(),
    instances,
    tasks,
    failedJobs: failedJobs.length,
    missingFiles: files?.missing ?? 0,
    lastBackupAt: backup?.endedAt ?? null,
    unfinishedMigrations: database.unfinishedMigrations,
  });
  return {
    at: now.toISOString(),
    warnings,
    database,
    instances,
    tasks,
    failedJobs,
    passes,
    upstream,
    receivers,
    storage,
    files,
    backup,
    backupLog,
  };
}

type Described = Operations["database"];
type DatabaseRow = Omit<Described, "startedAt" | "lastMigratedAt"> & {
  startedAt: Date;
  lastMigratedAt: Date | null;
};

async function describeDatabase(): Promise<Described> {
  const [row] = await sql<DatabaseRow>(
    `SELECT current_setting('server_version') AS version,
            pg_postmaster_start_time() AS "startedAt",
            (count(*) FILTER (WHERE finished_at IS NOT NULL))::int AS migrations,
            coalesce(max(migration_name) FILTER (WHERE finished_at IS NOT NULL), '')
              AS "lastMigration",
            max(finished_at) AS "lastMigratedAt",
            (count(*) FILTER (WHERE finished_at IS NULL))::int AS "unfinishedMigrations"
       FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  if (row === undefined) throw new Error("the database does not describe itself");
  return {
    ...row,
    startedAt: row.startedAt.toISOString(),
    lastMigratedAt: row.lastMigratedAt?.toISOString() ?? null,
  };
}

async function describeUpstream(): Promise<Operations["upstream"]> {
  const { credentials } = await findConnection();
  const [reading] = await sql<{ at: Date | null }>("SELECT max(read_at) AS at FROM cash_sheet");
  return {
    status: (await cashrec()).connectionWord(),
    host: credentials === null ? null : new URL(credentials.apiUrl).host,
    lastReadAt: reading?.at?.toISOString() ?? null,
    pause: (await findPause())?.message ?? describePauses(await listPausedCentres()),
  };
}
