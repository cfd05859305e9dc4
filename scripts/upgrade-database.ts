/**
 * `npm run upgrade-database [-- --binaries FOLDER | --back [--discard-changes] | --remove-old]`:
 * brings the embedded PostgreSQL to the major version of this program, returns to the one before,
 * or removes what these two have put aside. The application must not run.
 */
import { readEnv } from "@/lib/server/env";
import { findServer, type ServerLocation, stopServer } from "./embedded/location";
import { finishSwitch, listAside } from "./embedded/switch";
import { hasUsers } from "./embedded/users";
import { withFileLock } from "./process/file-lock";
import { exitWithError, onShutdown, print } from "./process/print";
import { goBack } from "./upgrade/back";
import { formatSize, removeFolder, sizeOf } from "./upgrade/files";
import { discardDraft, findLocation, stopBoth, upgrade } from "./upgrade/forward";
import { removeState } from "./upgrade/state";
import { readOptions } from "./process/read-options";

/** Another command that starts or stops the server is done in this time. */
const LOCK_MS_MAX = 10_000;

try {
  await run();
} catch (error) {
  exitWithError(error);
}

async function run(): Promise<void> {
  const { values } = readOptions({
    options: {
      binaries: { type: "string" },
      back: { type: "boolean" },
      "discard-changes": { type: "boolean" },
      "remove-old": { type: "boolean" },
    },
  });
  const env = readEnv(process.env);
  if (env.databaseUrl !== "") {
    throw new Error("DATABASE_URL names a server that is upgraded with its own tools.");
  }
  const location = findLocation(env);
  const { main } = location;
  const work = async () => {
    await requireUnused(main);
    await finishSwitch(main);
    await discardDraft(location);
    onShutdown(() => void stopBoth(location).finally(() => process.exit(1)));
    if (values["remove-old"] === true) return removeOld(main);
    if (values.back === true) return goBack(main, values["discard-changes"] === true);
    return upgrade(location, env, values.binaries);
  };
  await withFileLock(main.lock, work, LOCK_MS_MAX);
}

async function requireUnused(main: ServerLocation): Promise<void> {
  if (hasUsers(main)) {
    throw new Error("The application, or another command, uses the database: end it first.");
  }
  // Nobody's: whoever has started it was killed.
  const server = findServer(main);
  if (server !== null) await stopServer(main, server);
}

function removeOld(main: ServerLocation): void {
  const aside = listAside(main);
  for (const folder of aside) {
    const size = formatSize(sizeOf(folder));
    removeFolder(folder);
    print(`Removed: ${folder}, ${size}`);
  }
  removeState(main);
  if (aside.length === 0) print("There is nothing to remove.");
}
