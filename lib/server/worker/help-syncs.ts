import "server-only";

/**
 * Helps with the passes over Cashrec that another instance has started, beside the queue: a pass of
 * many centres would otherwise take as long on five instances as on one.
 */
import { cashrec } from "../cashrec/connection";
import { connectionKind } from "../cashrec/source";
import { inBackground } from "../db/client";
import { requireFreeDisk } from "../free-disk";
import { log } from "../log";
import { countSyncsHere, runSync, type SyncOutcome } from "../sync/run";
import { findSyncToHelp } from "../sync/take-part";
import { asJob } from "./as-job";

const EVERY_MS = 1_000;
/** Then Cashrec may be reached from here again. */
const LEFT_MS = 30_000;

/** Returns how to stop, which waits for the parts that are being read. */
export function helpSyncs(): () => Promise<void> {
  const abort = new AbortController();
  let helping: Promise<void> | null = null;
  let awayUntil = 0;
  let isFailing = false;
  const timer = setInterval(() => {
    if (performance.now() >= awayUntil) helping ??= helpOnce();
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    abort.abort();
    await helping;
  };

  async function helpOnce(): Promise<void> {
    try {
      if ((await help(abort.signal)) === "left") awayUntil = performance.now() + LEFT_MS;
      isFailing = false;
    } catch (error) {
      if (!isFailing) log().warn({ err: error }, "help with a pass ended");
      isFailing = true;
    } finally {
      helping = null;
    }
  }
}

async function help(signal: AbortSignal): Promise<SyncOutcome | null> {
  const id = await inBackground(findWork);
  if (id === null) return null;
  return asJob("help-sync", id, async () => {
    await requireFreeDisk();
    return runSync(id, { client: cashrec, signal, helps: isOnlySyncHere });
  });
}

async function findWork(): Promise<string | null> {
  if (countSyncsHere() > 0) return null;
  const id = await findSyncToHelp();
  return id === null || (await connectionKind()) === "unconfigured" ? null : id;
}

/** Passes of this process must get the connections of background work. */
function isOnlySyncHere(): boolean {
  return countSyncsHere() === 1;
}
