/** The settings of backups, from the environment. */
import { absolute, type Variables } from "@/lib/server/env-reader";

/** How many backups stay unless `--keep` says otherwise: two weeks of daily ones. */
export const KEEP = 14;

export function readBackupDir(variables: Variables): string | null {
  const value = variables.BACKUP_DIR?.trim() ?? "";
  return value === "" ? null : absolute(value);
}
