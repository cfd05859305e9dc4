/**
 * A private PostgreSQL under the data directory. Any number of processes may ask for it at once:
 * the first starts it, the others attach, the last one to leave stops it. A server that outlived
 * its killed starter is attached to like any other.
 */
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from "node:fs";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { embeddedBinaries, runUnprivileged, spawnUnprivileged } from "./embedded-binaries";
import { withFileLock } from "./file-lock";
import { freePort, isProgram, isRunning } from "./processes";

const STARTS_MAX = 3;
const READY_MS_MAX = 60_000;
const STOP_MS_MAX = 30_000;
const LOOK_AGAIN_MS = 50;
const LOG_CHARACTERS_MAX = 1_500;

export type EmbeddedDb = {
  url: string;
  /** True when it was running already. */
  attached: boolean;
  stop: () => Promise<void>;
};

export type EmbeddedDbOptions = {
  /** Holds the data, the password and the server's log. */
  dir: string;
  database?: string;
  /** Of postgresql.conf, such as "max_connections=300". */
  settings?: string[];
};

type Running = { pid: number; port: number };
type Place = { dir: string; data: string; users: string; password: string };

export async function startEmbeddedDb(options: EmbeddedDbOptions): Promise<EmbeddedDb> {
  const place = placeOf(options.dir);
  const database = options.database ?? "counterfoil";
  return withFileLock(join(place.dir, "lock"), async () => {
    const found = await answering(place);
    const running = found ?? (await start(place, options.settings ?? []));
    const url = urlOf(place, running.port, database);
    await createIfMissing(urlOf(place, running.port, "postgres"), database);
    writeFileSync(join(place.users, String(process.pid)), "");
    return { url, attached: found !== null, stop: () => leave(place) };
  });
}

function placeOf(path: string): Place {
  const dir = resolve(path);
  const users = join(dir, "users");
  mkdirSync(users, { recursive: true, mode: 0o700 });
  const password = join(dir, "password");
  if (!existsSync(password)) {
    // Written aside and renamed, so that nobody ever reads half a password.
    const draft = `${password}.${process.pid}`;
    writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
    if (existsSync(password)) rmSync(draft);
    else renameSync(draft, password);
  }
  return { dir, data: join(dir, "data"), users, password };
}

/** The server of this directory, when there is one and it answers. */
async function answering(place: Place): Promise<Running | null> {
  const running = readPidFile(place);
  if (running === null) return null;
  if (!isProgram(running.pid, "postgres")) {
    // After a crash of the machine the number may belong to another program by now.
    rmSync(join(place.data, "postmaster.pid"), { force: true });
    return null;
  }
  await untilReady(place, running.port, () => isRunning(running.pid));
  return running;
}

function readPidFile(place: Place): Running | null {
  const path = join(place.data, "postmaster.pid");
  if (!existsSync(path)) return null;
  const [pid, , , port] = readFileSync(path, "utf8").split("\n").map(Number);
  return pid && port ? { pid, port } : null;
}

async function start(place: Place, settings: string[]): Promise<Running> {
  const { postgres, initdb } = await embeddedBinaries();
  if (!existsSync(place.data)) initialise(place, initdb);
  let failure = new Error("The embedded PostgreSQL was not started.");
  for (let attempt = 1; attempt <= STARTS_MAX; attempt += 1) {
    const port = await freePort();
    const log = openSync(join(place.dir, "log"), "w", 0o600);
    const args = ["-D", place.data, "-p", String(port), ...asArguments(settings)];
    const server = spawnUnprivileged(postgres, args, place.dir, log);
    closeSync(log);
    server.unref();
    try {
      await untilReady(place, port, () => server.exitCode === null && server.signalCode === null);
      return { pid: server.pid ?? 0, port };
    } catch (error) {
      // The port may be taken meanwhile, or the last server's workers may still be ending.
      failure = error instanceof Error ? error : failure;
      await sleep(attempt * 500);
    }
  }
  throw failure;
}

/** Made aside and renamed: a data directory is there whole, or not at all. */
function initialise(place: Place, initdb: string): void {
  const draft = join(place.dir, "data.new");
  rmSync(draft, { recursive: true, force: true });
  const files = ["-D", draft, "--pwfile", place.password, "-U", "postgres"];
  const text = ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const args = [...files, ...text, "--locale=C", "--auth=scram-sha-256"];
  runUnprivileged(initdb, args, place.dir);
  renameSync(draft, place.data);
}

function asArguments(settings: string[]): string[] {
  const always = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC"];
  return [...always, ...settings].flatMap((setting) => ["-c", setting]);
}

async function untilReady(place: Place, port: number, lives: () => boolean): Promise<void> {
  let complaint = "";
  for (let waited = 0; waited < READY_MS_MAX && lives(); waited += LOOK_AGAIN_MS) {
    const client = new pg.Client({ connectionString: urlOf(place, port, "postgres") });
    client.on("error", () => undefined); // The attempt itself reports what went wrong.
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      complaint = error instanceof Error ? error.message : String(error);
      await sleep(LOOK_AGAIN_MS);
    }
  }
  throw new Error(`The embedded PostgreSQL does not start (${complaint}).\n${endOfLog(place)}`);
}

function endOfLog(place: Place): string {
  const path = join(place.dir, "log");
  return existsSync(path) ? readFileSync(path, "utf8").slice(-LOG_CHARACTERS_MAX).trim() : "";
}

async function createIfMissing(url: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (found.rowCount === 0)
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

/** Stops the server when no other living process has asked for it. */
async function leave(place: Place): Promise<void> {
  await withFileLock(join(place.dir, "lock"), async () => {
    rmSync(join(place.users, String(process.pid)), { force: true });
    for (const user of readdirSync(place.users)) {
      if (isProgram(Number(user), "node")) return;
      rmSync(join(place.users, user), { force: true });
    }
    const running = readPidFile(place);
    if (running === null || !isProgram(running.pid, "postgres")) return;
    process.kill(running.pid, "SIGINT");
    for (let waited = 0; waited < STOP_MS_MAX; waited += LOOK_AGAIN_MS) {
      if (readPidFile(place) === null) return;
      await sleep(LOOK_AGAIN_MS);
    }
  });
}

function urlOf(place: Place, port: number, database: string): string {
  const password = encodeURIComponent(readFileSync(place.password, "utf8").trim());
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}
