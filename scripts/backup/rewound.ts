/**
 * A data folder that a copy or a snapshot has put back to an earlier moment continues with another
 * log than the one that was received. The two can't be replayed as one: backups begin again in a
 * folder of their own.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Facts } from "./facts";
import { type BackupFolder, leaveBackupFolder, openBackupFolder } from "./layout";
import { parseLsn, parseSegmentName } from "./lsn";
import { print } from "../process/print";
import { withClient } from "../postgres/with-client";

export async function openFolderOf(
  { backupDir, dataDir, url }: { backupDir: string; dataDir: string; url: string },
  { system, segmentBytes }: Facts,
): Promise<BackupFolder> {
  const location = await openBackupFolder(backupDir, dataDir, system);
  if (!(await isRewound(location, url, segmentBytes))) return location;
  print(
    "The database was put back to an earlier moment than the backup has received: backups begin " +
      `again in another folder. Until then they are in ${location.root}.`,
  );
  leaveBackupFolder(location, dataDir);
  return openBackupFolder(backupDir, dataDir, system);
}

async function isRewound({ wal }: BackupFolder, url: string, bytes: number): Promise<boolean> {
  // They are read first: more may be written, and received, at any time.
  const ends = readdirSync(wal).map((name) => findEnd(join(wal, name), bytes));
  // A dump has no log, and the server of another may not say how far its own is.
  if (ends.length === 0) return false;
  const { rows } = await withClient(url, (client) =>
    client.query<{ lsn: string }>("SELECT pg_current_wal_flush_lsn()::text AS lsn"),
  );
  const written = parseLsn(rows[0]?.lsn ?? "");
  return ends.some((end) => end > written);
}

/** Of what was received of a segment, of whichever timeline: the rest of it is zeros. */
function findEnd(path: string, bytes: number): bigint {
  const segment = parseSegmentName(basename(path), bytes);
  if (segment === null) return 0n;
  const isComplete = path.endsWith(".gz") || !existsSync(path);
  const length = isComplete ? bytes : readFileSync(path).findLastIndex((byte) => byte !== 0) + 1;
  return segment.number * BigInt(bytes) + BigInt(length);
}
