/**
 * Has PostgreSQL replay the log in a restored data folder, up to a moment or to the end of the log,
 * and stops it again. Nobody is let in before it is done.
 */
import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { embeddedBinaries } from "../embedded/binaries";
import { chooseServerUser, giveToServer, spawnUnprivileged } from "../embedded/user";
import { freePort } from "../process/processes";

const POLL_MS = 100;
const LOG_CHARACTERS_MAX = 1_500;
const NOT_REACHED = "recovery ended before configured recovery target was reached";

export type Recovered = {
  /** When the last transaction that was replayed was committed; null when none was. */
  lastCommitAt: string | null;
};

/** `dir` is the folder `postgres` of the data folder, with the files of the server in `data`. */
export async function recover(dir: string, until: string | null): Promise<Recovered> {
  const { postgres } = await embeddedBinaries();
  const data = join(dir, "data");
  writeFileSync(join(data, "recovery.signal"), "");
  const user = chooseServerUser(postgres, dir);
  giveToServer(data, user);
  const port = await freePort();
  const logPath = join(dir, "restore.log");
  const log = openSync(logPath, "w", 0o600);
  const args = ["-D", data, "-p", String(port), ...listSettings(until)];
  const server = spawnUnprivileged(user, postgres, args, log);
  closeSync(log);
  try {
    const password = encodeURIComponent(readFileSync(join(dir, "password"), "utf8").trim());
    const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
    const lastCommitAt = await waitForPromotion(server, url, logPath);
    await stop(server);
    rmSync(logPath);
    return { lastCommitAt };
  } catch (error) {
    await stop(server);
    throw error;
  }
}

function listSettings(until: string | null): string[] {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=UTC",
    "hot_standby=off",
    // Everything that there is was put into the folder of the log.
    "restore_command=exit 1",
    "recovery_target_timeline=current",
    ...(until === null ? [] : [`recovery_target_time=${until}`, "recovery_target_action=promote"]),
  ];
  return settings.flatMap((setting) => ["-c", setting]);
}

/** A long log takes long: only the end of the server ends the wait. */
async function waitForPromotion(
  server: ChildProcess,
  url: string,
  logPath: string,
): Promise<string | null> {
  while (server.exitCode === null && server.signalCode === null) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined); // The attempt itself reports the error.
    try {
      await client.connect();
      const { rows } = await client.query<{ at: Date | null }>(
        "SELECT pg_last_xact_replay_timestamp() AS at",
      );
      await client.query("CHECKPOINT");
      await client.end();
      return rows[0]?.at?.toISOString() ?? null;
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === "28P01") throw error;
      await sleep(POLL_MS);
    }
  }
  const log = readFileSync(logPath, "utf8");
  const last = /last completed transaction was at log time (.*)/.exec(log)?.[1];
  throw new Error(
    log.includes(NOT_REACHED)
      ? "The log of the backup ends before --until" +
          (last === undefined ? ". " : `: the last change in it is of ${last}. `) +
          "Leave --until out to restore everything."
      : `PostgreSQL could not replay the log:\n${log.slice(-LOG_CHARACTERS_MAX).trim()}`,
  );
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGINT");
  await ended;
}
