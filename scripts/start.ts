/**
 * `npm start`: from a fresh clone, or after a crash, to a running application. Every step prints
 * what it does; an error ends in one clear line and a non-zero exit code.
 */
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { readEnv } from "@/lib/server/env";
import { ensureBuild } from "./build";
import { type OpenDatabase, openDatabase } from "./database";
import { prepareFirstRun } from "./first-run";
import { isHealthy } from "./is-healthy";
import { waitForExit, startNext } from "./next-server";
import { checkDisk, checkNode, checkPort } from "./preflight";
import { exitWithError, print, onShutdown } from "./print";
import { formatWelcome } from "./print-addresses";

const HEALTHY_MS_MAX = 60_000;
const POLL_MS = 200;

/** What a signal has to end, whenever it comes. */
const lock: { database?: OpenDatabase; server?: ChildProcess } = {};

onShutdown((signal) => void stop(signal));

try {
  process.exitCode = await start();
} catch (error) {
  await lock.database?.close();
  exitWithError(error);
}

async function start(): Promise<number> {
  checkNode();
  const env = readEnv(process.env);
  await checkPort(env.port);
  await checkDisk(env.dataDir);
  const database = (lock.database = await openDatabase(env));
  await ensureBuild();
  const content = await prepareFirstRun(env, database.url);
  const startId = randomUUID();
  const server = (lock.server = startNext("start", env, database.url, { startId }));
  const code = waitForExit(server);
  if (await becomesHealthy(env.port, startId, code)) print(formatWelcome(env, content));
  const exit = await code;
  await database.close();
  return exit;
}

/** Returns false when the server ended before it could respond. */
async function becomesHealthy(
  port: number,
  startId: string,
  code: Promise<number>,
): Promise<boolean> {
  let over = false;
  void code.finally(() => (over = true));
  for (let waited = 0; waited < HEALTHY_MS_MAX && !over; waited += POLL_MS) {
    if (await isHealthy(`http://127.0.0.1:${port}`, startId)) return true;
    await sleep(POLL_MS);
  }
  if (over) return false;
  lock.server?.kill("SIGTERM");
  throw new Error("The application was started and does not become healthy; see the log above.");
}

/** Before the server runs only the database has to be closed; afterwards `start` does it. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  if (lock.server !== undefined) {
    lock.server.kill(signal);
    return;
  }
  await lock.database?.close();
  process.exit(0);
}
