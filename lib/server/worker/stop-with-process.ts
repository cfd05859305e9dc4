import "server-only";

/**
 * Ends the process on a signal. The part of a sync that is running is stored, and the rest is
 * queued for any process that continues it; every response under way is sent whole; then the
 * process exits. Container runtimes usually kill after ten seconds, and a database that started
 * with the application would be killed with it.
 */
import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { beginEnding, isEnding } from "../ending";
import { log } from "../log";
import { storeSecurityLog } from "../security-log/store";
import { trackConnections } from "./connections";

const END_MS_MAX = 8_000;
/** The web server has this time to close, whether or not the jobs have ended by then. */
const CLOSING_MS = 2_000;
const SAME_SIGNAL_MS = 1_000;
/** A proxy asks every two seconds whether an instance is ready, and sends nothing if it is not. */
const NOTICED_MS = 2_500;

/**
 * The web server's own handlers run once the queue is at rest, or has no more time: they stop
 * listening, and exit when the last connection has ended.
 */
export function endJobsWithProcess(stop: () => Promise<void>, msMax = END_MS_MAX): void {
  const connections = trackConnections();
  let began = 0;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const handlers: NodeJS.SignalsListener[] = process.listeners(signal);
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (isEnding()) {
        // One key in a terminal is several signals; a later one is somebody who doesn't wait.
        if (performance.now() - began > SAME_SIGNAL_MS) process.exit(codeOf(signal));
        return;
      }
      beginEnding();
      began = performance.now();
      void exitAfter(signal, msMax);
      const listeningMs = Math.max(0, msMax - CLOSING_MS);
      const mayHaveProxy = signal === "SIGTERM" && connections.count() > 0;
      const ended = [
        connections.endAfterResponses(),
        endJobs(stop, listeningMs),
        sleep(mayHaveProxy ? Math.min(NOTICED_MS, listeningMs) : 0),
      ];
      void Promise.all(ended).then(async () => {
        await connections.untilNoneComes();
        for (const handle of handlers) handle(signal);
        if (handlers.length === 0) process.exit();
        await connections.end();
      });
    });
  }
}

async function exitAfter(signal: "SIGINT" | "SIGTERM", msMax: number): Promise<void> {
  await sleep(msMax, undefined, { ref: false });
  log().warn("the process exits before everything under way has ended");
  process.exit(codeOf(signal));
}

/** That of a shell for a process that a signal has ended. */
function codeOf(signal: "SIGINT" | "SIGTERM"): number {
  return 128 + constants.signals[signal];
}

async function endJobs(stop: () => Promise<void>, msMax: number): Promise<void> {
  try {
    await Promise.race([stop(), sleep(msMax, undefined, { ref: false })]);
  } catch (error) {
    log().warn({ err: error }, "the queue ended badly");
  }
  await storeSecurityLog();
}
