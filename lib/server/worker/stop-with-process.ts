import "server-only";

/**
 * Stops the queue before the process exits on a signal: the part of a sync that is running is
 * stored, and the rest is queued for any process that continues it.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "../log";
import { stopJobs } from "./runner";

/** Container runtimes usually wait ten seconds before they kill. */
const END_MS_MAX = 8_000;

/** The web server's own handlers, which finish responses and exit, run afterwards. */
export function endJobsWithProcess(): void {
  let ending: Promise<void> | null = null;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const handlers: NodeJS.SignalsListener[] = process.listeners(signal);
    process.removeAllListeners(signal);
    process.on(signal, () => {
      ending ??= endJobs();
      void ending.then(() => {
        for (const handle of handlers) handle(signal);
        if (handlers.length === 0) process.exit();
      });
    });
  }
}

async function endJobs(): Promise<void> {
  try {
    await Promise.race([stopJobs(), sleep(END_MS_MAX, undefined, { ref: false })]);
  } catch (error) {
    log().warn({ err: error }, "the queue ended badly");
  }
}
