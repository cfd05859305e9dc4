import "server-only";

/**
 * Folds the addends of the stored sums: rows of one key become one. Queries return the same before,
 * meanwhile and after; they only take longer the more rows there are.
 */
import { type Sql, sql } from "../db/sql";

export const TOTAL_KEYS = "level, period, centre_id, state, currency, shift_id, till_id, tender_id";
/** These come from the cells of days. */
export const CELL_SUMS = [
  "expected_minor",
  "counted_minor",
  "short_minor",
  "over_minor",
  "sales_minor",
  "sales_lines",
  "matched_lines",
  "within_tolerance_lines",
  "short_lines",
  "over_lines",
  "uncounted_lines",
  "unexpected_lines",
];
/** What days owe, under the names of their own columns. */
export const OWED_SUMS = [
  "tips_in_minor",
  "tips_out_minor",
  "tips_unknown",
  "gift_cards_in_minor",
  "gift_cards_out_minor",
  "gift_cards_unknown",
];
/** What days sold, and how many of them do not say it. */
export const SOLD_SUMS = ["gross_minor", "gross_unknown", "tickets", "tickets_unknown"];
/** These come from the days themselves. */
export const DAY_SUMS = ["days", ...OWED_SUMS, ...SOLD_SUMS];
export const SUMS = [...CELL_SUMS, ...DAY_SUMS];

/** Returns how many rows were removed. Concurrent folds find other rows, or none. */
export async function foldVarianceTotals(run: Sql = sql): Promise<number> {
  const [row] = await run<{ gone: string }>(
    `WITH many AS (
       SELECT ${TOTAL_KEYS} FROM variance_total GROUP BY ${TOTAL_KEYS} HAVING count(*) > 1
     ), gone AS (
       DELETE FROM variance_total t USING many m
        WHERE (${named("t")}) = (${named("m")}) RETURNING t.*
     ), kept AS (
       INSERT INTO variance_total (${TOTAL_KEYS}, ${SUMS.join(", ")})
       SELECT ${TOTAL_KEYS}, ${SUMS.map((name) => `sum(${name})`).join(", ")} FROM gone
        GROUP BY ${TOTAL_KEYS} HAVING ${SUMS.map((name) => `sum(${name}) <> 0`).join(" OR ")}
     )
     SELECT count(*) AS gone FROM gone`,
  );
  return Number(row?.gone ?? 0);
}

function named(alias: string): string {
  return TOTAL_KEYS.split(", ")
    .map((key) => `${alias}.${key}`)
    .join(", ");
}
