/** Creates the files of an embedded server, and starts it. */
import { randomBytes, randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, platform, release } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createDurably, readWritten, replaceDurably } from "@/lib/server/durable-file";
import { type Binaries, embeddedBinaries } from "./binaries";
import { clearRemains, type Server, type ServerLocation, stopServer } from "./location";
import { openLog } from "./log";
import {
  chooseServerUser,
  giveToServer,
  runUnprivileged,
  type ServerUser,
  spawnUnprivileged,
} from "./user";
import { checkDisk } from "../process/preflight";
import { freePort, identify } from "../process/processes";

const STARTS_MAX = 3;
const READY_MS_MAX = 60_000;
const POLL_MS = 100;
const CONNECT_MS_MAX = 5_000;
/**
 * Below those that systems give to outgoing connections: one of these could take the port of a
 * server that is just being started again.
 */
const PORTS = { from: 20_000, to: 32_000 };
const PORTS_TRIED_MAX = 50;
/** PostgreSQL's code while it recovers, which takes as long as it takes. */
const STARTING = "57P03";
const WRONG_PASSWORD = "28P01";

export type StartOptions = {
  settings: string[];
  /** Any free one when absent. */
  port?: number;
  /** Ends the attempt when it returns false. */
  goesOn?: () => boolean;
  /** Of the version that npm installs when absent. */
  binaries?: Binaries | undefined;
};

/** The directory must be locked, and no server of it may run. */
export async function startServer(
  location: ServerLocation,
  { settings, port, goesOn = () => true, binaries }: StartOptions,
): Promise<Server> {
  const { postgres, initdb } = binaries ?? (await embeddedBinaries());
  const user = chooseServerUser(postgres, location.dir);
  await clearRemains(location);
  await ensureData(location, { initdb, postgres, user });
  let failure = new Error("The embedded PostgreSQL was not started.");
  for (
    let attempt = 1;
    attempt <= (port === undefined ? STARTS_MAX : 1) && goesOn();
    attempt += 1
  ) {
    try {
      return await startOnce(location, { settings, port: port ?? (await choosePort()), goesOn }, [
        user,
        postgres,
      ]);
    } catch (error) {
      // The port may be taken meanwhile.
      failure = error instanceof Error ? error : failure;
      // When there is no room, that is the reason.
      await checkDisk(location.dir);
      if (isWrongPassword(error)) await replacePassword(location, { initdb, postgres, user });
      await sleep(attempt * 500);
    }
  }
  throw failure;
}

async function startOnce(
  location: ServerLocation,
  { settings, port, goesOn }: Required<Omit<StartOptions, "binaries">>,
  [user, postgres]: [ServerUser, string],
): Promise<Server> {
  const log = openLog(location);
  const args = ["-D", location.data, "-p", String(port), ...asArguments(location, settings)];
  const child = spawnUnprivileged(user, postgres, args, log.file);
  log.close();
  child.unref();
  const lives = () => child.exitCode === null && child.signalCode === null && goesOn();
  const pid = child.pid ?? 0;
  const server = { pid, port, identity: identify(pid) ?? "" };
  try {
    await waitUntilReady(location, port, lives);
    return server;
  } catch (error) {
    // Nobody would end it, and it would be in the way of the next attempt.
    await stopServer(location, server);
    throw new Error(`${error instanceof Error ? error.message : ""}\n${log.readNew()}`.trim(), {
      cause: error,
    });
  }
}

async function choosePort(): Promise<number> {
  for (let tried = 0; tried < PORTS_TRIED_MAX; tried += 1) {
    try {
      return await freePort(randomInt(PORTS.from, PORTS.to));
    } catch {
      // Another program has it.
    }
  }
  return freePort();
}

function asArguments({ cluster }: ServerLocation, settings: string[]): string[] {
  const always = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC"];
  const sync = `recovery_init_sync_method=${findSyncMethod()}`;
  const helpers = `max_parallel_workers_per_gather=${countHelpers(availableParallelism())}`;
  const all = [...always, `cluster_name=${cluster}`, sync, helpers, ...settings];
  return all.flatMap((setting) => ["-c", setting]);
}

/**
 * How many processes may help the one that runs a statement: PostgreSQL's usual two would take all
 * of a small machine from everybody else.
 */
export function countHelpers(processors: number): number {
  return Math.min(2, Math.floor(processors / 4));
}

/**
 * After a crash PostgreSQL first brings every file to the disk, one after the other: seconds, where
 * the disk is busy. Linux does it at once, and reports its errors since 5.8.
 */
function findSyncMethod(): "fsync" | "syncfs" {
  if (platform() !== "linux") return "fsync";
  const [major = 0, minor = 0] = release().split(".").map(Number);
  return major > 5 || (major === 5 && minor >= 8) ? "syncfs" : "fsync";
}

export async function waitUntilReady(
  location: ServerLocation,
  port: number,
  lives: () => boolean,
): Promise<void> {
  let complaint = "";
  for (let waited = 0; waited < READY_MS_MAX && lives();) {
    const began = performance.now();
    const client = new pg.Client({
      connectionString: buildUrl(location, port, "postgres"),
      connectionTimeoutMillis: CONNECT_MS_MAX,
    });
    client.on("error", () => undefined); // The attempt itself reports the error.
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (isWrongPassword(error)) throw error;
      complaint = error instanceof Error ? error.message : String(error);
      await sleep(POLL_MS);
      // A server that hangs takes seconds to say nothing.
      const isStarting = error instanceof pg.DatabaseError && error.code === STARTING;
      if (!isStarting) waited += performance.now() - began;
    }
  }
  throw new Error(`The embedded PostgreSQL does not start (${complaint}).`);
}

/** The file is of another database, such as that of a backup: no later attempt gets in either. */
export function isWrongPassword(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error instanceof pg.DatabaseError
    ? error.code === WRONG_PASSWORD
    : isWrongPassword(error.cause);
}

async function replacePassword(location: ServerLocation, tools: Tools): Promise<void> {
  rmSync(location.password);
  await ensureData(location, tools);
}

type Tools = { initdb: string; postgres: string; user: ServerUser };

/**
 * The password is created before the data that is protected with it. Where it was lost, the files
 * get a new one: whoever can do this may read them anyway.
 */
async function ensureData(location: ServerLocation, tools: Tools): Promise<void> {
  const { data, password } = location;
  if (existsSync(data)) giveToServer(data, tools.user);
  if (readWritten(password) === null) {
    const created = randomBytes(32).toString("base64url");
    if (existsSync(data)) await resetPassword(location, created, tools);
    rmSync(password, { force: true });
    createDurably(password, created);
  }
  if (!existsSync(data)) await initialise(location, tools);
}

/** PostgreSQL's mode for one user needs no password, and no server. */
async function resetPassword(
  { data }: ServerLocation,
  created: string,
  { user, postgres }: Tools,
): Promise<void> {
  const statement = `ALTER ROLE postgres PASSWORD ${pg.escapeLiteral(created)};\n\n`;
  await runUnprivileged(user, postgres, ["--single", "-D", data, "-j", "postgres"], statement);
}

/** The directory is created under another name and renamed: it is complete, or absent. */
async function initialise(location: ServerLocation, { initdb, user }: Tools): Promise<void> {
  const draft = join(location.dir, "data.new");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const password = `${location.password}.initdb`;
  writeFileSync(password, readFileSync(location.password), { mode: 0o600 });
  for (const path of [draft, password]) giveToServer(path, user);
  const files = ["-D", draft, "--pwfile", password, "-U", "postgres"];
  const text = ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const rest = ["--locale=C", "--auth=scram-sha-256", `--sync-method=${findSyncMethod()}`];
  const args = [...files, ...text, ...rest];
  await runUnprivileged(user, initdb, args);
  rmSync(password);
  renameSync(draft, location.data);
}

export function buildUrl(location: ServerLocation, port: number, database: string): string {
  const password = encodeURIComponent(readFileSync(location.password, "utf8").trim());
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

/** The role of the application gets this password at every start, so that a lost one is no loss. */
export function ensureAppPassword({ appPassword }: ServerLocation): string {
  const known = readWritten(appPassword);
  if (known !== null) return known;
  const created = randomBytes(32).toString("base64url");
  replaceDurably(appPassword, created);
  return created;
}
