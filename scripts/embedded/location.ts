/** Where everything of an embedded server is, and which of its processes run. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  findCommand,
  findFolder,
  identify,
  isRunning,
  isSame,
  listProcesses,
} from "../process/processes";

const POLL_MS = 50;
/** Children of a killed server notice its end at once, unless they work on something long. */
const CHILDREN_MS_MAX = 1_000;
const KILLED_MS_MAX = 5_000;

export type ServerLocation = {
  dir: string;
  data: string;
  users: string;
  password: string;
  appPassword: string;
  lock: string;
  log: string;
  /** Names the processes of this server and no other in the list of processes. */
  cluster: string;
};

/** A server that runs; the identity is that of its first process. */
export type Server = { pid: number; port: number; identity: string };

export function findServerLocation(path: string): ServerLocation {
  mkdirSync(resolve(path, "users"), { recursive: true, mode: 0o700 });
  const dir = realpathSync(path);
  const data = join(dir, "data");
  return {
    dir,
    data,
    users: join(dir, "users"),
    password: join(dir, "password"),
    appPassword: join(dir, "app-password"),
    lock: join(dir, "lock"),
    log: join(dir, "log"),
    cluster: `counterfoil-${createHash("sha256").update(data).digest("hex").slice(0, 16)}`,
  };
}

/**
 * Returns the server of this folder, whoever has started it. The process id in its file may belong
 * to another program by now, or to the server of another folder; where the file can't be read, the
 * list of processes says which one it is.
 */
export function findServer(location: ServerLocation): Server | null {
  const noted = readPidFile(location);
  if (noted !== null && isServer(noted.pid, location)) return identified(noted);
  const found = listProcesses(/postgres/).find(({ pid }) => isServer(pid, location));
  return found === undefined ? null : identified({ pid: found.pid, port: 0 });
}

function identified({ pid, port }: { pid: number; port: number }): Server | null {
  const identity = identify(pid);
  return identity === null ? null : { pid, port, identity };
}

function isServer(pid: number, { data }: ServerLocation): boolean {
  const command = findCommand(pid);
  // Where nothing is known of it, any process may be the one that the file names.
  if (command === null) return isRunning(pid);
  if (!command.includes("postgres") || command.startsWith("postgres: ")) return false;
  const folder = FOLDER.exec(command)?.[1] ?? "";
  return (existsSync(folder) && realpathSync(folder) === data) || findFolder(pid) === data;
}

const FOLDER = /postgres(?:\.exe)? -D (.+?)(?: -|$)/;

export function readPidFile(location: ServerLocation): { pid: number; port: number } | null {
  const path = pidFile(location);
  if (!existsSync(path)) return null;
  const [pid, , , port] = readFileSync(path, "utf8").split("\n").map(Number);
  return pid && port ? { pid, port } : null;
}

/** How the last server of this folder was started, by the file that PostgreSQL writes about it. */
export function readLastStart({
  data,
}: ServerLocation): { port: number; settings: string[] } | null {
  const path = join(data, "postmaster.opts");
  if (!existsSync(path)) return null;
  const quoted = readFileSync(path, "utf8").matchAll(/"([^"]*)"/g);
  const args = Array.from(quoted, ([, arg = ""]) => arg);
  const port = Number(args[args.indexOf("-p") + 1]);
  if (!Number.isInteger(port)) return null;
  return { port, settings: args.filter((_, at) => args[at - 1] === "-c") };
}

/**
 * Makes way for a new server when no process of this folder accepts connections any more. A child
 * that outlived its killed server still uses the shared memory, and PostgreSQL refuses to start
 * beside it; without the server it can commit nothing.
 */
export async function clearRemains(location: ServerLocation): Promise<void> {
  for (let waited = 0; waited < KILLED_MS_MAX; waited += POLL_MS) {
    if (findServer(location) !== null) throw new Error(`A server of ${location.dir} runs already.`);
    const children = listChildren(location);
    if (children.length === 0) break;
    if (waited >= CHILDREN_MS_MAX) for (const pid of children) endAtOnce(pid);
    await sleep(POLL_MS);
  }
  rmSync(pidFile(location), { force: true });
}

/** Asks for an orderly end first; a server that is killed recovers at its next start. */
export async function stopServer(location: ServerLocation, { pid, identity }: Server) {
  for (const [signal, msMax] of STOPS) {
    if (!isSame(identity)) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < msMax && isSame(identity); waited += POLL_MS) {
      await sleep(POLL_MS);
    }
  }
  for (const child of listChildren(location)) endAtOnce(child);
}

/** All of them and what the application may take make less than twenty seconds. */
const STOPS = [
  ["SIGINT", 6_000],
  ["SIGQUIT", 1_000],
  ["SIGKILL", 500],
] as const;

/** An earlier version did not name its cluster: its processes have the folder. */
function listChildren({ cluster, data }: ServerLocation): number[] {
  return listProcesses(/^postgres: /)
    .filter(({ pid, command }) => {
      return command.startsWith(`postgres: ${cluster}: `) || findFolder(pid) === data;
    })
    .map(({ pid }) => pid);
}

function endAtOnce(pid: number): void {
  try {
    if (isRunning(pid)) process.kill(pid, "SIGKILL");
  } catch {
    // It has ended, or another account started it: then PostgreSQL says what is in the way.
  }
}

function pidFile(location: ServerLocation): string {
  return join(location.data, "postmaster.pid");
}
