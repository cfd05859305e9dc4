/**
 * Applies prisma/migrations as `prisma migrate deploy` does, with the same table, checksums and
 * lock, and the migrations of the queue. Afterwards the application gets its rights. A migration
 * and its row in the history are one transaction: whatever breaks leaves nothing behind.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { enableTriggersAlways, grantRights } from "./grants";
import { withoutQueueing } from "./without-queueing";

/**
 * Prisma Migrate's own advisory lock: two instances that start together migrate one after the
 * other.
 */
const LOCK = 72_707_369;
const DIRECTORY = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

const HISTORY = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

/** Where one role does everything, its sessions have the limits of people behind a pooler. */
const WITHOUT_LIMITS = "SET statement_timeout = 0; SET lock_timeout = 0";

export type Migration = { name: string; sql: string; checksum: string };
type Applied = {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  /** Why it failed; null where nobody could note that. */
  logs: string | null;
};

/** What a script meets that was applied already: duplicate tables, columns, functions, objects. */
const EXISTS = ["42P07", "42701", "42723", "42710"];

/**
 * Returns the names of the migrations that it applied. `url` is the owner's; `app` is the role of
 * the application, or null where the owner is.
 */
export async function migrate(url: string, app: string | null = null): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  client.on("error", () => undefined); // The statement that runs reports the error.
  await client.connect();
  try {
    await client.query(WITHOUT_LIMITS);
    const applied = await applyPending(client, listMigrations());
    await client.query("SELECT continue_feed()");
    await runMigrations({ connectionString: url, maxPoolSize: 1 });
    await withoutQueueing(client, () => enableTriggersAlways(client));
    if (app !== null) await withoutQueueing(client, () => grantRights(client, app));
    return applied;
  } finally {
    await client.end();
  }
}

/** The lock lasts until the connection ends, so that another start waits for all of it. */
export async function applyPending(
  client: pg.Client,
  migrations: readonly Migration[],
): Promise<string[]> {
  await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
  await client.query(HISTORY);
  const history = await readHistory(client);
  const pending = listPending(migrations, history);
  for (const migration of pending) {
    const earlier = history.find(({ migration_name: name }) => name === migration.name);
    await apply(client, migration, earlier);
  }
  return pending.map(({ name }) => name);
}

/** For a role that may not migrate: returns what its owner has to apply first. */
export async function listMissingMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS exists`,
  );
  const applied = rows[0]?.exists === true ? await readHistory(client) : [];
  return listPending(listMigrations(), applied).map(({ name }) => name);
}

async function readHistory(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    `SELECT migration_name, checksum, finished_at, logs
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  );
  return rows;
}

/** Sorts them by name, which begins with the time. */
export function listMigrations(): Migration[] {
  return readdirSync(DIRECTORY)
    .filter((name) => existsSync(join(DIRECTORY, name, "migration.sql")))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(DIRECTORY, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** One that began and did not end, as earlier versions left it, is pending too. */
function listPending(migrations: readonly Migration[], history: Applied[]): Migration[] {
  refuseNewer(migrations, history);
  const finished = history.filter(({ finished_at: at }) => at !== null);
  const checksums = new Map(finished.map((row) => [row.migration_name, row.checksum]));
  return migrations.filter(({ name, checksum }) => {
    const known = checksums.get(name);
    if (known !== undefined && known !== checksum) {
      throw new Error(`The migration ${name} was edited after it was applied to this database.`);
    }
    return known === undefined;
  });
}

/** An older program would not know what the columns that it lacks are for. */
function refuseNewer(migrations: readonly Migration[], history: Applied[]): void {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = history.map((row) => row.migration_name).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new Error(
    "This database is of a newer version of Counterfoil: it has " +
      `${unknown.length} migrations that this version does not know, such as ` +
      `${unknown.sort().at(-1)}. Start the newer version, or restore the backup from before the ` +
      "upgrade.",
  );
}

async function apply(client: pg.Client, migration: Migration, earlier?: Applied): Promise<void> {
  const { name, sql, checksum } = migration;
  const note = async () => {
    await client.query(`DELETE FROM "_prisma_migrations" WHERE migration_name = $1`, [name]);
    await client.query(
      `INSERT INTO "_prisma_migrations"
         (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
  };
  try {
    await withoutQueueing(client, async () => {
      await client.query(sql);
      await note();
    });
  } catch (error) {
    // A script is applied as a whole. One that ended before its row was finished is applied.
    const isApplied = earlier?.logs === null && isCode(error, EXISTS);
    if (!isApplied) throw error;
    await note();
  }
}

function isCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof pg.DatabaseError && codes.includes(error.code ?? "");
}
