/**
 * Removes what no backup needs that is to stay: older backups, halves of backups, the log before
 * the oldest one, and files that were deleted before it. The last complete backup always stays.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { parseLsn, segmentAt } from "./lsn";
import type { BackupFolder } from "./layout";
import { listBases } from "./layout";
import { isComplete, readManifest } from "./manifest";
import { listStoredNames } from "./stored-files";
import { listWal } from "./wal-writer";

/** Returns the names of the backups that are gone. */
export async function pruneBackups(
  location: BackupFolder,
  dataDir: string,
  keep: number,
): Promise<string[]> {
  const complete = listBases(location);
  const staying = complete.slice(-Math.max(1, keep));
  const newest = staying.at(-1);
  const [oldest] = staying;
  if (oldest === undefined || newest === undefined) return [];
  const removed = readdirSync(location.bases)
    .map((name) => join(location.bases, name))
    // One that is half and newer is being made.
    .filter((each) => each < newest && !staying.includes(each))
    .filter((each) => each < oldest || !isComplete(each));
  for (const each of removed) rmSync(each, { recursive: true });
  pruneWal(location, oldest);
  await pruneFiles(location, dataDir, oldest);
  return removed.map((each) => basename(each));
}

function pruneWal({ wal }: BackupFolder, oldest: string): void {
  const { startLsn, timeline, segmentBytes } = readManifest(oldest);
  const first = segmentAt(parseLsn(startLsn), timeline, segmentBytes);
  for (const { name, number } of listWal(wal, timeline, segmentBytes)) {
    if (number < first.number) rmSync(join(wal, name));
  }
}

/** What arrived since the oldest backup may be named by a moment after it. */
async function pruneFiles(location: BackupFolder, dataDir: string, oldest: string): Promise<void> {
  const since = Date.parse(readManifest(oldest).startedAt);
  const listed = JSON.parse(readFileSync(join(oldest, "files.json"), "utf8")) as { path: string }[];
  const needed = new Set(listed.map(({ path }) => path));
  for (const path of await listStoredNames(location.files)) {
    const copy = join(location.files, path);
    if (needed.has(path) || existsSync(join(dataDir, path))) continue;
    if (statSync(copy).mtimeMs < since) rmSync(copy);
  }
}
