import "server-only";

/**
 * Lets recurring jobs go on when a clock that was ahead is set right. The queue notes when each of
 * them was last due, by the clock of an instance, and starts none before that time comes again; and
 * its timer waits for the next minute of the clock that it knew.
 */
import { sql } from "../db/sql";
import { log } from "../log";

/** Clocks of instances may differ by as much. */
const AHEAD_MS_MAX = 2 * 60_000;
/** The timer of the queue is late by as much at the most. */
const BACK_MS_MAX = 60_000;

type Clocks = {
  now: () => number;
  /** Milliseconds since some moment, whatever becomes of the clock. */
  elapsed: () => number;
};
const CLOCKS: Clocks = { now: () => Date.now(), elapsed: () => performance.now() };

/** What is due next is due by the right clock again, if that is the one of this process. */
export async function forgetFutureRuns(now = Date.now()): Promise<void> {
  const changed = await sql(
    `UPDATE graphile_worker._private_known_crontabs SET last_execution = $1::timestamptz
      WHERE last_execution
        > greatest($1::timestamptz, clock_timestamp()) + $2 * interval '1 millisecond'
      RETURNING identifier`,
    [new Date(now), AHEAD_MS_MAX],
  );
  if (changed.length === 0) return;
  log().warn({ part: "jobs" }, "recurring jobs were noted for the future: a clock was ahead");
}

/** Returns the function that looks; `restart` restarts the queue. */
export function watchClock(
  restart: () => Promise<void>,
  { now, elapsed }: Clocks = CLOCKS,
): () => Promise<void> {
  let furthest = now() - elapsed();
  return async () => {
    const ahead = now() - elapsed();
    if (ahead < furthest - BACK_MS_MAX) {
      furthest = ahead;
      await restart();
    }
    furthest = Math.max(furthest, ahead);
    await forgetFutureRuns(now());
  };
}
