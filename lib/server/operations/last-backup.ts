import "server-only";

/** Reads when the database was backed up last, and whether its log is received. */
import {
  BACKUP_SLOT,
  type BackupLog,
  LAST_BACKUP,
  type LastBackup,
  lastBackupSchema,
} from "@/lib/contracts/last-backup";
import type { Sql } from "../db/sql";

/** Null when this server was never backed up by `npm run backup`. */
export async function findLastBackup(run: Sql): Promise<LastBackup | null> {
  const [row] = await run<{ value: unknown }>(
    `SELECT value FROM setting
      WHERE name = $1
        AND value ->> 'system' = (SELECT system_identifier::text FROM pg_control_system())`,
    [LAST_BACKUP],
  );
  return row === undefined ? null : lastBackupSchema.parse(row.value);
}

/** Null where nobody is to receive it: without BACKUP_DIR, and on a server of DATABASE_URL. */
export async function findBackupLog(run: Sql): Promise<BackupLog | null> {
  const [row] = await run<BackupLog>(
    `SELECT active AS "isReceived",
            CASE WHEN pg_is_in_recovery() THEN 0
                 ELSE greatest(0, coalesce(
                        pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0))::float8
            END AS "behindBytes"
       FROM pg_replication_slots WHERE slot_name = $1`,
    [BACKUP_SLOT],
  );
  return row ?? null;
}
