import "server-only";

/**
 * Queues the job that stores likely causes soon after a day changed. A command does not queue it by
 * itself, because jobs of one key would make its transaction wait for others.
 */
import { addJob } from "../queue/queue";
import { sql } from "../db/sql";

const EVERY_MS = 2_000;

/** Returns the function that stops watching. */
export function watchCauses(): () => void {
  let isChecking = false;
  const timer = setInterval(() => {
    if (isChecking) return;
    isChecking = true;
    void queueWhenDue()
      // The queue reports what is wrong with the database, and a job of every minute follows.
      .catch(() => undefined)
      .finally(() => (isChecking = false));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function queueWhenDue(): Promise<void> {
  const [row] = await sql<{ isDue: boolean }>('SELECT EXISTS (SELECT FROM cause_due) AS "isDue"');
  if (row?.isDue !== true) return;
  await addJob(sql, { task: "store-causes", payload: {}, key: "store-causes" });
}
