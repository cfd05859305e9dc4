import "server-only";

/**
 * Runs the queue inside the application, on its own database. Any number of instances may do so:
 * PostgreSQL gives each job to one of them, and each scheduled time to one.
 */
import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type CronItem,
  parseCronItems,
  run,
  type Runner,
  type WorkerEvents,
} from "graphile-worker";
import type pg from "pg";
import { connectionKind, notConfigured } from "../cashrec/source";
import { env } from "../env";
import { openQueuePool } from "../db/client";
import { sql } from "../db/sql";
import { type Heartbeat, startHeartbeat } from "../instances/heartbeat";
import { log } from "../log";
import { processWide } from "../process-wide";
import { jobLogger } from "../queue/logger";
import { makeMonthsAhead } from "../operations/make-months";
import { addJob, ensureJobTables } from "../queue/queue";
import { resealAtStart } from "../reseal/reseal";
import { helpSyncs } from "./help-syncs";
import { tasks } from "./tasks";
import { forgetFutureRuns, watchClock } from "./watch-clock";
import { watchDue } from "./watch-due";
import { watchWorkers } from "./watch-workers";

const JOBS_AT_ONCE_MAX = 2;
/** One connection listens, one schedules, and each job needs one now and then. */
const CONNECTIONS_MAX = 4;
const POLL_MS = 2_000;

const RESTART_MS = 2_000;
const DAY_MS = 86_400_000;

type Running = {
  runner: Runner;
  pool: pg.Pool;
  stopWatching: () => void;
  stopHelping: () => Promise<void>;
};
type Jobs = { running: Promise<Running | null>; isWanted: boolean; heartbeat: Heartbeat };
const shared = processWide<{ started: () => Promise<void>; stop: () => Promise<void> }>("jobs");

/** Resolves when the queue is being worked on. A second call changes nothing. */
export async function startJobs(): Promise<void> {
  shared.value ??= begin();
  await shared.value.started();
}

/** Lets running parts end; what is left stays in the queue for the next start. */
export async function stopJobs(): Promise<void> {
  const jobs = shared.value;
  shared.value = undefined;
  await jobs?.stop();
}

function begin() {
  const watchers = [
    watchWorkers(),
    watchClock(async () => {
      const running = await jobs.running;
      if (running !== null) restart(jobs, running, "the clock was set back");
    }),
  ];
  const onBeat = async () => {
    for (const look of watchers) await look();
  };
  const jobs = { isWanted: true, heartbeat: startHeartbeat({ onBeat }) } as Jobs;
  jobs.running = startWhenPossible(jobs);
  return {
    started: async () => {
      await jobs.running;
    },
    stop: async () => {
      jobs.isWanted = false;
      void jobs.heartbeat.noteEnding();
      const running = await jobs.running;
      if (running !== null) await end(running);
      await jobs.heartbeat.end();
    },
  };
}

/**
 * A server may start before its database, and lose it; returns null when the jobs were stopped
 * meanwhile.
 */
async function startWhenPossible(jobs: Jobs): Promise<Running | null> {
  while (jobs.isWanted) {
    try {
      return await start(jobs);
    } catch (error) {
      log().warn({ err: error }, "the queue can't start yet, and is tried again");
      await sleep(RESTART_MS);
    }
  }
  return null;
}

async function start(jobs: Jobs): Promise<Running> {
  await ensureJobTables();
  await forgetFutureRuns();
  await resealAtStart();
  // The days that are read next would lie outside of all months, after months without an instance.
  await makeMonthsAhead();
  if ((await connectionKind()) === "unconfigured") log().warn(notConfigured().message);
  await addJob(sql, { task: "resume-syncs", payload: {}, key: "resume-syncs" });
  await addJob(sql, { task: "read-due", payload: { cadence: "recent" }, key: "read-due:recent" });
  await addJob(sql, { task: "note-head", payload: {}, key: "note-head" });
  await addJob(sql, { task: "send-checkpoints", payload: {}, key: "send-checkpoints" });
  const pool = openQueuePool(CONNECTIONS_MAX);
  pool.on("error", (error) => log().warn({ err: error }, "the queue lost a connection"));
  const events: WorkerEvents = new EventEmitter();
  const workerIds: string[] = [];
  events.on("worker:create", ({ worker }) => workerIds.push(worker.workerId));
  const running = run({
    pgPool: pool,
    taskList: tasks,
    logger: jobLogger(),
    events,
    concurrency: JOBS_AT_ONCE_MAX,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: 0,
    parsedCronItems: parseCronItems(cronItems(env().syncEveryMinutes)),
  });
  running.catch(() => pool.end());
  const runner = await running;
  jobs.heartbeat.noteWorkers(workerIds);
  // A worker that can't report how its job ended stops for good, so that everything is restarted.
  const watching = { stopWatching: watchDue(), stopHelping: helpSyncs() };
  const started: Running = { runner, pool, ...watching };
  const restartWithoutDatabase = () => restart(jobs, started, "it lost its database");
  events.once("worker:fatalError", restartWithoutDatabase);
  runner.promise.catch(restartWithoutDatabase);
  return started;
}

const ended = new WeakSet<Runner>();

function restart(jobs: Jobs, broken: Running, reason: string): void {
  if (!jobs.isWanted || ended.has(broken.runner)) return;
  ended.add(broken.runner);
  jobs.heartbeat.noteWorkers([]);
  log().warn({ reason }, "the queue is restarted");
  jobs.running = end(broken)
    .then(() => sleep(RESTART_MS))
    .then(() => startWhenPossible(jobs));
  jobs.running.catch((error: unknown) => log().error({ err: error }, "the queue stopped"));
}

async function end({ runner, pool, stopWatching, stopHelping }: Running): Promise<void> {
  ended.add(runner);
  stopWatching();
  const helped = stopHelping();
  await runner
    .stop()
    .catch((error: unknown) => log().warn({ err: error }, "the queue ended badly"));
  await helped;
  await pool.end();
}

/** Times are UTC; the odd minutes prevent that all installations ask Cashrec at once. */
function cronItems(everyMinutes: number): CronItem[] {
  return [
    due("recent", ({ hour, min }) => (hour * 60 + min) % everyMinutes === 0),
    caughtUp(DAY_MS, due("week", "17 3 * * *")),
    caughtUp(7 * DAY_MS, due("month", "23 4 * * 0")),
    item("resume-syncs", "* * * * *"),
    item("resume-replays", "* * * * *"),
    caughtUp(DAY_MS, item("forget-old-syncs", "41 2 * * *")),
    caughtUp(DAY_MS, item("make-months", "33 2 * * *")),
    caughtUp(DAY_MS, item("apply-retention", "37 2 * * *")),
    caughtUp(DAY_MS, item("forget-ended", "47 2 * * *")),
    caughtUp(DAY_MS, item("sweep-files", "7 3 * * *")),
    item("note-head", "3 0 * * *"),
    item("note-security-counts", "1 * * * *"),
    item("send-checkpoints", "* * * * *"),
    item("forward-logs", "* * * * *"),
    item("forget-old-attempts", "* * * * *"),
    item("apply-tolerances", "* * * * *"),
    item("fold-variances", "11 * * * *"),
    { ...item("fold-variances", "*/5 * * * *", "fold-variances:many"), payload: ONLY_MANY },
    item("store-causes", "* * * * *"),
    item("review-quiet-days", "* * * * *"),
    item("inform-people", "* * * * *"),
    item("find-waiting-and-cash", "*/30 * * * *"),
    item("find-patterns", "9 * * * *"),
    item("find-account-notices", "19 * * * *"),
    item("make-reports", "* * * * *"),
    item("send-webhooks", "* * * * *"),
  ];
}

/** Between the hours, addends are moved only when they are many. */
const ONLY_MANY = { onlyMany: true };

/** Runs at the next start if no instance ran when it was due, as where all are off at night. */
function caughtUp(periodMs: number, cron: CronItem): CronItem {
  return { ...cron, options: { ...cron.options, backfillPeriod: periodMs } };
}

function due(cadence: string, match: CronItem["match"]): CronItem {
  const identifier = `read-due:${cadence}`;
  return { ...item("read-due", match, identifier), payload: { cadence } };
}

function item(task: string, match: CronItem["match"], identifier = task): CronItem {
  return {
    task,
    match,
    identifier,
    options: { backfillPeriod: 0, jobKey: identifier, maxAttempts: 1 },
  };
}
