/**
 * A private PostgreSQL under the data directory. Any number of processes may request it at once:
 * the first starts it, the others attach, the last one to leave stops it. A server that outlived
 * its killed starter is attached to like any other.
 */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from "node:fs";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { embeddedBinaries } from "./embedded-binaries";
import { ensurePassword, prepareServer } from "./embedded-roles";
import {
  chooseServerUser,
  giveToServer,
  runUnprivileged,
  type ServerUser,
  spawnUnprivileged,
} from "./embedded-user";
import { withFileLock } from "./file-lock";
import { freePort, isProgram, isRunning } from "./processes";
import { APP_ROLE, asRole } from "./roles";

const STARTS_MAX = 3;
const READY_MS_MAX = 60_000;
const STOP_MS_MAX = 30_000;
const POLL_MS = 50;
const LOG_CHARACTERS_MAX = 1_500;

export type EmbeddedDb = {
  /** As the owner of everything, who migrates. */
  url: string;
  /** As the application, which reads and writes rows. */
  appUrl: string;
  /** True when it was running already. */
  attached: boolean;
  stop: () => Promise<void>;
};

export type EmbeddedDbOptions = {
  /** Contains the data, the password and the server's log. */
  dir: string;
  database?: string;
  /** Settings of postgresql.conf, such as "max_connections=300". */
  settings?: string[];
};

type Running = { pid: number; port: number };
type ServerLocation = { dir: string; data: string; users: string; password: string };

export async function startEmbeddedDb(options: EmbeddedDbOptions): Promise<EmbeddedDb> {
  const location = findServerLocation(options.dir);
  const database = options.database ?? "counterfoil";
  return withFileLock(join(location.dir, "lock"), async () => {
    const found = await findRunning(location);
    const running = found ?? (await start(location, options.settings ?? []));
    const url = buildUrl(location, running.port, database);
    const app = { name: APP_ROLE, password: ensurePassword(join(location.dir, "app-password")) };
    await prepareServer(buildUrl(location, running.port, "postgres"), database, app);
    writeFileSync(join(location.users, String(process.pid)), "");
    const appUrl = asRole(url, app);
    return { url, appUrl, attached: found !== null, stop: () => leave(location) };
  });
}

function findServerLocation(path: string): ServerLocation {
  const dir = resolve(path);
  const users = join(dir, "users");
  mkdirSync(users, { recursive: true, mode: 0o700 });
  const password = join(dir, "password");
  ensurePassword(password);
  return { dir, data: join(dir, "data"), users, password };
}

/** Finds the server of this directory, when it runs and accepts connections. */
async function findRunning(location: ServerLocation): Promise<Running | null> {
  const running = readPidFile(location);
  if (running === null) return null;
  if (!isProgram(running.pid, "postgres")) {
    // After a crash of the machine the process id may belong to another program by now.
    rmSync(join(location.data, "postmaster.pid"), { force: true });
    return null;
  }
  await waitUntilReady(location, running.port, () => isRunning(running.pid));
  return running;
}

function readPidFile(location: ServerLocation): Running | null {
  const path = join(location.data, "postmaster.pid");
  if (!existsSync(path)) return null;
  const [pid, , , port] = readFileSync(path, "utf8").split("\n").map(Number);
  return pid && port ? { pid, port } : null;
}

async function start(location: ServerLocation, settings: string[]): Promise<Running> {
  const { postgres, initdb } = await embeddedBinaries();
  const user = chooseServerUser(postgres, location.dir);
  if (!existsSync(location.data)) initialise(location, initdb, user);
  giveToServer(location.data, user);
  let failure = new Error("The embedded PostgreSQL was not started.");
  for (let attempt = 1; attempt <= STARTS_MAX; attempt += 1) {
    const port = await freePort();
    const log = openSync(join(location.dir, "log"), "w", 0o600);
    const args = ["-D", location.data, "-p", String(port), ...asArguments(settings)];
    const server = spawnUnprivileged(user, postgres, args, log);
    closeSync(log);
    server.unref();
    try {
      await waitUntilReady(
        location,
        port,
        () => server.exitCode === null && server.signalCode === null,
      );
      return { pid: server.pid ?? 0, port };
    } catch (error) {
      // The port may be taken meanwhile, or the last server's workers may still be ending.
      failure = error instanceof Error ? error : failure;
      await sleep(attempt * 500);
    }
  }
  throw failure;
}

/** The directory is created under another name and renamed: it is complete, or absent. */
function initialise(location: ServerLocation, initdb: string, user: ServerUser): void {
  const draft = join(location.dir, "data.new");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const password = `${location.password}.initdb`;
  writeFileSync(password, readFileSync(location.password), { mode: 0o600 });
  for (const path of [draft, password]) giveToServer(path, user);
  const files = ["-D", draft, "--pwfile", password, "-U", "postgres"];
  const text = ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const args = [...files, ...text, "--locale=C", "--auth=scram-sha-256"];
  runUnprivileged(user, initdb, args);
  rmSync(password);
  renameSync(draft, location.data);
}

function asArguments(settings: string[]): string[] {
  const always = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC"];
  return [...always, ...settings].flatMap((setting) => ["-c", setting]);
}

async function waitUntilReady(
  location: ServerLocation,
  port: number,
  lives: () => boolean,
): Promise<void> {
  let complaint = "";
  for (let waited = 0; waited < READY_MS_MAX && lives(); waited += POLL_MS) {
    const client = new pg.Client({ connectionString: buildUrl(location, port, "postgres") });
    client.on("error", () => undefined); // The attempt itself reports the error.
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      complaint = error instanceof Error ? error.message : String(error);
      await sleep(POLL_MS);
    }
  }
  throw new Error(
    `The embedded PostgreSQL does not start (${complaint}).\n${readEndOfLog(location)}`,
  );
}

function readEndOfLog(location: ServerLocation): string {
  const path = join(location.dir, "log");
  return existsSync(path) ? readFileSync(path, "utf8").slice(-LOG_CHARACTERS_MAX).trim() : "";
}

/** Stops the server when no other living process has requested it. */
async function leave(location: ServerLocation): Promise<void> {
  await withFileLock(join(location.dir, "lock"), async () => {
    rmSync(join(location.users, String(process.pid)), { force: true });
    for (const user of readdirSync(location.users)) {
      if (isProgram(Number(user), "node")) return;
      rmSync(join(location.users, user), { force: true });
    }
    const running = readPidFile(location);
    if (running === null || !isProgram(running.pid, "postgres")) return;
    process.kill(running.pid, "SIGINT");
    for (let waited = 0; waited < STOP_MS_MAX; waited += POLL_MS) {
      if (readPidFile(location) === null) return;
      await sleep(POLL_MS);
    }
  });
}

function buildUrl(location: ServerLocation, port: number, database: string): string {
  const password = encodeURIComponent(readFileSync(location.password, "utf8").trim());
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}
