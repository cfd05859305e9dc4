import "server-only";

/**
 * The daily job of an installation whose large tables are divided by month: makes the months that
 * come, and computes the statistics of the whole tables, which the database never does by itself.
 */
import { sql } from "../db/sql";
import { log } from "../log";
import { MONTHS_AHEAD } from "./months-ahead";

export type DividedTable = { name: string; until: string; rowsOutside: number };

export function listDividedTables(run = sql): Promise<DividedTable[]> {
  return run<DividedTable>(
    `SELECT name, "until", rows_outside::int AS "rowsOutside" FROM months_of_tables()`,
  );
}

export async function makeMonths(): Promise<void> {
  await sql("SELECT drop_forgotten_checks()");
  for (const { name } of await listDividedTables()) {
    const made = await sql<{ month: string }>("SELECT make_months($1, $2::int) AS month", [
      name,
      MONTHS_AHEAD,
    ]);
    for (const { month } of made) log().info({ month }, "a month was made");
    await sql("SELECT analyze_months($1)", [name]);
  }
  for (const table of await listDividedTables()) {
    if (table.rowsOutside > 0) log().warn(table, OUTSIDE);
  }
}

const OUTSIDE = "rows are outside of all months: npm run partition moves them";
