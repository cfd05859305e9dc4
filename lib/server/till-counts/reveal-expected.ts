import "server-only";

/**
 * The only module of the counter's API that reads what is expected. Where the mode hides it nothing
 * is read, so that neither the response nor its time can depend on the amount.
 */
import type { BlindMode } from "@/lib/domain/till-count/blind-count";
import { type DayKey, formatLinePosition } from "@/lib/domain/keys";
import { sql } from "../db/sql";

export type Revealed = { expectedMinor: number | null; differenceMinor: number | null };

type RevealedRow = {
  shiftId: string;
  tillId: string;
  tenderId: string;
  expected: string | null;
  difference: string | null;
};

/** Maps by `formatLinePosition`. In the mode "after-entry", only counted lines are included. */
export async function listRevealed(mode: BlindMode, day: DayKey): Promise<Map<string, Revealed>> {
  if (mode === "hidden") return new Map();
  const rows = await sql<RevealedRow>(
    `SELECT shift_id AS "shiftId", till_id AS "tillId", tender_id AS "tenderId",
            expected_minor AS expected, difference_minor AS difference
       FROM reconciliation_line
      WHERE centre_id = $1 AND business_date = $2 AND ($3 OR count_version IS NOT NULL)`,
    [day.centreId, day.businessDate, mode === "shown"],
  );
  return new Map(
    rows.map((row) => [
      formatLinePosition(row),
      { expectedMinor: numberOf(row.expected), differenceMinor: numberOf(row.difference) },
    ]),
  );
}

function numberOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}
