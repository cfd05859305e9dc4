/** How the scripts speak: plain lines on the standard error, one for each thing done. */
import type { ChildProcess } from "node:child_process";

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** For what can't go on: one clear line, no stack. */
export function giveUp(error: unknown): never {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

/** The child ends by itself when it is told to; this process then ends after it. */
export function passSignalsOn(child: ChildProcess): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => child.kill(signal));
  }
}
