/**
 * The PostgreSQL of the simulator: one server that does not wait for the disk, a migrated template
 * whose clock the simulator moves, and a copy of it for each process.
 */
import { createHash } from "node:crypto";
import { findSocketFolder, listenOnSocket, throughSocket } from "@/lib/testing/server-socket";
import { hashOfMigrations, makeTemplate } from "@/lib/testing/template-database";
import { startEmbeddedDb } from "../embedded/db";
import { migrate } from "../postgres/migrate";
import { APP_ROLE } from "../postgres/roles";
import { withClient } from "../postgres/with-client";
import { CLOCK } from "./clock";

const SETTINGS = ["fsync=off", "full_page_writes=off", "max_connections=200", "autovacuum=off"];
/** A deadlock is noticed by whoever closes it, and no plan depends on earlier runs. */
const EXACT = [
  "search_path = simulator, pg_catalog, public",
  "deadlock_timeout = '1ms'",
  "plan_cache_mode = force_generic_plan",
  "jit = off",
];
const PREFIX = "simulate_";

type Fresh = {
  url: string;
  ownerUrl: string;
  /** Another database of the server, in which nothing happens. */
  watcherUrl: string;
  drop: () => Promise<void>;
};

export type Server = {
  /** Creates a database in which nothing has happened yet. */
  fresh: () => Promise<Fresh>;
  stop: () => Promise<void>;
};

export async function startServer(dir: string): Promise<Server> {
  const settings = [...SETTINGS, ...listenOnSocket(dir)];
  const { url, appUrl, stop } = await startEmbeddedDb({ dir, settings });
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
  const folder = await findSocketFolder(url);
  const near = (name: string, of: string) => throughSocket(new URL(`/${name}`, of), folder).href;
  const template = await makeStarting(url, migrated);
  let made = 0;
  return {
    stop,
    async fresh() {
      made += 1;
      const name = `${PREFIX}${process.pid}_${made}`;
      await run(`CREATE DATABASE ${name} TEMPLATE ${template}`);
      for (const setting of EXACT) await run(`ALTER DATABASE ${name} SET ${setting}`);
      return {
        url: near(name, appUrl),
        ownerUrl: near(name, url),
        watcherUrl: near("postgres", url),
        drop: async () => void (await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
      };
    },
  };
}

/** Returns the name of the template. */
async function makeStarting(url: string, migrated: string | null): Promise<string> {
  const hash = createHash("sha256");
  for (const text of [CLOCK, hashOfMigrations(), migrated ?? ""]) hash.update(text);
  const name = `${PREFIX}template_${hash.digest("hex").slice(0, 12)}`;
  await makeTemplate(url, { name, from: migrated }, async (draftUrl) => {
    if (migrated === null) await migrate(draftUrl, APP_ROLE);
    await withClient(draftUrl, (owner) => owner.query(CLOCK));
  });
  return name;
}
