/**
 * `npm run restore -- FROM [--to FOLDER] [--until 2026-11-28T18:30:00Z]`: restores a backup into an
 * empty data folder, or into the empty database of DATABASE_URL, checks what it restored, and says
 * up to which moment it is. Nothing that exists is overwritten.
 */
import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { absolute } from "@/lib/server/env-reader";
import { listMigrations } from "./postgres/migrate";
import { refuseBackupOfOtherMajor } from "./embedded/major";
import { exitWithError, print } from "./process/print";
import { findBackup, type FoundBackup, parseMoment } from "./backup/find";
import { BASE, DUMP } from "./backup/make";
import { verifyFiles } from "./backup/manifest";
import { layOutWal } from "./backup/lay-out-wal";
import { recover } from "./backup/recover";
import { restoreDump } from "./backup/restore-dump";
import { execute, runChecks, runWithDb } from "./process/run-checks";
import { markFinished, markUnfinished, RESTORING } from "./postgres/unfinished-restore";
import { readOptions } from "./process/read-options";

const FAILURE = "The restore did not finish. What is in the new folder must not be used.";

try {
  await run();
} catch (error) {
  exitWithError(error);
}

async function run(): Promise<void> {
  const { values, positionals } = readOptions({
    allowPositionals: true,
    options: { to: { type: "string" }, until: { type: "string" } },
  });
  const [from] = positionals;
  if (from === undefined || positionals.length > 1) {
    throw new Error("Name one folder, that of the backup.");
  }
  const until = values.until === undefined ? null : parseMoment(values.until);
  const to =
    values.to === undefined ? absolute(process.env.DATA_DIR ?? ".data") : resolve(values.to);
  const found = findBackup(from, until);
  const { folder, manifest, ignored } = found;
  refuseNewer(found);
  if (manifest.kind === "base") await refuseBackupOfOtherMajor(manifest.postgres);
  refuseUsed(to);
  for (const each of ignored) print(`Not used, because it is half a backup: ${each}`);
  print(`Checking the backup of ${manifest.endedAt} …`);
  await verifyFiles(folder, manifest);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  markUnfinished(to);
  // Before anything reads the settings, which makes a new secret where there is none.
  if (existsSync(join(folder, "data"))) {
    cpSync(join(folder, "data"), to, { recursive: true, force: false });
  }
  const upTo =
    manifest.kind === "base"
      ? await restoreBase(found, to, until)
      : await restoreDump(join(folder, DUMP), until, to);
  await finish(found, to, upTo ?? manifest.endedAt);
  markFinished(to);
  print(`Restored into ${to}, up to ${upTo ?? manifest.endedAt}.`);
  print("Mails, webhooks and other deliveries are paused: see `npm run deliveries`.");
  if (!manifest.hasSecrets) print("The backup has no secrets: everybody signs in again.");
  if (manifest.secretsElsewhere.length > 0) {
    print(`Set these as before the backup: ${manifest.secretsElsewhere.join(", ")}`);
  }
}

/** The program must know every migration that the database has. */
function refuseNewer({ manifest }: FoundBackup): void {
  const { counterfoil, lastMigration } = manifest;
  if (lastMigration === "" || listMigrations().some(({ name }) => name === lastMigration)) return;
  throw new Error(
    `The backup is of a newer version, ${counterfoil} with the migration ${lastMigration}. ` +
      "Restore it with that version of Counterfoil or a newer one.",
  );
}

function refuseUsed(to: string): void {
  if (!existsSync(to) || readdirSync(to).length === 0) return;
  throw new Error(`${to} is not empty: name a folder with --to that is, or does not exist.`);
}

/** Returns when the last change was made; null when there was none after the backup. */
async function restoreBase(
  { folder, location, manifest }: FoundBackup,
  to: string,
  until: string | null,
): Promise<string | null> {
  const dir = join(to, "postgres");
  const data = join(dir, "data");
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const unpack = ["-xzf", join(folder, BASE), "-C", data, "--no-same-owner"];
  await execute("tar", unpack, { variables: {}, failure: FAILURE });
  const { segments, gap } = await layOutWal(location.wal, manifest, join(data, "pg_wal"));
  if (gap !== null && until === null) {
    throw new Error(
      `The log has a gap: ${gap} is missing in ${location.wal}. Later changes can't be restored from ` +
        "this backup: name a later backup, or a moment before the gap with --until.",
    );
  }
  print(`Replaying ${segments} segments of the log …`);
  return (await recover(dir, until)).lastCommitAt;
}

/** Checks the trail and every line, and copies the files that the restored rows name. */
async function finish({ location, manifest, folder }: FoundBackup, to: string, upTo: string) {
  const run = { variables: { DATA_DIR: to, [RESTORING]: "1" }, failure: FAILURE };
  const args = ["--files", location.files, "--backup", folder, "--up-to", upTo];
  await runWithDb(["restore-finish.ts", ...args], run);
  await runChecks(manifest.head, run);
}
