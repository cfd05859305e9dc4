/** Opens and migrates the database of an installation, wherever it is. */
import { join } from "node:path";
import type { Env } from "@/lib/server/env";
import { refuseUnfinished } from "../postgres/unfinished-restore";
import { startEmbeddedDb } from "../embedded/db";
import { migrate } from "../postgres/migrate";
import { checkPooler, ownerUrlOf, prepareNamed } from "../postgres/named";
import { EMBEDDED_LOCKS } from "../partition/locks";
import { print } from "../process/print";
import { findRole } from "../postgres/roles";

export type OpenDatabase = {
  /** As the application, at the server itself. */
  url: string;
  /** As the owner of the tables; the same as `url` where one role does everything. */
  ownerUrl: string;
  close: () => Promise<void>;
};

/** `onLost` is called when the embedded server ended and can't be started again. */
export async function openDatabase(
  env: Env,
  onLost: (reason: Error) => void = (reason) => print(reason.message),
): Promise<OpenDatabase> {
  refuseUnfinished(env.dataDir);
  if (env.databaseUrl === "") return embedded(env, onLost);
  const { databaseUrl, databaseDirectUrl: url } = env;
  const ownerUrl = ownerUrlOf(env);
  const { mayMigrate } = await prepareNamed(url, ownerUrl);
  if (databaseUrl !== url) await checkPooler(databaseUrl, url);
  if (mayMigrate) await migrateAs(ownerUrl, url);
  return { url, ownerUrl, close: () => Promise.resolve() };
}

/**
 * So much of its log the server stores for a backup that does not receive it, and so many locks it
 * has room for when tables are divided by month.
 */
export const EMBEDDED_SETTINGS = [
  "max_slot_wal_keep_size=4GB",
  `max_locks_per_transaction=${EMBEDDED_LOCKS}`,
];

async function embedded({ dataDir }: Env, onLost: (reason: Error) => void): Promise<OpenDatabase> {
  const server = { dir: join(dataDir, "postgres"), settings: EMBEDDED_SETTINGS, onLost };
  const { url, appUrl, attached, stop } = await startEmbeddedDb(server);
  print(`The embedded PostgreSQL ${attached ? "was running already" : "is running"}.`);
  await migrateAs(url, appUrl);
  return { url: appUrl, ownerUrl: url, close: stop };
}

async function migrateAs(ownerUrl: string, url: string): Promise<void> {
  const [owner, app] = [findRole(ownerUrl).name, findRole(url).name];
  const applied = await migrate(ownerUrl, app === owner ? null : app);
  for (const name of applied) print(`Migrated: ${name}`);
}
