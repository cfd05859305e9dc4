/**
 * The PostgreSQL of the simulator: one server that does not wait for the disk, a migrated template
 * whose clock the simulator moves, and a fresh copy of it for every few hundred runs.
 */
import { createHash } from "node:crypto";
import pg from "pg";
import { startEmbeddedDb } from "../embedded-db";
import { listMigrations, migrate } from "../migrate";
import { APP_ROLE } from "../roles";
import { CLOCK } from "./clock";

const SETTINGS = ["fsync=off", "full_page_writes=off", "max_connections=200", "autovacuum=off"];
/** A deadlock is noticed by whoever closes it, and no plan depends on earlier runs. */
const EXACT = [
  "search_path = simulator, pg_catalog, public",
  "deadlock_timeout = '1ms'",
  "plan_cache_mode = force_custom_plan",
  "jit = off",
];
const TEMPLATE_LOCK = 1_184_026_512;
const PREFIX = "simulate_";

export type Server = {
  /** Creates a database in which nothing has happened yet. */
  fresh: () => Promise<{ url: string; ownerUrl: string; drop: () => Promise<void> }>;
  stop: () => Promise<void>;
};

export async function startServer(dir: string): Promise<Server> {
  const { url, appUrl, stop } = await startEmbeddedDb({ dir, settings: SETTINGS });
  return serverAt({ url, appUrl, migrated: null, stop });
}

type Given = {
  url: string;
  appUrl: string;
  /** The name of a migrated database, where there is one to copy. */
  migrated: string | null;
  stop: () => Promise<void>;
};

export async function serverAt({ url, appUrl, migrated, stop }: Given): Promise<Server> {
  const run = (text: string) => withClient(url, (client) => client.query(text));
  const template = await makeTemplate(url, migrated);
  let made = 0;
  return {
    stop,
    async fresh() {
      made += 1;
      const name = `${PREFIX}${process.pid}_${made}`;
      await run(`CREATE DATABASE ${name} TEMPLATE ${template}`);
      for (const setting of EXACT) await run(`ALTER DATABASE ${name} SET ${setting}`);
      return {
        url: new URL(`/${name}`, appUrl).href,
        ownerUrl: new URL(`/${name}`, url).href,
        drop: async () => void (await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
      };
    },
  };
}

/** It is made under another name and renamed, so that it is complete, or absent. */
async function makeTemplate(adminUrl: string, migrated: string | null): Promise<string> {
  const template = `${PREFIX}template_${hashOfSchema()}`;
  const draft = `${template}_draft`;
  await withClient(adminUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [template]);
    if (found.rowCount !== 0) return;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft} TEMPLATE ${migrated ?? "template1"}`);
    const draftUrl = new URL(`/${draft}`, adminUrl).href;
    if (migrated === null) await migrate(draftUrl, APP_ROLE);
    await withClient(draftUrl, (owner) => owner.query(CLOCK));
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  });
  return template;
}

function hashOfSchema(): string {
  const hash = createHash("sha256").update(CLOCK);
  for (const { name, checksum } of listMigrations()) hash.update(`${name} ${checksum}\n`);
  return hash.digest("hex").slice(0, 12);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
