import "server-only";

/**
 * Compares the database with what this program needs of it. The newest migration is written into
 * the program when it is built: its folder is not there where the program runs.
 */
import { BUILT } from "../env";
import type { Sql } from "./sql";

/** Null outside of a build, as in a test. */
const NEEDED = BUILT.newestMigration;

/** A newer database is no obstacle: migrations leave what the program before them needs. */
export async function isMigrationMissing(run: Sql, needed = NEEDED): Promise<boolean> {
  if (needed === null) return false;
  const rows = await run(
    `SELECT FROM "_prisma_migrations"
      WHERE migration_name = $1 AND finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    [needed],
  );
  return rows.length === 0;
}
