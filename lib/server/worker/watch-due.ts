import "server-only";

/**
 * Queues the jobs that follow a change soon: likely causes, webhooks and forwarded logs. A command
 * does not queue them by itself, because jobs of one key would make its transaction wait for
 * others.
 */
import { addJob } from "../queue/queue";
import { sql } from "../db/sql";
import { isForwardingDue } from "../log-forwarding/forward";

const EVERY_MS = 2_000;

/** Returns the function that stops watching. */
export function watchDue(): () => void {
  let isChecking = false;
  const timer = setInterval(() => {
    if (isChecking) return;
    isChecking = true;
    void queueWhatIsDue()
      // The queue reports what is wrong with the database, and a job of every minute follows.
      .catch(() => undefined)
      .finally(() => (isChecking = false));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function queueWhatIsDue(): Promise<void> {
  const [row] = await sql<{ causes: boolean; webhooks: boolean }>(
    `SELECT EXISTS (SELECT FROM cause_due) AS "causes",
            EXISTS (SELECT FROM webhook WHERE stopped_at IS NULL) AS "webhooks"`,
  );
  if (row?.causes === true) {
    await addJob(sql, { task: "store-causes", payload: {}, key: "store-causes" });
  }
  if (row?.webhooks === true) {
    await addJob(sql, { task: "send-webhooks", payload: {}, key: "send-webhooks" });
  }
  if (await isForwardingDue()) {
    await addJob(sql, { task: "forward-logs", payload: {}, key: "forward-logs" });
  }
}
