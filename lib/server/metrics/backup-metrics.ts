import "server-only";

/** When the database was backed up last, and how much of its log the backup lacks. */
import { Gauge, type Registry } from "prom-client";
import { findBackupLog, findLastBackup } from "../operations/last-backup";
import type { Group } from "./group";

const EVERY_MS = 60_000;
const MS_PER_SECOND = 1_000;

export function createBackupGroup(registers: Registry[]): Group {
  const last = new Gauge({
    name: "counterfoil_backup_last_timestamp_seconds",
    help: "When the last backup was complete; absent before the first.",
    registers,
  });
  const size = new Gauge({
    name: "counterfoil_backup_last_size_bytes",
    help: "The size of the last backup, without attached files.",
    registers,
  });
  const behind = new Gauge({
    name: "counterfoil_backup_log_behind_bytes",
    help: "What was written and a backup that is to have it has not received.",
    registers,
  });
  const forget = () => {
    for (const gauge of [last, size, behind]) gauge.remove();
  };
  return {
    name: "backup",
    everyMs: EVERY_MS,
    forget,
    async read(run) {
      const [backup, log] = [await findLastBackup(run), await findBackupLog(run)];
      forget();
      if (backup !== null) {
        last.set(Date.parse(backup.endedAt) / MS_PER_SECOND);
        size.set(backup.bytes);
      }
      behind.set(log?.behindBytes ?? 0);
    },
  };
}
