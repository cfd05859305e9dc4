/** What a backup leaves in the database about itself. */
import { z } from "zod";
import { instantSchema } from "./basics";

/** The name of the setting. */
export const LAST_BACKUP = "backup.last";
/** The slot in which the server keeps its log for the receiver of a backup. */
export const BACKUP_SLOT = "counterfoil_backup";

export const lastBackupSchema = z.object({
  /** The files of the server with its log, or a dump of one database. */
  kind: z.enum(["base", "dump"]),
  endedAt: instantSchema,
  /** Without attached files and reports, which every backup shares. */
  bytes: z.int(),
  hasSecrets: z.boolean(),
});
export type LastBackup = z.infer<typeof lastBackupSchema>;

/** The server that was backed up: another one, such as one restored from it, has none yet. */
export const recordedBackupSchema = lastBackupSchema.extend({ system: z.string() });

export const backupLogSchema = z.object({
  /** Whether somebody receives the log of the database at the moment. */
  isReceived: z.boolean(),
  /** What of it is not in the backup yet. */
  behindBytes: z.int(),
});
export type BackupLog = z.infer<typeof backupLogSchema>;
