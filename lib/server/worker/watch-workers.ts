import "server-only";

/**
 * Notices that no instance works on jobs. Whatever reports other faults is a job itself, so that
 * this one is reported past the queue: in the log, and to the receivers of the security log.
 */
import { log } from "../log";
import { forwardLogs } from "../log-forwarding/forward";
import { hasWorker } from "../operations/instances";
import { recordSecurityEvent } from "../security-log/record";
import { storeSecurityEvents } from "../security-log/store-events";

/** Longer than a restart of all instances, or of the database, takes. */
const STOPPED_MS = 2 * 60_000;

/** Nobody requested anything. */
const HERE = "http://counterfoil.invalid/";

/** Returns the function that looks. It reports each time once. */
export function watchWorkers(msMax = STOPPED_MS): () => Promise<void> {
  let stoppedAt: number | null = null;
  let isReported = false;
  return async () => {
    if (await hasWorker()) {
      stoppedAt = null;
      isReported = false;
      return;
    }
    stoppedAt ??= Date.now();
    if (isReported || Date.now() - stoppedAt < msMax) return;
    isReported = true;
    log().error({ part: "jobs" }, "no instance works on jobs: nothing is read, sent or forwarded");
    recordSecurityEvent(new Request(HERE), { kind: "jobs-stopped" });
    await storeSecurityEvents();
    await forwardLogs();
  };
}
