/** Whether a backup that nobody asked for has secrets: as the newest one of the same server has. */
import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type BackupFolder, backupFolder, listBases } from "./layout";
import { type Manifest, readManifest } from "./manifest";

/** True without one. Folders that the server left, because it was put back, count too. */
export function hadSecrets({ root }: BackupFolder): boolean {
  const folders = dirname(root);
  const [system = ""] = basename(root).split("-");
  const manifests = readdirSync(folders)
    .filter((name) => name.startsWith(`${system}-`))
    .flatMap((name) => listBases(backupFolder(join(folders, name))))
    .flatMap(readUndamaged)
    .sort((one, other) => Date.parse(one.endedAt) - Date.parse(other.endedAt));
  return manifests.at(-1)?.hasSecrets ?? true;
}

function readUndamaged(folder: string): Manifest[] {
  try {
    return [readManifest(folder)];
  } catch {
    // The command that makes backups, and the one that restores them, say so.
    return [];
  }
}
