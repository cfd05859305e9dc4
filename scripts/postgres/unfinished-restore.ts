/**
 * Marks a data folder while it is restored: an application that started on half of one would show
 * it as if it were everything.
 */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MARK = "restore-unfinished";
/** Set for the commands that finish a restore. */
export const RESTORING = "COUNTERFOIL_RESTORING";

export function markUnfinished(dataDir: string): void {
  writeFileSync(join(dataDir, MARK), "", { flag: "wx", flush: true });
}

export function markFinished(dataDir: string): void {
  rmSync(join(dataDir, MARK));
}

export function refuseUnfinished(dataDir: string): void {
  if (process.env[RESTORING] === "1" || !existsSync(join(dataDir, MARK))) return;
  throw new Error(
    `A restore into ${dataDir} did not finish. Remove this folder and restore again, or set ` +
      "DATA_DIR to another one.",
  );
}
