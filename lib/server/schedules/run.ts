import "server-only";

/** Starts the runs that are due, and makes the files that wait. Returns how many were made. */
import { makeDueFiles } from "./make-files";
import { startDueRuns } from "./start-due";

export async function makeReports(signal?: AbortSignal, now = Date.now()): Promise<number> {
  await startDueRuns(now);
  return makeDueFiles(signal, now);
}
