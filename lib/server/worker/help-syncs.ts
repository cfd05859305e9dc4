import "server-only";

/**
 * Helps with the passes over Cashrec that another instance has started, beside the queue: a pass of
 * many centres would otherwise take as long on five instances as on one.
 */
import { withOrigin } from "../audit/origin";
import { cashrec } from "../cashrec/connection";
import { connectionKind } from "../cashrec/source";
import { inBackground } from "../db/client";
import { requireFreeDisk } from "../free-disk";
import { log } from "../log";
import { isSyncRunningHere, runSync } from "../sync/run";
import { findSyncToHelp } from "../sync/take-part";
import { runWork } from "../work-context";

const EVERY_MS = 1_000;

/** Returns how to stop, which waits for the parts that are being read. */
export function helpSyncs(): () => Promise<void> {
  const abort = new AbortController();
  let helping: Promise<void> | null = null;
  const timer = setInterval(() => {
    helping ??= inBackground(() => help(abort.signal))
      .catch((error: unknown) => log().warn({ err: error }, "help with a pass ended"))
      .finally(() => (helping = null));
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    abort.abort();
    await helping;
  };
}

async function help(signal: AbortSignal): Promise<void> {
  if (isSyncRunningHere()) return;
  const id = await findSyncToHelp();
  if (id === null || (await connectionKind()) === "unconfigured") return;
  await runWork({ id: `sync-${id}`, kind: "job", accountId: null }, () =>
    withOrigin("job", async () => {
      await requireFreeDisk();
      await runSync(id, { client: cashrec, signal, helps: true });
    }),
  );
}
