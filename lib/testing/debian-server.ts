/**
 * A PostgreSQL server that this product does not install: Debian's, where there is one. It listens
 * on this machine alone, trusts its superuser, and asks everybody else for a password.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../scripts/process/processes";
import { queryOnceUp } from "./embedded-query";

const SERVERS = "/usr/lib/postgresql";
export const NO_SERVER = `a server of another make: there is none under ${SERVERS}.`;
const HBA = "host all postgres samehost trust\nhost all all samehost scram-sha-256\n";
/** The database sorts like English, which the order of the product must not follow. */
const ICU = ["--locale-provider=icu", "--icu-locale=en-US"];

export type DebianServer = {
  /** Of its superuser. */
  url: string;
  stop: () => Promise<void>;
};

export async function startDebianServer(binaries: string): Promise<DebianServer> {
  const dir = mkdtempSync(join(tmpdir(), "counterfoil-server-"));
  const port = await freePort();
  const server = startServer(binaries, dir, port);
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  await queryOnceUp(url, "SELECT");
  const stop = async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGINT");
    await ended;
    rmSync(dir, { recursive: true, maxRetries: 10 });
  };
  return { url, stop };
}

/** Returns where the programs are, or null where there are none. */
export function findDebianServer(): string | null {
  if (!existsSync(SERVERS)) return null;
  const versions = readdirSync(SERVERS).map(Number).filter(Number.isFinite);
  const found = versions
    .sort((a, b) => b - a)
    .map((version) => join(SERVERS, String(version), "bin"))
    .find((path) => existsSync(join(path, "postgres")) && existsSync(join(path, "initdb")));
  return found ?? null;
}

/** Runs as the account "postgres" that the package created, because root may not run it. */
function startServer(binaries: string, dir: string, port: number): ChildProcess {
  const data = join(dir, "data");
  chmodSync(dir, 0o755);
  const prefix: string[] = [];
  if (process.getuid?.() === 0) {
    spawnSync("chown", ["postgres:postgres", dir]);
    prefix.push("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups");
  }
  const run = (command: string[]) => [...prefix, ...command];
  const init = run([join(binaries, "initdb"), "-D", data, "-U", "postgres", "--auth=trust"]);
  const made = spawnSync(
    init[0] ?? "",
    [...init.slice(1), "-E", "UTF8", "--locale=C.UTF-8", ...ICU],
    {
      encoding: "utf8",
    },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  writeFileSync(join(data, "pg_hba.conf"), HBA);
  const settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
  const start = run([join(binaries, "postgres"), "-D", data, "-p", String(port), ...settings]);
  return spawn(start[0] ?? "", start.slice(1), { stdio: "ignore" });
}
