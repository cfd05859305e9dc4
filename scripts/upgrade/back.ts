/** Returns to the files from before an upgrade, as long as nothing would be lost. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ServerLocation, stopServer } from "../embedded/location";
import { buildUrl, startServer } from "../embedded/server";
import { chooseAside, finishSwitch, planSwitch } from "../embedded/switch";
import { print } from "../process/print";
import { listDifferent, readContents } from "./content";
import { readState, removeState, type UpgradeState } from "./state";
import { withClient } from "../postgres/with-client";

/** What a start alone writes: that an instance runs, and what its queue has to do. */
const OF_RUNNING = /^(?:graphile_worker\.|public\.instance)/;
const NAMED_MAX = 10;

/**
 * The folder must be locked, and nobody use it. The server of the newer files starts only to see
 * what would be lost: with `discardsChanges` they may be in any state.
 */
export async function goBack(main: ServerLocation, discardsChanges: boolean): Promise<void> {
  const state = readState(main);
  if (state === null || !existsSync(join(main.dir, state.aside))) {
    throw new Error(`There are no files of an earlier PostgreSQL in ${main.dir}.`);
  }
  const changed = discardsChanges ? [] : await listChanged(main, state);
  if (changed.length > 0) {
    const more = changed.length > NAMED_MAX ? `\nand ${changed.length - NAMED_MAX} more` : "";
    throw new Error(
      `Since the upgrade of ${state.at} these tables have changed:\n` +
        `${changed.slice(0, NAMED_MAX).join("\n")}${more}\n` +
        "The earlier files do not have it. If that may be lost, add --discard-changes.",
    );
  }
  const given = chooseAside(main, state.to);
  planSwitch(main, { next: state.aside, aside: given });
  await finishSwitch(main);
  removeState(main);
  print(`The database is of PostgreSQL ${state.from} again, as it was before ${state.at}.`);
  print(`Start the version of Counterfoil that ran then. The newer files are in ${given}:`);
  print("`npm run upgrade-database -- --remove-old` removes them.");
}

async function listChanged(main: ServerLocation, { contents }: UpgradeState): Promise<string[]> {
  const server = await startServer(main, { settings: [] });
  try {
    const url = buildUrl(main, server.port, "counterfoil");
    const now = await withClient(url, readContents);
    return listDifferent(contents, now).filter((name) => !OF_RUNNING.test(name));
  } finally {
    await stopServer(main, server);
  }
}
