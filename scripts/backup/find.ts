/** Chooses what to restore: the newest complete backup that ended before the requested moment. */
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type BackupFolder, backupFolder, findBackupFolder, listBases } from "./layout";
import { isComplete, type Manifest, readManifest } from "./manifest";

export type FoundBackup = {
  folder: string;
  location: BackupFolder;
  manifest: Manifest;
  /** Halves of newer backups, which were killed. */
  ignored: string[];
};

// oxlint-disable-next-line security/detect-unsafe-regex -- linear: every part has its own mark
const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;

/** In PostgreSQL's form, which has microseconds; a JavaScript date has not. */
export function parseMoment(text: string): string {
  const parts = MOMENT.exec(text);
  if (parts !== null && !Number.isNaN(Date.parse(text))) {
    const [, date = "", time = "", seconds = ":00", zone = ""] = parts;
    return `${date} ${time}${seconds}${zone.replace("Z", "+00:00")}`;
  }
  throw new Error(`--until ${text} is no moment such as 2026-11-28T18:30:00Z.`);
}

/** `from` is one backup, the folder of an installation, or BACKUP_DIR. */
export function findBackup(from: string, until: string | null): FoundBackup {
  const path = resolve(from);
  if (isBackup(path)) {
    const found = { folder: path, manifest: readManifest(path), ignored: [] };
    const location = backupFolder(dirname(dirname(path)));
    if (until !== null) requireBefore(found.manifest, until);
    return { ...found, location };
  }
  const location = findBackupFolder(path);
  const complete = listBases(location).map((folder) => ({
    folder,
    manifest: readManifest(folder),
  }));
  const found = complete.filter(({ manifest }) => isBefore(manifest, until)).at(-1);
  if (found === undefined) {
    const [first] = complete;
    throw new Error(
      first === undefined || until === null
        ? `${location.root} has no complete backup.`
        : `The oldest backup in ${location.root} is of ${first.manifest.endedAt}, after --until.`,
    );
  }
  const ignored = readdirSync(location.bases)
    .map((name) => join(location.bases, name))
    .filter((each) => !isComplete(each) && each > found.folder);
  return { ...found, location, ignored };
}

/** A half has no manifest, and is a backup all the same: reading it says so. */
function isBackup(path: string): boolean {
  return isComplete(path) || (basename(dirname(path)) === "bases" && existsSync(path));
}

function isBefore({ endedAt }: Manifest, until: string | null): boolean {
  return until === null || Date.parse(endedAt) <= Date.parse(until);
}

function requireBefore(manifest: Manifest, until: string): void {
  if (isBefore(manifest, until)) return;
  throw new Error(`This backup ended at ${manifest.endedAt}, after --until: name an earlier one.`);
}
