import "server-only";

/** Asks the server, on another connection, what it does for some of our sessions. */
import type pg from "pg";

export type Inspected = {
  began: string;
  /** It has sent its result, more than a moment ago, and waits for the next statement. */
  isIdle: boolean;
  /** The kind of lock that it has waited for longer than a moment. */
  waits: string | null;
};

type Row = Inspected & { pid: number };

export async function inspect(
  asked: pg.Pool,
  pids: readonly number[],
): Promise<Map<number, Inspected>> {
  const { rows } = await asked.query<Row>(
    `SELECT a.pid, a.backend_start::text AS began,
            a.state LIKE 'idle%'
              AND a.state_change < clock_timestamp() - interval '500 ms' AS "isIdle",
            (SELECT l.locktype FROM pg_locks l
              WHERE l.pid = a.pid AND NOT l.granted
                AND l.waitstart < clock_timestamp() - interval '500 ms' LIMIT 1) AS waits
       FROM pg_stat_activity a WHERE a.pid = ANY($1::int[])`,
    [[...pids]],
  );
  return new Map(rows.map(({ pid, ...state }) => [pid, state]));
}

/** Ends the sessions that have not been replaced by others with the same number. */
export async function endSessions(
  asked: pg.Pool,
  sessions: readonly { pid: number; began: string }[],
): Promise<void> {
  await asked.query(
    `SELECT pg_terminate_backend(a.pid)
       FROM unnest($1::int[], $2::text[]) AS lost(pid, began)
       JOIN pg_stat_activity a ON a.pid = lost.pid AND a.backend_start::text = lost.began`,
    [sessions.map(({ pid }) => pid), sessions.map(({ began }) => began)],
  );
}

/** Ends the statements of these sessions that still wait for a lock. */
export async function cancelWaits(asked: pg.Pool, pids: readonly number[]): Promise<void> {
  await asked.query(
    `SELECT pg_cancel_backend(pid) FROM pg_locks
      WHERE pid = ANY($1::int[]) AND NOT granted
        AND waitstart < clock_timestamp() - interval '500 ms'`,
    [[...pids]],
  );
}
