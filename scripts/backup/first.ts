/** Makes the first backup, and tries again until there is one: the log is of no use without it. */
import { setTimeout as sleep } from "node:timers/promises";
import { isComplete } from "./make";
import { describeError, print } from "../process/print";

/** A backup that fails has read all files of the database, and filled what was free. */
const RETRY_MS = 15 * 60_000;

type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** A wait ends early, and nothing is tried any more, once the signal says that it is over. */
export async function makeFirstBackup(
  make: () => Promise<{ folder: string }>,
  signal: AbortSignal,
  wait: Wait = (ms) => sleep(ms, undefined, { signal }).catch(() => undefined),
): Promise<void> {
  while (!signal.aborted && !(await isMade(make))) await wait(RETRY_MS, signal);
}

async function isMade(make: () => Promise<{ folder: string }>): Promise<boolean> {
  try {
    const { folder } = await make();
    print(`A first backup is in ${folder}. Let \`npm run backup\` make one every day.`);
    return true;
  } catch (error) {
    const message = describeError(error);
    print(
      isComplete(error)
        ? message
        : `The first backup failed, and is tried again in a quarter of an hour: ${message}`,
    );
    return isComplete(error);
  }
}
