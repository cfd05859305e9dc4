/**
 * `npm run backup [-- FOLDER] [--keep 14] [--without-secrets]`: a backup of a running or stopped
 * installation into BACKUP_DIR, or into the folder that is named. Exits with 1 when there is none.
 */
import { join, resolve } from "node:path";
import { type Env, readEnv } from "@/lib/server/env";
import { EMBEDDED_SETTINGS } from "./database/database";
import { startEmbeddedDb } from "./embedded/db";
import { ownerUrlOf } from "./postgres/named";
import { exitWithError, print } from "./process/print";
import { makeBackup } from "./backup/make";
import { sumBytes } from "./backup/manifest";
import { KEEP, readBackupDir } from "./backup/settings";
import { readOptions } from "./process/read-options";

const MEGABYTE = 1024 * 1024;

try {
  await run();
} catch (error) {
  exitWithError(error);
}

async function run(): Promise<void> {
  const { values, positionals } = readOptions({
    allowPositionals: true,
    options: { keep: { type: "string" }, "without-secrets": { type: "boolean" } },
  });
  const keep = Number(values.keep ?? KEEP);
  if (!Number.isInteger(keep) || keep < 1) throw new Error("--keep is a number from 1 on.");
  const [named] = positionals;
  if (positionals.length > 1) throw new Error("Name one folder for the backup.");
  const backupDir = named === undefined ? readBackupDir(process.env) : resolve(named);
  if (backupDir === null) throw new Error("Set BACKUP_DIR, or name a folder for the backup.");
  const env = readEnv(process.env);
  const database = await openUnchanged(env);
  try {
    const began = performance.now();
    const { folder, manifest, removed } = await makeBackup({
      url: database.url,
      kind: database.kind,
      dataDir: env.dataDir,
      backupDir,
      keep,
      hasSecrets: values["without-secrets"] !== true,
    });
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    print(`Backed up ${(sumBytes(manifest) / MEGABYTE).toFixed(1)} MB in ${seconds} s: ${folder}`);
    print(`It can be restored as of ${manifest.endedAt}, with the audit trail up to entry`);
    print(`${manifest.head} and later.`);
    if (env.bucket !== null) print("Not in it: attached files that are in the bucket.");
    if (manifest.hasSecrets) print("It contains secrets: whoever can read it can sign in.");
    if (manifest.secretsElsewhere.length > 0) {
      print(`Not in it, because the environment has them: ${manifest.secretsElsewhere.join(", ")}`);
    }
    for (const name of removed) print(`Removed: ${name}`);
  } finally {
    await database.close();
  }
}

/** Without applying migrations: an upgrade begins with a backup of what was before. */
async function openUnchanged(env: Env) {
  if (env.databaseUrl !== "") {
    return { url: ownerUrlOf(env), kind: "dump" as const, close: () => Promise.resolve() };
  }
  // An application that starts meanwhile uses the same server.
  const server = { dir: join(env.dataDir, "postgres"), settings: EMBEDDED_SETTINGS };
  const { url, stop } = await startEmbeddedDb(server);
  return { url, kind: "base" as const, close: stop };
}
