/**
 * Makes one backup: the database, attached files and reports, and the secrets that are in the data
 * folder. The manifest is written last. One backup of an installation runs at a time.
 */
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { chmodSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { syncFolder } from "@/lib/server/durable-folder";
import { withFileLock } from "../process/file-lock";
import { copyBase } from "./base";
import { dumpDatabase } from "./dump";
import { type Facts, readClock, readFacts } from "./facts";
import { type BackupFolder, nameBase } from "./layout";
import {
  type BackupFile,
  describeFile,
  type Manifest,
  verifyFiles,
  writeManifest,
} from "./manifest";
import { pruneBackups } from "./prune";
import { recordBackup } from "./record";
import { openFolderOf } from "./rewound";
import { FileCopier, listStoredFiles } from "./stored-files";
import { describeError, print } from "../process/print";
import { withClient } from "../postgres/with-client";

export const BASE = "base.tar.gz";
export const DUMP = "database.dump";
const FILES = "files.json";

/** Beside the database: what signs sessions and checkpoints. */
const SECRETS = ["secret", "checkpoint-key"];
/** Of the embedded server, which listens on this machine alone and accepts nothing else. */
const SERVER_PASSWORDS = ["postgres/password", "postgres/app-password"];
const ELSEWHERE = ["NEXTAUTH_SECRET", "CREDENTIALS_KEY", "AUDIT_SIGNING_KEY"];

export type BackupRequest = {
  /** As the owner of everything. */
  url: string;
  kind: Manifest["kind"];
  dataDir: string;
  backupDir: string;
  keep: number;
  hasSecrets: boolean;
};

export type MadeBackup = { folder: string; manifest: Manifest; removed: string[] };

const COMPLETE = Symbol("complete");

/** The backup is there in spite of the error, whose message says so. */
export function isComplete(error: unknown): boolean {
  return error instanceof Error && COMPLETE in error;
}

export async function makeBackup(request: BackupRequest): Promise<MadeBackup> {
  const { url } = request;
  const facts = await withClient(url, readFacts);
  const location = await openFolderOf(request, facts);
  return withFileLock(join(location.root, "lock"), async () => {
    const folder = join(location.bases, nameBase(location, facts.now));
    mkdirSync(folder, { mode: 0o700 });
    const manifest = await fillOrRemove(folder, location, request, facts);
    await recordBackup(url, basename(folder), manifest).catch((error: unknown) => {
      const reason = describeError(error);
      print(`The backup is complete. The database does not have a note of it: ${reason}`);
    });
    const removed = await prune(folder, location, request);
    return { folder, manifest, removed };
  });
}

async function fillOrRemove(
  folder: string,
  location: BackupFolder,
  request: BackupRequest,
  before: Facts,
): Promise<Manifest> {
  try {
    const manifest = await fill(folder, location, request, before);
    await syncFolder(location.bases);
    await verifyFiles(folder, manifest);
    return manifest;
  } catch (error) {
    // What is left of one that was killed has no manifest, and goes with the next backup.
    rmSync(folder, { recursive: true, force: true });
    throw NO_SPACE.test(describeError(error)) ? noSpace(location, error) : error;
  }
}

/** As Node.js and pg_dump report it, without naming a folder. */
const NO_SPACE = /ENOSPC|EDQUOT|No space left on device/;

function noSpace({ root }: BackupFolder, cause: unknown): Error {
  return new Error(
    `The folder of backups has no space left for another one: ${root}. The unfinished backup was ` +
      `removed, and those before it are as they were. ${describeError(cause)}`,
    { cause },
  );
}

/** Whatever is wrong with older backups, the new one stays. */
async function prune(
  folder: string,
  location: BackupFolder,
  { dataDir, keep }: BackupRequest,
): Promise<string[]> {
  try {
    return await pruneBackups(location, dataDir, keep);
  } catch (cause) {
    const reason = describeError(cause);
    const message = `The backup is complete: ${folder}. What it makes needless can't be removed: `;
    throw Object.assign(new Error(message + reason, { cause }), { [COMPLETE]: true });
  }
}

async function fill(
  folder: string,
  location: BackupFolder,
  request: BackupRequest,
  before: Facts,
): Promise<Manifest> {
  const { url, kind, dataDir } = request;
  const { now: startedAt, ...facts } = before;
  const database =
    kind === "base"
      ? await copyBase(url, join(folder, BASE))
      : await dumpDatabase(url, join(folder, DUMP));
  const endedAt = await withClient(url, readClock);
  await new FileCopier(dataDir, location.files).copyNew();
  const stored = await listStoredFiles(location.files);
  const files = stored.filter(({ path }) => existsSync(join(dataDir, path)));
  writeFileSync(join(folder, FILES), JSON.stringify(files), { mode: 0o600, flush: true });
  const copied = copySecrets(folder, request);
  const names = [FILES, ...copied];
  const { bytes, sha256, ...position } = database;
  const described: BackupFile[] = [
    { name: kind === "base" ? BASE : DUMP, bytes, sha256 },
    ...(await Promise.all(names.map((name) => describeFile(folder, name)))),
  ];
  const manifest: Manifest = {
    format: 1,
    kind,
    startedAt,
    endedAt,
    ...facts,
    ...position,
    hasSecrets: request.hasSecrets,
    secretsElsewhere: ELSEWHERE.filter((name) => process.env[name] || process.env[`${name}_FILE`]),
    files: described,
  };
  await syncFolder(folder);
  await writeManifest(folder, manifest);
  return manifest;
}

function copySecrets(folder: string, { dataDir, kind, hasSecrets }: BackupRequest): string[] {
  const wanted = [...(hasSecrets ? SECRETS : []), ...(kind === "base" ? SERVER_PASSWORDS : [])];
  return wanted.flatMap((name) => {
    const from = join(dataDir, name);
    if (!existsSync(from)) return [];
    const copy = `data/${name}`;
    mkdirSync(dirname(join(folder, copy)), { recursive: true, mode: 0o700 });
    copyFileSync(from, join(folder, copy));
    chmodSync(join(folder, copy), 0o600);
    return [copy];
  });
}
