/** The embedded PostgreSQL of the benchmark, with its usual settings, and databases in it. */
import { startEmbeddedDb } from "../embedded/db";
import { ensureClient } from "../build/generate";
import { migrate } from "../postgres/migrate";
import { withClient } from "../postgres/with-client";

const DIR = ".data/bench/postgres";

export type BenchServer = {
  /** Creates an empty, migrated database of this name; an existing one is dropped. */
  fresh: (name: string) => Promise<string>;
  /** Returns its address, or null when there is no database of this name. */
  find: (name: string) => Promise<string | null>;
  drop: (name: string) => Promise<void>;
  stop: () => Promise<void>;
};

export async function benchServer(): Promise<BenchServer> {
  await ensureClient();
  const { url, stop } = await startEmbeddedDb({ dir: DIR });
  const urlOf = (name: string) => new URL(`/${name}`, url).href;
  const drop = (name: string) =>
    withClient(url, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });
  return {
    drop,
    stop,
    async fresh(name) {
      await drop(name);
      await withClient(url, (client) => client.query(`CREATE DATABASE ${name}`));
      await migrate(urlOf(name));
      return urlOf(name);
    },
    async find(name) {
      const found = await withClient(url, (client) =>
        client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]),
      );
      return found.rowCount === 0 ? null : urlOf(name);
    },
  };
}

/** Starts a server for as long as `work` takes. */
export async function withServer<T>(
  start: () => Promise<{ base: string; stop: () => Promise<void> }>,
  work: (base: string) => Promise<T>,
): Promise<T> {
  const running = await start();
  try {
    return await work(running.base);
  } finally {
    await running.stop();
  }
}
