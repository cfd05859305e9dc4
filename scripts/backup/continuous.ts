/**
 * While the application runs on the embedded server and BACKUP_DIR is set: receives the log, and
 * makes a first backup, without which the log is of no use. Failures are printed and tried again;
 * they never stop the application.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Env } from "@/lib/server/env";
import type { OpenDatabase } from "../database/database";
import { describeError, print } from "../process/print";
import { readFacts } from "./facts";
import { makeFirstBackup } from "./first";
import { hadSecrets } from "./has-secrets";
import { isFollowed } from "./lay-out-wal";
import { makeBackup } from "./make";
import { readBackupDir } from "./settings";
import { openFolderOf } from "./rewound";
import { FileCopier } from "./stored-files";
import { dropSlot, receiveWal } from "./wal-receiver";
import { withClient } from "../postgres/with-client";

const RETRY_MS = 5_000;
/** A failure that lasts is printed again after so many attempts: once a quarter of an hour. */
const PRINTED_EVERY = 180;

/** Returns the database; closing it also ends the receiver, which has everything by then. */
export function backUpContinuously(env: Env, database: OpenDatabase): OpenDatabase {
  if (env.databaseUrl !== "") return database;
  const backupDir = readBackupDir(process.env);
  const { ownerUrl } = database;
  if (backupDir === null) {
    const dropped = dropSlot(ownerUrl).catch((error: unknown) => print(describeError(error)));
    const close = () => database.close().then(() => dropped);
    return { ...database, close };
  }
  const ended = new AbortController();
  const context: Context = { backupDir, dataDir: env.dataDir, url: ownerUrl, first: null };
  const received = run(context, ended.signal);
  const close = async () => {
    await database.close();
    ended.abort();
    await received;
    await context.first;
  };
  return { ...database, close };
}

type Context = {
  backupDir: string;
  dataDir: string;
  url: string;
  /** The first backup, while it is made or waits for its next attempt. */
  first: Promise<void> | null;
};

async function run(context: Context, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      await receive(context, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (failures % PRINTED_EVERY === 0) {
        print(`The backup does not receive the log of the database: ${describeError(error)}`);
      }
    }
    await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function receive(context: Context, signal: AbortSignal): Promise<void> {
  const { dataDir, url } = context;
  const location = await openFolderOf(context, await withClient(url, readFacts));
  const copier = new FileCopier(dataDir, location.files);
  await copier.copyNew();
  // An earlier run may have ended before the backup was complete that a gap makes necessary.
  let needsBase = !isFollowed(location);
  await receiveWal(
    {
      url,
      folder: location.wal,
      beforeFlush: async () => void (await copier.copyNew()),
      onGap: () => {
        needsBase = true;
        print("A part of the log was not received in time: the backup begins again.");
      },
      onStart: () => {
        if (needsBase) context.first ??= makeFirst(context, hadSecrets(location), signal);
      },
    },
    signal,
  );
}

/** Goes on trying while the receiver is interrupted and begins again. */
async function makeFirst(
  context: Context,
  hasSecrets: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { backupDir, dataDir, url } = context;
  // How many backups stay is for the command that makes them every day.
  const request = { url, backupDir, dataDir, keep: Infinity, hasSecrets };
  await makeFirstBackup(() => makeBackup({ ...request, kind: "base" }), signal);
  context.first = null;
}
