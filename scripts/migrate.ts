/**
 * Applies prisma/migrations as `prisma migrate deploy` does, with the same table, checksums and
 * lock, and the migrations of the queue. Afterwards the application gets its rights.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { enableTriggersAlways, grantRights } from "./grants";

/**
 * Prisma Migrate's own advisory lock: two instances that start together migrate one after the
 * other.
 */
const LOCK = 72_707_369;
const DIRECTORY = fileURLToPath(new URL("../prisma/migrations", import.meta.url));

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

export type Migration = { name: string; sql: string; checksum: string };
type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

/**
 * Returns the names of the migrations that it applied. `url` is the owner's; `app` is the role of
 * the application, or null where the owner is.
 */
export async function migrate(url: string, app: string | null = null): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query(HISTORY);
    const waiting = listPending(listMigrations(), await readHistory(client));
    for (const migration of waiting) await apply(client, migration);
    await client.query("SELECT continue_feed()");
    await runMigrations({ connectionString: url, maxPoolSize: 1 });
    await enableTriggersAlways(client);
    if (app !== null) await grantRights(client, app);
    return waiting.map(({ name }) => name);
  } finally {
    await client.end();
  }
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
    `SELECT migration_name, checksum, finished_at
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

function listPending(migrations: Migration[], applied: Applied[]): Migration[] {
  const failed = applied.find(({ finished_at }) => finished_at === null);
  if (failed !== undefined) {
    throw new Error(
      `The migration ${failed.migration_name} failed earlier. ` +
        "Mend the database, then mark it with `node prisma/cli.mjs migrate resolve`.",
    );
  }
  const checksums = new Map(applied.map((row) => [row.migration_name, row.checksum]));
  return migrations.filter(({ name, checksum }) => {
    const known = checksums.get(name);
    if (known !== undefined && known !== checksum) {
      throw new Error(`The migration ${name} was edited after it was applied to this database.`);
    }
    return known === undefined;
  });
}

/** The whole script is one message to the server, and therefore one transaction. */
async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)`,
    [id, checksum, name],
  );
  try {
    await client.query(sql);
  } catch (error) {
    await client.query(`UPDATE "_prisma_migrations" SET logs = $2 WHERE id = $1`, [
      id,
      String(error),
    ]);
    throw error;
  }
  await client.query(
    `UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE id = $1`,
    [id],
  );
}
