/**
 * `npm start`: from a fresh clone, or after a crash, to a running application. Every step prints
 * what it does; an error ends in one clear line and a non-zero exit code.
 */
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { type Env, readEnv } from "@/lib/server/env";
import { backUpContinuously } from "./backup/continuous";
import { ensureBuild } from "./build";
import { type OpenDatabase, openDatabase } from "./database/database";
import { type FirstRun, prepareFirstRun } from "./start/first-run";
import { ensureClient } from "./build/generate";
import { findLocalBase, isHealthy } from "./start/is-healthy";
import { waitForExit, startNext } from "./process/next-server";
import { checkArguments, checkDisk, checkNode, checkPort } from "./process/preflight";
import { exitWithError, print, onShutdown } from "./process/print";
import { formatWelcome } from "./start/print-addresses";

const HEALTHY_MS_MAX = 60_000;
const POLL_MS = 200;
/** The server ends by itself after eight seconds at the latest, unless it can't. */
const SERVER_MS_MAX = 9_500;
/** With the database, in every case. */
const END_MS_MAX = 19_500;

/** What a signal has to end, whenever it comes. */
const under: { opening?: Promise<OpenDatabase>; server?: ChildProcess } = {};
/** Ends the build when nothing can come of it any more. */
const building = new AbortController();
let requested: NodeJS.Signals | null = null;
let isLost = false;

onShutdown(
  (signal) => void end(signal),
  // What was confirmed is in the database, which still ends in order.
  () => under.server?.kill("SIGKILL"),
);

try {
  process.exitCode = await start();
} catch (error) {
  // After a signal `end` exits; it is why this failed.
  if (requested === null) {
    await closeDatabase();
    exitWithError(error);
  }
}

async function start(): Promise<number> {
  checkNode();
  checkArguments(process.argv.slice(2));
  const env = readEnv(process.env);
  await checkPort(env.port);
  await checkDisk(env.dataDir);
  const { database, content } = await prepare(env);
  const startId = randomUUID();
  const server = (under.server = startNext("start", env, database.url, { startId }));
  const code = waitForExit(server);
  if (await becomesHealthy(env, startId, code)) print(formatWelcome(env, content));
  const exit = await code;
  await database.close();
  return isLost ? 1 : withoutRequest(exit);
}

/** The application is built while its database is created and filled. */
async function prepare(env: Env): Promise<{ database: OpenDatabase; content: FirstRun }> {
  const opening = openDatabase(env, endWithoutDatabase);
  under.opening = opening.then((database) => backUpContinuously(env, database));
  // What somebody has to correct is printed before anything is built.
  if (env.databaseUrl !== "") await under.opening;
  const built = ensureBuild(building.signal);
  const filled = under.opening.then(async (database) => {
    await ensureClient();
    return { database, content: await prepareFirstRun(env, database.url) };
  });
  filled.catch(() => building.abort());
  // Both may fail; the reason is what failed first.
  const [prepared] = await Promise.all([filled, built]);
  return prepared;
}

/** Returns false when the server ended before it could respond. */
async function becomesHealthy(
  { network, port }: Env,
  startId: string,
  code: Promise<number>,
): Promise<boolean> {
  const base = findLocalBase(network.host, port);
  let over = false;
  void code.finally(() => (over = true));
  for (let waited = 0; waited < HEALTHY_MS_MAX && !over; waited += POLL_MS) {
    if (await isHealthy(base, startId)) return true;
    await sleep(POLL_MS);
  }
  if (over) return false;
  under.server?.kill("SIGTERM");
  throw new Error("The application was started and does not become healthy; see the log above.");
}

/** A requested end is no failure, unless the server had to be killed. */
function withoutRequest(exit: number): number {
  return requested !== null && exit === 128 + constants.signals[requested] ? 0 : exit;
}

/** Before the server runs only the database has to be closed; afterwards `start` does it. */
async function end(signal: NodeJS.Signals): Promise<void> {
  requested = signal;
  endServer(signal);
  if (under.server !== undefined) return;
  building.abort();
  await closeDatabase();
  process.exit(0);
}

function endWithoutDatabase({ message }: Error): void {
  print(message);
  isLost = true;
  endServer("SIGTERM");
}

function endServer(signal: NodeJS.Signals): void {
  under.server?.kill(signal);
  setTimeout(() => under.server?.kill("SIGKILL"), SERVER_MS_MAX).unref();
  setTimeout(() => process.exit(1), END_MS_MAX).unref();
}

/** A database that is just being opened is closed when it is open. */
async function closeDatabase(): Promise<void> {
  const database = await under.opening?.catch(() => undefined);
  await database?.close();
}
