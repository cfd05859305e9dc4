/**
 * Starts PgBouncer in transaction mode in front of a database, where the program is installed
 * (Debian's package `pgbouncer`), with few sessions for many clients.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/scripts/process/processes";

const PROGRAM = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"].find((path) => existsSync(path));
const READY_MS_MAX = 10_000;

export const hasPgBouncer = PROGRAM !== undefined;

export type PgBouncer = {
  /** The database behind it, as the role of `databaseUrl`. */
  url: string;
  stop: () => Promise<void>;
  /** Connections are cut wherever they are. */
  restart: () => Promise<void>;
};

/** `settings` are lines of its section [pgbouncer]. */
export async function startPgBouncer(
  databaseUrl: string,
  settings: readonly string[] = [],
): Promise<PgBouncer> {
  const dir = mkdtempSync(join(tmpdir(), "counterfoil-pgbouncer-"));
  chmodSync(dir, 0o755);
  const port = await freePort();
  const path = join(dir, "pgbouncer.ini");
  writeFileSync(path, configure(databaseUrl, port, settings));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const start = async () => {
    // It refuses to run as root.
    const user = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
    child = spawn(PROGRAM ?? "", ["-q", ...user, path], { stdio: "ignore" });
    await listens(port, () => child?.exitCode === null);
  };
  const stop = async () => {
    const ended = new Promise((resolve) => child?.once("exit", resolve));
    if (child?.kill("SIGQUIT") === true) await ended;
  };
  await start();
  return {
    url: url.href,
    async stop() {
      await stop();
      rmSync(dir, { recursive: true });
    },
    async restart() {
      await stop();
      await start();
    },
  };
}

function configure(databaseUrl: string, port: number, settings: readonly string[]): string {
  const { hostname, port: serverPort, pathname, username, password } = new URL(databaseUrl);
  const name = pathname.slice(1);
  const login = `user=${username} password=${decodeURIComponent(password)}`;
  return [
    "[databases]",
    `${name} = host=${hostname} port=${serverPort} dbname=${name} ${login}`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${port}`,
    "unix_socket_dir =",
    "auth_type = any",
    "pool_mode = transaction",
    "default_pool_size = 20",
    "max_client_conn = 400",
    "query_wait_timeout = 5",
    "server_login_retry = 1",
    ...settings,
  ].join("\n");
}

async function listens(port: number, runs: () => boolean): Promise<void> {
  for (let waited = 0; waited < READY_MS_MAX && runs(); waited += 50) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true));
      socket.once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (isOpen) return;
    await sleep(50);
  }
  throw new Error("PgBouncer does not start.");
}
