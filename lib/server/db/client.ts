import "server-only";

/**
 * Provides the connections to PostgreSQL: a pool for people, one for jobs and files, one for those
 * who look at the server itself, those to a replica, and Prisma on top of the first.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { PrismaClient } from "@/prisma/generated/client";
import { isAppError } from "../app-error";
import { env } from "../env";
import { processWide } from "../process-wide";
import { type Bounds, openPool, openPooledPool } from "./bounded-pool";
import { noteStatement } from "./durable-reads";
import { databaseUnavailable } from "./failures";
import { createFlush } from "./flush";
import { openReplica, type Replica, type ReplicaFacts } from "./replica-pools";
import { setLimitsOfRole } from "./session-limits";
import { once } from "./sharing";
import { begin, commit } from "./transaction";

/**
 * Somebody waits in front of a screen. All pools together leave room for two more instances below
 * PostgreSQL's usual 100 connections.
 */
const SCREENS: Bounds = {
  max: 16,
  statementMsMax: 10_000,
  lockMsMax: 5_000,
  idleMsMax: 10_000,
  connectMsMax: 5_000,
};
/**
 * A job may wait for another one, and a transaction of it for Cashrec or a mail server: each
 * request to Cashrec has one open, and each pass one more. The queue runs two at once; help with
 * another instance's pass ends when one of them begins.
 */
const WORK_BESIDE_REQUESTS = 5;
const WORK: Omit<Bounds, "max"> = {
  statementMsMax: 60_000,
  lockMsMax: 600_000,
  idleMsMax: 600_000,
  connectMsMax: 30_000,
};
/** Nobody waits for a script. */
const OF_A_SCRIPT: Bounds = { ...WORK, max: 20 };
/** Those who wait for a flush may have taken all others. */
const FLUSHING: Bounds = { ...SCREENS, max: 1 };
/**
 * Health and metrics must not wait for what they report, and usually leave one to the watch of the
 * other pools.
 */
const WATCHING: Bounds = {
  max: 3,
  statementMsMax: 2_000,
  lockMsMax: 1_000,
  idleMsMax: 2_000,
  connectMsMax: 2_000,
};

export type Connection = {
  screens: pg.Pool;
  work: pg.Pool;
  watching: pg.Pool;
  flushing: pg.Pool;
  replicaScreens: pg.Pool | null;
  replicaWork: pg.Pool | null;
  replicaFacts: ReplicaFacts | null;
  prisma: PrismaClient;
  awaitFlush: () => Promise<void>;
};
const shared = processWide<Connection>("db");
const kind = processWide<AsyncLocalStorage<string>>("db-kind");
const serving = processWide<boolean>("db-serving");

/** Must be called at start where people wait for pages; elsewhere, nothing needs to be quick. */
export function serveScreens(): void {
  serving.value = true;
}

export function prisma(): PrismaClient {
  noteStatement();
  return connection().prisma;
}

export function pool(): pg.Pool {
  return isInBackground() ? connection().work : connection().screens;
}

function isInBackground(): boolean {
  return kindOfWork().getStore() === "work";
}

/** Null without DATABASE_REPLICA_URL. */
export function replica(): Replica | null {
  const { replicaScreens: screens, replicaWork: work, replicaFacts: facts } = connection();
  if (screens === null || work === null || facts === null) return null;
  return { pool: isInBackground() ? work : screens, ...facts };
}

/** For what reads much at one moment, such as a file. */
export function workPool(): pg.Pool {
  return connection().work;
}

/** All but the queue's, by what they are for. */
export function poolsByName(): Record<string, pg.Pool> {
  return poolsOf(connection());
}

/** For what looks at the server itself, and must work when nothing else does. */
export function watchPool(): pg.Pool {
  return connection().watching;
}

/** The statements of `work` may take longer than somebody at a screen would wait. */
export function inBackground<T>(work: () => T): T {
  return kindOfWork().run("work", work);
}

/** Opens the pool of the queue, which has the limits of a job. */
export function openQueuePool(max: number): pg.Pool {
  return openPool(env().databaseDirectUrl, { ...WORK, max }, watchPool());
}

/**
 * Resolves when everything that was committed until now, and so everything that was read, survives
 * a crash of the database.
 */
export function awaitFlush(): Promise<void> {
  return connection().awaitFlush();
}

export async function disconnect(): Promise<void> {
  const open = shared.value;
  if (open === undefined) return;
  shared.value = undefined;
  open.replicaFacts?.health.stop();
  await open.prisma.$disconnect();
  await Promise.all(
    Object.values(poolsOf(open))
      .filter((one) => !one.ended)
      .map((one) => one.end()),
  );
}

function poolsOf(open: Connection): Record<string, pg.Pool> {
  const { screens, work, flushing, watching, replicaScreens, replicaWork } = open;
  const own = { screens, work, flushing, watching };
  if (replicaScreens === null || replicaWork === null) return own;
  return { ...own, "replica-screens": replicaScreens, "replica-work": replicaWork };
}

function kindOfWork(): AsyncLocalStorage<string> {
  return (kind.value ??= new AsyncLocalStorage());
}

function connection(): Connection {
  return (shared.value ??= connect());
}

/**
 * Only what people wait for goes through a pooler: a job, a file or a past moment would take one of
 * its few sessions for as long as it lasts, and the queue listens.
 */
function connect(): Connection {
  const { databaseUrl, databaseDirectUrl: url, databaseReplicaUrl } = env();
  const isServing = serving.value === true;
  const watching = openPool(url, WATCHING, null);
  const screens =
    isServing && databaseUrl !== url
      ? openPooledPool(
          databaseUrl,
          SCREENS,
          once(() => limitRole(watching)),
        )
      : openPool(url, isServing ? SCREENS : OF_A_SCRIPT, watching);
  const workMax = WORK_BESIDE_REQUESTS + env().cashrecRequestsAtOnce;
  const work = openPool(url, { ...WORK, max: workMax }, watching);
  const flushing = openPool(url, FLUSHING, watching);
  const replicaWork = { ...WORK, max: WORK_BESIDE_REQUESTS };
  const replica =
    databaseReplicaUrl === ""
      ? { replicaScreens: null, replicaWork: null, replicaFacts: null }
      : openReplica(databaseReplicaUrl, { screens: SCREENS, work: replicaWork, watching });
  const prisma = new PrismaClient({ adapter: new PrismaPg(screens) });
  const awaitFlush = createFlush(flushing);
  return { screens, work, watching, flushing, ...replica, prisma, awaitFlush };
}

/** The first session of the pooler begins with limits already. */
async function limitRole(watching: pg.Pool): Promise<void> {
  const { tx } = await begin("BEGIN", watching, ({ client }) => setLimitsOfRole(client, SCREENS));
  await commit(tx).catch((error: unknown) => {
    // Nobody's change was being stored.
    throw isAppError(error) ? databaseUnavailable() : error;
  });
}
