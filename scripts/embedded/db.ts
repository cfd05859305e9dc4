/**
 * A private PostgreSQL under the data directory. Any number of processes may request it at once:
 * the first starts it, the others attach, the last one to leave stops it. A server that outlived
 * its killed starter is attached to like any other.
 */
import { readWritten } from "@/lib/server/durable-file";
import type { Binaries } from "./binaries";
import {
  findServer,
  findServerLocation,
  readLastStart,
  readPidFile,
  type Server,
  type ServerLocation,
  stopServer,
} from "./location";
import { refuseOtherMajor } from "./major";
import { prepareServer } from "./roles";
import {
  buildUrl,
  ensureAppPassword,
  isWrongPassword,
  startServer,
  waitUntilReady,
} from "./server";
import { supervise, type Supervisor } from "./supervisor";
import { finishSwitch } from "./switch";
import { addUser, hasUsers, removeUser } from "./users";
import { withFileLock } from "../process/file-lock";
import { isSame } from "../process/processes";
import { APP_ROLE, asRole } from "../postgres/roles";

/** Another process that starts or stops it meanwhile looks after it from then on. */
const LEAVE_MS_MAX = 2_000;

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
  /** With it the server is started again when it ends; it is called when that fails. */
  onLost?: (reason: Error) => void;
  /** Of the version that npm installs when absent. */
  binaries?: Binaries;
};

export async function startEmbeddedDb(options: EmbeddedDbOptions): Promise<EmbeddedDb> {
  const { dir, database = "counterfoil", settings = [], onLost, binaries } = options;
  const location = findServerLocation(dir);
  return withFileLock(location.lock, async () => {
    await finishSwitch(location);
    await refuseOtherMajor(location, binaries);
    const found = await findUsable(location);
    // Others who use a server that has just ended know its port, and need its settings.
    const last = hasUsers(location) ? readLastStart(location) : null;
    const server = found ?? (await startServer(location, { settings, binaries, ...last }));
    const url = buildUrl(location, server.port, database);
    const app = { name: APP_ROLE, password: ensureAppPassword(location) };
    await prepareServer(buildUrl(location, server.port, "postgres"), database, app);
    addUser(location);
    const appUrl = asRole(url, app);
    const supervisor =
      onLost === undefined ? null : supervise(server, { location, settings, onLost });
    const stop = () => leave(location, supervisor);
    return { url, appUrl, attached: found !== null, stop };
  });
}

/** Returns the server of this directory when it runs and accepts connections. */
async function findUsable(location: ServerLocation): Promise<Server | null> {
  const server = findServer(location);
  if (server === null) return null;
  // Without its file PostgreSQL stops within a minute, and without the password nobody gets in.
  const isNoted = readPidFile(location)?.pid === server.pid;
  if (isNoted && readWritten(location.password) !== null) {
    const lives = () => isSame(server.identity);
    try {
      await waitUntilReady(location, server.port, lives);
      return server;
    } catch (error) {
      if (!lives()) return null; // It was just ending.
      if (!isWrongPassword(error)) throw error;
    }
  }
  if (hasUsers(location)) {
    throw new Error(
      `${location.dir} has lost files of a server that other commands are using: ` +
        "end them, and start again.",
    );
  }
  await stopServer(location, server);
  return null;
}

/** Stops the server when no other living process has requested it. */
async function leave(location: ServerLocation, supervisor: Supervisor | null): Promise<void> {
  await supervisor?.stop();
  removeUser(location);
  const stop = async () => {
    if (hasUsers(location)) return;
    const server = findServer(location);
    if (server !== null) await stopServer(location, server);
  };
  try {
    await withFileLock(location.lock, stop, LEAVE_MS_MAX);
  } catch (error) {
    if (!(error instanceof Error && error.message.includes("stays locked"))) throw error;
  }
}
