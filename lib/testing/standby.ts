/**
 * A server of the test's own with a standby that follows it: a copy over the protocol of
 * replication, to which the server streams its log.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { copyBase } from "@/scripts/backup/base";
import { startEmbeddedDb } from "@/scripts/embedded/db";
import { findServerLocation, stopServer } from "@/scripts/embedded/location";
import { buildUrl, startServer } from "@/scripts/embedded/server";
import { migrate } from "@/scripts/postgres/migrate";
import { APP_ROLE } from "@/scripts/postgres/roles";
import { query } from "./embedded-query";

const DATABASE = "counterfoil";

export type Standby = {
  /** The server, and the standby, as the application. */
  appUrl: string;
  replicaUrl: string;
  /** The server as the owner. */
  url: string;
  /** Asks the standby, as its administrator. */
  ask: <Row extends pg.QueryResultRow>(text: string) => Promise<Row[]>;
  kill: () => void;
  /** On the port that it had. */
  restart: () => Promise<void>;
  /**
   * Another copy of the server, from before anything was stored, takes over on a new timeline.
   * Returns its address as the application.
   */
  failOver: () => Promise<string>;
  stop: () => Promise<void>;
};

export async function startWithStandby(): Promise<Standby> {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-standby-"));
  const server = await startEmbeddedDb({ dir: join(folder, "server") });
  await migrate(server.url, APP_ROLE);
  const archive = join(folder, "base.tar.gz");
  await copyBase(server.url, archive);
  const copyTo = (name: string) => {
    const copy = findServerLocation(join(folder, name));
    unpackStandby(archive, copy.data);
    for (const file of ["password", "app-password"]) {
      copyFileSync(join(folder, "server", file), join(folder, name, file));
    }
    return copy;
  };
  const location = copyTo("standby");
  const { hostname, port, username, password } = new URL(server.url);
  const login = `user=${username} password=${decodeURIComponent(password)}`;
  const settings = [
    `primary_conninfo=host=${hostname} port=${port} ${login}`,
    "hot_standby_feedback=on",
    "wal_receiver_status_interval=1s",
  ];
  let running = await startServer(location, { settings });
  const urlAt = (port: number) =>
    Object.assign(new URL(server.appUrl), { port: String(port) }).href;
  let stopSuccessor = () => Promise.resolve();
  return {
    appUrl: server.appUrl,
    url: server.url,
    replicaUrl: urlAt(running.port),
    ask: (text) => query(buildUrl(location, running.port, DATABASE), text),
    kill: () => process.kill(running.pid, "SIGKILL"),
    async restart() {
      running = await startServer(location, { settings, port: running.port });
    },
    async failOver() {
      const successor = copyTo("successor");
      const started = await startServer(successor, { settings: [] });
      stopSuccessor = () => stopServer(successor, started);
      await query(buildUrl(successor, started.port, DATABASE), "SELECT pg_promote()");
      return urlAt(started.port);
    },
    async stop() {
      await stopSuccessor();
      await stopServer(location, running);
      await server.stop();
      rmSync(folder, { recursive: true, maxRetries: 10 });
    },
  };
}

function unpackStandby(archive: string, data: string): void {
  mkdirSync(data, { mode: 0o700 });
  const { status } = spawnSync("tar", ["-xzf", archive, "-C", data]);
  if (status !== 0) throw new Error("The copy of the server can't be unpacked.");
  writeFileSync(join(data, "standby.signal"), "");
}
