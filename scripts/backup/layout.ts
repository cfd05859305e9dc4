/**
 * Where things are in BACKUP_DIR. Each data folder has a folder of its own there, so that a
 * restored installation never continues the log of the one that it was restored from.
 *
 *     BACKUP_DIR/<installation>/bases/<time>/   one backup: manifest.json, base.tar.gz, …
 *     BACKUP_DIR/<installation>/wal/            the log since then, for any moment in between
 *     BACKUP_DIR/<installation>/files/          attached files and reports
 */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createDurably, readWritten } from "@/lib/server/durable-file";
import { makeFolder } from "@/lib/server/durable-folder";
import { isComplete } from "./manifest";

const ID_BYTES = 4;
const ID = "backup-id";

export type BackupFolder = { root: string; bases: string; wal: string; files: string };

export function backupFolder(root: string): BackupFolder {
  return {
    root,
    bases: join(root, "bases"),
    wal: join(root, "wal"),
    files: join(root, "files"),
  };
}

/** `system` is PostgreSQL's identifier of the server's files: a new major version has another. */
export async function openBackupFolder(
  backupDir: string,
  dataDir: string,
  system: string,
): Promise<BackupFolder> {
  const path = join(dataDir, ID);
  if (!existsSync(path)) {
    await makeFolder(dataDir);
    createDurably(path, randomBytes(ID_BYTES).toString("hex"));
  }
  const id = readFileSync(path, "utf8").trim();
  const folder = backupFolder(join(resolve(backupDir), `${system}-${id}`));
  for (const each of Object.values(folder)) await makeFolder(each);
  return folder;
}

/** The next time, the data folder gets another one; another process may have seen to it. */
export function leaveBackupFolder({ root }: BackupFolder, dataDir: string): void {
  const path = join(dataDir, ID);
  if (root.endsWith(`-${readWritten(path) ?? ""}`)) rmSync(path, { force: true });
}

const NAME = /^(\d{4}-\d{2}-\d{2}T\d{2})-(\d{2})-(\d{2})-(\d{3}Z)$/;

/**
 * Names are in the order in which backups were made: after a clock that was ahead was set right,
 * the next name is that of the last one and a millisecond.
 */
export function nameBase({ bases }: BackupFolder, now: string): string {
  const name = now.replaceAll(/[:.]/g, "-");
  const last = readdirSync(bases)
    .filter((each) => NAME.test(each))
    .sort()
    .at(-1);
  if (last === undefined || last < name) return name;
  const at = Date.parse(last.replace(NAME, "$1:$2:$3.$4"));
  return new Date(at + 1).toISOString().replaceAll(/[:.]/g, "-");
}

/** From the oldest to the newest. */
export function listBases(folder: BackupFolder): string[] {
  if (!existsSync(folder.bases)) return [];
  const names = readdirSync(folder.bases).sort();
  return names.map((name) => join(folder.bases, name)).filter(isComplete);
}

/** Of an installation's folder, BACKUP_DIR with one of them, or one backup. */
export function findBackupFolder(path: string): BackupFolder {
  const root = resolve(path);
  if (!existsSync(root)) throw new Error(`There is no folder ${root}.`);
  if (existsSync(join(root, "bases"))) return backupFolder(root);
  const inside = readdirSync(root)
    .map((name) => join(root, name))
    .filter((each) => existsSync(join(each, "bases")));
  if (inside.length === 1) return backupFolder(inside[0] ?? root);
  if (inside.length === 0) throw new Error(`${root} has no backup.`);
  throw new Error(
    `${root} has backups of ${inside.length} data folders. Name one of them:\n${inside.join("\n")}`,
  );
}
