/**
 * Brings the embedded server's files to the major version of the PostgreSQL that npm has installed.
 * The new files are made and checked beside the earlier ones, which nothing changes; only then do
 * they take their place.
 */
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "@/lib/server/env";
import { type Binaries, embeddedBinaries, readMajor } from "../embedded/binaries";
import {
  findServer,
  findServerLocation,
  type ServerLocation,
  stopServer,
} from "../embedded/location";
import { readLastLines } from "../embedded/log";
import { readDataMajor } from "../embedded/major";
import { prepareServer } from "../embedded/roles";
import { buildUrl, ensureAppPassword, startServer } from "../embedded/server";
import { chooseAside, finishSwitch, planSwitch } from "../embedded/switch";
import { readFacts } from "../backup/facts";
import { grantRights } from "../postgres/grants";
import { describeError, print } from "../process/print";
import { APP_ROLE, asRole } from "../postgres/roles";
import { runChecks } from "../process/run-checks";
import { findOldBinaries } from "./binaries";
import { type Contents, readContents } from "./content";
import { formatSize, removeFolder, requireSpace, sizeOf } from "./files";
import { listNotCarriedOver } from "./notes";
import { copyRights, copyRoles } from "../postgres/copy-roles";
import { copyRows } from "./rows";
import { makeSchema } from "./schema";
import { writeState } from "./state";
import { withClient } from "../postgres/with-client";

const DATABASE = "counterfoil";
const DRAFT = "upgrade";

/** Nobody reads the new server, and its rows are on the disk before they count. */
const LOADING = [
  "wal_level=minimal",
  "max_wal_senders=0",
  "autovacuum=off",
  "maintenance_work_mem=256MB",
];

export type Location = { main: ServerLocation; draft: ServerLocation };
type Urls = { source: string; target: string };

export function findLocation({ dataDir }: Env): Location {
  const main = findServerLocation(join(dataDir, "postgres"));
  return { main, draft: findServerLocation(join(main.dir, DRAFT)) };
}

/** The folder must be locked, and nobody use it. `binaries` is a folder that the operator names. */
export async function upgrade(
  location: Location,
  env: Env,
  binaries: string | undefined,
): Promise<void> {
  const { main, draft } = location;
  const [from, to] = [readDataMajor(main), await readMajor(await embeddedBinaries())];
  if (from === null) throw new Error(`There is no database in ${main.dir}.`);
  if (from === to) return print(`The database in ${main.dir} is of PostgreSQL ${to} already.`);
  if (from > to) throw new Error(`The database is of PostgreSQL ${from}, newer than ${to}.`);
  await requireSpace(main);
  const old = await findOldBinaries(from, binaries);
  let contents: Contents;
  try {
    const urls = await startBoth(location, old.binaries);
    print(`Copying from PostgreSQL ${from} to ${to} …`);
    const head = await copy(urls);
    print("Checking the copy …");
    await check(urls.target, main, env, head);
    contents = await withClient(urls.target, readContents);
    await stopBoth(location);
  } catch (error) {
    const lines = readLastLines(draft);
    if (lines !== "") print(`The log of the new server ends with:\n${lines}`);
    // What failed first is the reason.
    await stopBoth(location).catch((left: unknown) => {
      print(`A server can't be stopped: ${describeError(left)}`);
    });
    // A copy is as large as the database: it would take the room that the next attempt needs.
    await discardDraft(location).catch((left: unknown) => {
      print(`The copy in ${draft.dir} can't be removed: ${describeError(left)}`);
    });
    throw error;
  } finally {
    old.remove();
  }
  const aside = chooseAside(main, from);
  writeState(main, { from, to, at: new Date().toISOString(), aside, contents });
  planSwitch(main, { next: join(DRAFT, "data"), aside });
  await finishSwitch(main);
  removeFolder(draft.dir);
  const size = formatSize(sizeOf(join(main.dir, aside)));
  print(`The database is of PostgreSQL ${to}. The earlier files are in ${aside}, with ${size}:`);
  print(
    "`npm run upgrade-database -- --back` returns to them, and `-- --remove-old` removes them.",
  );
  print("Backups of the earlier server end here: with BACKUP_DIR the next start begins a new one.");
}

/** What an attempt that failed, or was killed, has left. */
export async function discardDraft({ draft }: Location): Promise<void> {
  const left = findServer(draft);
  if (left !== null) await stopServer(draft, left);
  removeFolder(draft.dir);
}

async function startBoth({ main, draft }: Location, binaries: Binaries): Promise<Urls> {
  const source = await startServer(main, { settings: [], binaries });
  mkdirSync(draft.dir, { recursive: true, mode: 0o700 });
  copyFileSync(main.password, draft.password);
  const target = await startServer(draft, { settings: LOADING });
  const app = { name: APP_ROLE, password: ensureAppPassword(main) };
  await prepareServer(buildUrl(draft, target.port, "postgres"), DATABASE, app);
  return {
    source: buildUrl(main, source.port, DATABASE),
    target: buildUrl(draft, target.port, DATABASE),
  };
}

export async function stopBoth({ main, draft }: Location): Promise<void> {
  for (const location of [main, draft]) {
    if (!existsSync(location.dir)) continue;
    const server = findServer(location);
    if (server !== null) await stopServer(location, server);
  }
}

/** Returns the head of the audit trail. */
async function copy({ source: sourceUrl, target: targetUrl }: Urls): Promise<string> {
  return withClient(sourceUrl, (source) =>
    withClient(targetUrl, async (target) => {
      await copyRoles(source, target);
      await makeSchema(source, target);
      const { tables, rows } = await copyRows(source, target);
      await copyRights(source, target);
      // As every start does: what the application needs may have come from PUBLIC before.
      await grantRights(target, APP_ROLE);
      await target.query("VACUUM (ANALYZE)");
      print(`${tables} tables with ${rows} rows are copied, each with the same hash.`);
      const notes = await listNotCarriedOver(source, target);
      if (notes.length > 0) print(`Not carried over:\n${notes.join("\n")}`);
      return (await readFacts(source)).head;
    }),
  );
}

/** The newer migrations are applied to the copy, as a start would. */
async function check(target: string, main: ServerLocation, { dataDir }: Env, head: string) {
  const app = { name: APP_ROLE, password: ensureAppPassword(main) };
  const variables = {
    DATA_DIR: dataDir,
    DATABASE_URL: asRole(target, app),
    DATABASE_OWNER_URL: target,
  };
  const failure = "The check of the copy failed, see above. The database is as before.";
  await runChecks(head, { variables, failure });
}
