/** How the scripts print, and how they shut down. */
import type { ChildProcess } from "node:child_process";

const PARENT_POLL_MS = 500;
const SAME_SIGNAL_MS = 1_000;

export function print(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Prints one clear line, without a stack, when the script can't continue. */
export function exitWithError(error: unknown): never {
  print(describeError(error));
  process.exit(1);
}

export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Calls `end` for a signal, and `again` for a later one. One key in a terminal is a signal to each
 * process, which npm forwards once more: what follows at once is the same request. npm sends a
 * signal to the shell between it and this script, and the shell may not forward it: in that case
 * the end of the shell is the signal.
 */
export function onShutdown(
  end: (signal: NodeJS.Signals) => void,
  again: () => void = () => undefined,
): void {
  let began: number | null = null;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (began === null) {
        began = performance.now();
        end(signal);
      } else if (performance.now() - began > SAME_SIGNAL_MS) {
        again();
      }
    });
  }
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    if (began === null) end("SIGTERM");
    began ??= performance.now();
  }, PARENT_POLL_MS);
  watch.unref();
}

/** The child shuts down when it is signalled; this process exits after it. */
export function forwardSignals(child: ChildProcess): void {
  const forward = (signal: NodeJS.Signals) => void child.kill(signal);
  onShutdown(forward, () => forward("SIGTERM"));
}
