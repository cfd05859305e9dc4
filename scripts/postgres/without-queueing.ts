/**
 * Changes tables beside people who read them. A statement that waits for a lock makes everybody who
 * comes after it wait as well, so that it waits half a second at the most, lets them through, and
 * tries again later.
 */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { print } from "../process/print";

const LOCK_WAIT = "500ms";
const PAUSE_MS_MIN = 500;
const PAUSE_MS_MAX = 30_000;
/** About a quarter of an hour. */
const ATTEMPTS_MAX = 36;
/** PostgreSQL's codes of a lock that was not to be had in time, and of a deadlock. */
const LOCKED = ["55P03", "40P01"];

/** Runs `work` in one transaction, as often as a lock is in its way. */
export async function withoutQueueing<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inOneTransaction(client, work);
    } catch (error) {
      if (!isLocked(error) || attempt === ATTEMPTS_MAX) throw error;
      const pause = Math.min(PAUSE_MS_MAX, PAUSE_MS_MIN * 2 ** (attempt - 1));
      print(`Somebody uses what is being changed: trying again in ${pause / 1_000} s.`);
      await sleep(pause);
    }
  }
}

async function inOneTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    await client.query(`SET LOCAL lock_timeout = '${LOCK_WAIT}'`);
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // A connection that is gone has rolled back by itself, and the first error says more.
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof pg.DatabaseError && LOCKED.includes(error.code ?? "");
}
