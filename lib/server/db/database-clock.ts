import "server-only";

/** Reads the database's clock, which gives every time that is stored and compared. */
import { type Sql, sql } from "./sql";

export async function readDatabaseClock(run: Sql = sql): Promise<Date> {
  const [row] = await run<{ time: Date }>("SELECT clock_timestamp() AS time");
  if (row === undefined) throw new Error("the database does not tell the time");
  return row.time;
}
