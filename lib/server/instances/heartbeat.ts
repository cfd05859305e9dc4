import "server-only";

/**
 * Renews the row of this process every few seconds, so that administrators see which instances
 * live, whether they work on jobs, and how their clocks and disks are. A row that is not renewed is
 * of a process that was killed or can't reach the database.
 */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { findClockSkew } from "../db/clock-skew";
import { sql } from "../db/sql";
import { readDisk } from "../disk";
import { env } from "../env";
import { findProgram } from "./program";

const EVERY_MS = 10_000;
/** Three renewals may be late. */
const ALIVE_SECONDS = 35;
/** In SQL, of a row of `instance`. */
export const IS_ALIVE = `ended_at IS NULL AND seen_at > now() - interval '${ALIVE_SECONDS} s'`;
const FORGOTTEN_DAYS = 7;

export type Heartbeat = {
  /** The names that the queue's workers of this process have; none while they don't run. */
  noteWorkers: (ids: readonly string[]) => void;
  noteEnding: () => Promise<void>;
  end: () => Promise<void>;
};

export type HeartbeatOptions = {
  /** Called after each renewal. */
  onBeat?: () => Promise<void>;
  /** Tests shorten it. */
  everyMs?: number;
};

export function startHeartbeat({ onBeat, everyMs = EVERY_MS }: HeartbeatOptions = {}): Heartbeat {
  const state: State = {
    id: randomUUID(),
    startedAt: new Date(Date.now() - process.uptime() * 1_000),
    workerIds: [],
    isEnding: false,
    isEnded: false,
  };
  let last: Promise<void> = forgetOld().then(() => renew(state));
  let isBusy = false;
  const beat = (): Promise<void> => {
    last = last
      .catch(() => undefined)
      .then(() => renew(state))
      .then(() => onBeat?.());
    // The next one is soon, and the queue logs what is wrong with the database.
    return last.catch(() => undefined);
  };
  last.catch(() => undefined);
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    void beat().finally(() => (isBusy = false));
  }, everyMs);
  timer.unref();
  return {
    noteWorkers: (ids) => {
      state.workerIds = ids;
      void beat();
    },
    noteEnding: () => {
      state.isEnding = true;
      return beat();
    },
    end: () => {
      clearInterval(timer);
      state.isEnded = true;
      state.workerIds = [];
      return beat();
    },
  };
}

type State = {
  id: string;
  startedAt: Date;
  workerIds: readonly string[];
  isEnding: boolean;
  isEnded: boolean;
};

/** Times are the database's, so that they can be compared with each other. */
async function renew({ id, startedAt, workerIds, isEnding, isEnded }: State): Promise<void> {
  const { version, build, nodeVersion } = findProgram();
  // It has the attached files and, on the embedded server, the database.
  const disk = await readDisk(env().dataDir);
  const skew = await findClockSkew();
  const sinceStart = Math.max(0, Date.now() - startedAt.getTime()) / 1_000;
  await sql(
    `INSERT INTO instance (id, host, process_id, version, build, node_version, started_at, seen_at,
       ending_at, ended_at, works_on_jobs, worker_ids, clock_ahead_seconds, disk_free_bytes,
       disk_total_bytes)
     VALUES ($1, $2, $3, $4, $5, $6, now() - make_interval(secs => $7::float8), now(),
       CASE WHEN $8::boolean THEN now() END, CASE WHEN $9::boolean THEN now() END,
       cardinality($10::text[]) > 0, $10::text[], $11, $12, $13)
     ON CONFLICT (id) DO UPDATE
       SET seen_at = now(), ending_at = coalesce(instance.ending_at, excluded.ending_at),
           ended_at = coalesce(instance.ended_at, excluded.ended_at),
           works_on_jobs = excluded.works_on_jobs, worker_ids = excluded.worker_ids,
           clock_ahead_seconds = excluded.clock_ahead_seconds,
           disk_free_bytes = excluded.disk_free_bytes,
           disk_total_bytes = excluded.disk_total_bytes`,
    [
      id,
      hostname(),
      process.pid,
      version,
      build,
      nodeVersion,
      sinceStart,
      isEnding || isEnded,
      isEnded,
      workerIds,
      skew?.aheadSeconds ?? 0,
      disk?.freeBytes ?? null,
      disk?.sizeBytes ?? null,
    ],
  );
}

async function forgetOld(): Promise<void> {
  await sql("DELETE FROM instance WHERE seen_at < now() - make_interval(days => $1::int)", [
    FORGOTTEN_DAYS,
  ]);
}
