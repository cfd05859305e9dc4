/** How the scripts speak, and how they are told to end. */
import type { ChildProcess } from "node:child_process";

const PARENT_POLL_MS = 500;

export function print(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** For what can't go on: one clear line, no stack. */
export function exitWithError(error: unknown): never {
  print(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

/**
 * Calls `end` for a signal. npm hands a signal to the shell between it and this script, and the
 * shell may keep it to itself: there, the shell's end is the signal.
 */
export function onShutdown(end: (signal: NodeJS.Signals) => void): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => end(signal));
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end("SIGTERM");
  }, PARENT_POLL_MS);
  watch.unref();
}

/** The child ends by itself when it is told to; this process then ends after it. */
export function forwardSignals(child: ChildProcess): void {
  onShutdown((signal) => child.kill(signal));
}
