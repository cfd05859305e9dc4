import "server-only";

/**
 * The daily job of an installation whose large tables are divided by month: makes the months that
 * come, and computes the statistics of the whole tables, which the database never does by itself.
 */
import { inTransaction, sql } from "../db/sql";
import { log } from "../log";
import { MONTHS_AHEAD } from "./months";

/** Before PostgreSQL 18, it looks at every month. Shorter than what `ops/alerts.yaml` allows. */
const ANALYZE_MAX = "20min";

export type DividedTable = { name: string; until: string; rowsOutside: number };

export function listDividedTables(run = sql): Promise<DividedTable[]> {
  return run<DividedTable>(
    `SELECT name, "until", rows_outside::int AS "rowsOutside" FROM months_of_tables()`,
  );
}

/** Whatever fails for one table, the others get theirs; the job fails when all is done. */
export async function makeMonths(): Promise<void> {
  const failures: unknown[] = [];
  const attempt = attempting(failures);
  await attempt(null, () => sql("SELECT drop_forgotten_checks()"));
  // Statistics take long, and months are more important.
  failures.push(...(await makeMonthsAhead()));
  for (const { name } of await listDividedTables()) await attempt(name, () => analyse(name));
  for (const table of await listDividedTables()) {
    if (table.rowsOutside > 0) log().warn(table, OUTSIDE);
  }
  if (failures.length > 0) throw failures[0];
}

/** Returns why tables have not got their months. */
export async function makeMonthsAhead(): Promise<unknown[]> {
  const failures: unknown[] = [];
  const attempt = attempting(failures);
  for (const { name } of await listDividedTables()) await attempt(name, () => makeMonthsOf(name));
  return failures;
}

const attempting = (failures: unknown[]) => (table: string | null, work: () => Promise<unknown>) =>
  work().catch((err: unknown) => {
    log().warn({ err, table }, "a table has no months or statistics of today");
    failures.push(err);
  });

async function makeMonthsOf(table: string): Promise<void> {
  const made = await sql<{ month: string }>("SELECT make_months($1, $2::int) AS month", [
    table,
    MONTHS_AHEAD,
  ]);
  for (const { month } of made) log().info({ month }, "a month was made");
}

async function analyse(table: string): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.sql(`SET LOCAL statement_timeout = '${ANALYZE_MAX}'`);
    await tx.sql("SELECT analyze_months($1)", [table]);
  });
}

const OUTSIDE = "rows are outside of all months: npm run partition moves them";
