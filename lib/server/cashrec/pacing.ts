import "server-only";

/**
 * Whose turn it is to send a request to Cashrec, over all instances: the database says when the
 * next one may be sent. A turn of a process that died is only a moment in which nothing was sent.
 */
import { sql } from "../db/sql";

export type Pacing = {
  /** Resolves when a request may be sent. */
  take: () => Promise<void>;
  /** Cashrec asked for a pause: nobody sends anything before it ends. */
  delay: (ms: number) => Promise<void>;
};

export const NO_PACING: Pacing = { take: () => Promise.resolve(), delay: () => Promise.resolve() };

/** A turn further ahead than this was given by a clock that was wrong, or in a longer pause. */
const AHEAD_MS_MAX = 120_000;
/** A longer pause is not waited for here. */
const DELAY_MS_MAX = 60_000;
/** Three instances may have 96 requests waiting for their turns after a pause. */
const WAITING_MAX = 100;
const MINUTE_MS = 60_000;

export function sharedPacing(perMinute: number, sleep: (ms: number) => Promise<void>): Pacing {
  const gapMs = MINUTE_MS / perMinute;
  // At a few requests a minute so many turns take longer: they must not get the same moment.
  const aheadMsMax = Math.max(AHEAD_MS_MAX, DELAY_MS_MAX + WAITING_MAX * gapMs);
  return {
    async take() {
      const [row] = await sql<{ ms: number }>(TAKE, [gapMs, aheadMsMax]);
      const ms = row?.ms ?? 0;
      if (ms > 0) await sleep(ms);
    },
    async delay(ms) {
      await sql(DELAY, [Math.min(ms, DELAY_MS_MAX)]);
    },
  };
}

const MS = "interval '1 millisecond'";

const TAKE = `
  INSERT INTO cashrec_turn AS t (next_at) VALUES (clock_timestamp() + $1::float8 * ${MS})
  ON CONFLICT (only_row) DO UPDATE
    SET next_at = $1::float8 * ${MS} + greatest(clock_timestamp(),
                  least(t.next_at, clock_timestamp() + $2::float8 * ${MS}))
  RETURNING (extract(epoch FROM t.next_at - clock_timestamp()) * 1000 - $1::float8)::float8 AS ms`;

const DELAY = `
  INSERT INTO cashrec_turn AS t (next_at) VALUES (clock_timestamp() + $1::float8 * ${MS})
  ON CONFLICT (only_row) DO UPDATE
    SET next_at = greatest(t.next_at, clock_timestamp() + $1::float8 * ${MS})`;
