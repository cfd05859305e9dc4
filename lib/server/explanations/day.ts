import "server-only";

/** The day that something is said about, held while it is said. */
import { AppError } from "../app-error";
import { lockDays } from "../db/advisory-lock";
import type { Sql } from "../db/sql";

type ShownDay = { centreId: string; date: string; version: number };

/** Held until the transaction ends. Null when the reader saw an older version of it. */
export async function lockShownDay(
  sql: Sql,
  { centreId, date, version }: ShownDay,
): Promise<{ state: string } | null> {
  await lockDays(sql, [{ centreId, businessDate: date }]);
  const [day] = await sql<{ version: number; state: string }>(
    `SELECT version, state FROM reconciliation
      WHERE centre_id = $1 AND business_date = $2 FOR UPDATE`,
    [centreId, date],
  );
  if (day === undefined) {
    throw new AppError("NOT_FOUND", "Nothing was reported or counted on this day yet.");
  }
  return day.version === version ? day : null;
}
