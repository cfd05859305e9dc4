/** Opens and migrates the database of an installation, wherever it is. */
import { join } from "node:path";
import pg from "pg";
import type { Env } from "@/lib/server/env";
import { startEmbeddedDb } from "./embedded-db";
import { migrate } from "./migrate";
import { print } from "./print";

const CONNECT_MS_MAX = 10_000;
const VERSION_MIN = 150_000;

export type OpenDatabase = { url: string; close: () => Promise<void> };

export async function openDatabase(env: Env): Promise<OpenDatabase> {
  const database = env.databaseUrl === "" ? await embedded(env) : await named(env.databaseUrl);
  for (const name of await migrate(database.url)) print(`Migrated: ${name}`);
  return database;
}

async function embedded({ dataDir }: Env): Promise<OpenDatabase> {
  const { url, attached, stop } = await startEmbeddedDb({ dir: join(dataDir, "postgres") });
  print(`The embedded PostgreSQL ${attached ? "was running already" : "is running"}.`);
  return { url, close: stop };
}

async function named(url: string): Promise<OpenDatabase> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS_MAX,
  });
  client.on("error", () => undefined); // The attempt itself reports the error.
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    if ((rows[0]?.version ?? 0) < VERSION_MIN) {
      throw new Error("it is older than PostgreSQL 15");
    }
  } catch (error) {
    const { host } = new URL(url);
    throw new Error(`DATABASE_URL: the database at ${host} can't be used: ${findReason(error)}.`, {
      cause: error,
    });
  } finally {
    await client.end();
  }
  return { url, close: () => Promise.resolve() };
}

/** When a name has several addresses, the reasons of a refused connection are nested. */
function findReason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(findReason).join(", ");
  return error instanceof Error ? error.message : String(error);
}
