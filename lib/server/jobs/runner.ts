import "server-only";

/**
 * Runs the queue inside the application, on the database that is there anyway. Any number of
 * instances may: PostgreSQL hands each job to one of them, and each turn of the clock once.
 */
import { type CronItem, parseCronItems, run, type Runner } from "graphile-worker";
import pg from "pg";
import { env } from "../env";
import { sql } from "../db/sql";
import { log } from "../log";
import { jobLogger } from "./logger";
import { addJob, ensureJobTables } from "./queue";
import { tasks } from "./tasks";

const JOBS_AT_ONCE_MAX = 2;
/** One listens, one keeps the clock, and each job needs one now and then. */
const CONNECTIONS_MAX = 4;
const POLL_MS = 2_000;

type Running = { runner: Runner; pool: pg.Pool };
const held = globalThis as unknown as { counterfoilJobs?: Promise<Running> | undefined };

/** Returns when the queue is being worked on. A second call changes nothing. */
export async function startJobs(): Promise<void> {
  held.counterfoilJobs ??= start();
  await held.counterfoilJobs;
}

/** Lets running parts end; what is left stays in the queue for the next start. */
export async function stopJobs(): Promise<void> {
  const running = held.counterfoilJobs;
  if (running === undefined) return;
  held.counterfoilJobs = undefined;
  const { runner, pool } = await running;
  await runner.stop();
  await pool.end();
}

async function start(): Promise<Running> {
  await ensureJobTables();
  const pool = new pg.Pool({ connectionString: env().databaseUrl, max: CONNECTIONS_MAX });
  pool.on("error", (error) => log().warn({ err: error }, "the queue lost a connection"));
  const runner = await run({
    ...{ pgPool: pool, taskList: tasks, logger: jobLogger() },
    ...{ concurrency: JOBS_AT_ONCE_MAX, pollInterval: POLL_MS, noHandleSignals: true },
    gracefulShutdownAbortTimeout: 0,
    parsedCronItems: parseCronItems(cronItems(env().syncEveryMinutes)),
  });
  runner.promise.catch((error: unknown) => log().error({ err: error }, "the queue stopped"));
  await addJob(sql, { task: "resume-syncs", payload: {}, key: "resume-syncs" });
  await addJob(sql, { task: "read-due", payload: { cadence: "recent" }, key: "read-due:recent" });
  return { runner, pool };
}

/** Times are UTC; the odd minutes keep installations from asking Cashrec all at once. */
function cronItems(everyMinutes: number): CronItem[] {
  return [
    due("recent", ({ hour, min }) => (hour * 60 + min) % everyMinutes === 0),
    due("week", "17 3 * * *"),
    due("month", "23 4 * * 0"),
    item("resume-syncs", "* * * * *"),
    item("forget-old-syncs", "41 2 * * *"),
  ];
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
