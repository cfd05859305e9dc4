/**
 * A server of the test's own with a standby that follows it: a copy over the protocol of
 * replication, to which the server streams its log.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { copyBase } from "@/scripts/backup-base";
import { type EmbeddedDb, startEmbeddedDb } from "@/scripts/embedded-db";
import { findServerLocation, stopServer } from "@/scripts/embedded-location";
import { buildUrl, startServer } from "@/scripts/embedded-server";
import { migrate } from "@/scripts/migrate";
import { APP_ROLE } from "@/scripts/roles";
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
  stop: () => Promise<void>;
};

export async function startWithStandby(): Promise<Standby> {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-standby-"));
  const server = await startEmbeddedDb({ dir: join(folder, "server") });
  await migrate(server.url, APP_ROLE);
  const location = findServerLocation(join(folder, "standby"));
  await copyServer(server, folder, location.data);
  for (const name of ["password", "app-password"]) {
    copyFileSync(join(folder, "server", name), join(folder, "standby", name));
  }
  const { hostname, port, username, password } = new URL(server.url);
  const login = `user=${username} password=${decodeURIComponent(password)}`;
  const settings = [
    `primary_conninfo=host=${hostname} port=${port} ${login}`,
    "hot_standby_feedback=on",
    "wal_receiver_status_interval=1s",
  ];
  let running = await startServer(location, { settings });
  const replicaUrl = new URL(server.appUrl);
  replicaUrl.port = String(running.port);
  return {
    appUrl: server.appUrl,
    url: server.url,
    replicaUrl: replicaUrl.href,
    ask: (text) => query(buildUrl(location, running.port, DATABASE), text),
    kill: () => process.kill(running.pid, "SIGKILL"),
    async restart() {
      running = await startServer(location, { settings, port: running.port });
    },
    async stop() {
      await stopServer(location, running);
      await server.stop();
      rmSync(folder, { recursive: true, maxRetries: 10 });
    },
  };
}

async function copyServer({ url }: EmbeddedDb, folder: string, data: string): Promise<void> {
  const archive = join(folder, "base.tar.gz");
  await copyBase(url, archive);
  mkdirSync(data, { mode: 0o700 });
  const { status } = spawnSync("tar", ["-xzf", archive, "-C", data]);
  if (status !== 0) throw new Error("The copy of the server can't be unpacked.");
  writeFileSync(join(data, "standby.signal"), "");
}
