import "server-only";

/** What an audit entry of a move states about the day before and after it. */
import type { DayState } from "@/lib/domain/day";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";

export type Standing = {
  state: DayState;
  version: number;
  sheetVersion: number;
  totals: Record<string, number>;
};

/** The totals of the day that has this name in the statement. */
export function formatTotals(day: string): string {
  return `json_build_object('expectedMinor', ${day}.expected_minor,
    'countedMinor', ${day}.counted_minor, 'shortMinor', ${day}.short_minor,
    'overMinor', ${day}.over_minor, 'uncountedMinor', ${day}.uncounted_minor,
    'unexpectedMinor', ${day}.unexpected_minor)`;
}

export const STANDING_COLUMNS = `r.state, r.version, r.sheet_version AS "sheetVersion",
  ${formatTotals("r")} AS totals`;

export async function readStanding(
  sql: Sql,
  { centreId, businessDate }: DayKey,
): Promise<Standing> {
  const [row] = await sql<Standing>(
    `SELECT ${STANDING_COLUMNS} FROM reconciliation r
      WHERE r.centre_id = $1 AND r.business_date = $2`,
    [centreId, businessDate],
  );
  if (row === undefined) throw new Error("A day that moves is there");
  return row;
}
