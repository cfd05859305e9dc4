import "server-only";

/**
 * Compares the cells of days, from which variances are read, with the lines of these days. It
 * serves the rebuild alone; nothing else reads lines here.
 */
import { JUST_UNDER_PARTS } from "@/lib/domain/variance/just-under-tolerance";
import type { DayKey } from "@/lib/domain/keys";
import type { Transaction } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { TOLERANCE } from "../recompute/line-columns";
import { IS_DRAWER, TERM_ROWS } from "../recompute/stored-terms";
import { CELL_COLUMNS, deleteCells } from "../recompute/write-variance-days";

const KEYS = unnestDays();

const ORDER = "ORDER BY l.shift_id, l.till_id, l.tender_id";

/** The condition of `isJustUnder`; dividing integers truncates here too. */
const JUST_UNDER = `l.verdict = 'within-tolerance'
  AND ${TOLERANCE} - abs(l.difference_minor) < ${TOLERANCE} / ${JUST_UNDER_PARTS}`;

/**
 * Selects the cells of days as computed from their lines, for the days of `k`, which is joined in.
 */
export function selectCellsOfLines(days: string): string {
  const inOrder = (column: string) => `array_agg(${column} ${ORDER})`;
  return `
    SELECT centre_id, business_date, min(d.state) AS state, min(l.currency) AS currency,
           ${inOrder("l.shift_id")} AS shift_ids, ${inOrder("l.till_id")} AS till_ids,
           ${inOrder("l.tender_id")} AS tender_ids,
           ${inOrder("l.expected_minor")} AS expected_minor,
           ${inOrder("l.counted_minor")} AS counted_minor,
           ${inOrder("l.sales_minor")} AS sales_minor, ${inOrder("l.verdict")} AS verdicts,
           ${inOrder("c.float")} AS float_minor, ${inOrder(JUST_UNDER)} AS just_under,
           CASE WHEN bool_and(${IS_DRAWER} IS NOT TRUE OR c.taken IS NOT NULL)
             THEN sum(c.taken) END::bigint AS cash_taken_minor,
           sum(c.deposited)::bigint AS deposited_minor
      FROM ${days} JOIN reconciliation_line l USING (centre_id, business_date)
      JOIN reconciliation d USING (centre_id, business_date)
      LEFT JOIN LATERAL (
        SELECT (sum(t.amount) FILTER (WHERE t.term = 'float'))::bigint AS float,
               CASE WHEN l.sales_minor IS NOT NULL AND NOT bool_or(t.amount IS NULL
                   AND t.labels IS NOT NULL)
                 THEN sum(t.amount) FILTER (WHERE t.term IN
                   ('sales', 'contributions', 'withdrawals', 'expenses', 'tips', 'gift-cards',
                    'rounding')) END AS taken,
               -sum(t.amount) FILTER (WHERE t.term IN ('deposits', 'pickups')) AS deposited
          FROM ${TERM_ROWS} t
      ) c ON ${IS_DRAWER}
     GROUP BY centre_id, business_date`;
}

const ALL_COLUMNS = ["state", ...CELL_COLUMNS];
const rowOf = (alias: string) =>
  `ROW(${ALL_COLUMNS.map((column) => `${alias}.${column}`).join(", ")})`;

export async function listOutdatedCells(
  { sql }: Pick<Transaction, "sql">,
  days: readonly DayKey[],
): Promise<DayKey[]> {
  return sql<DayKey>(
    `SELECT k.centre_id AS "centreId", k.business_date AS "businessDate"
       FROM ${KEYS} LEFT JOIN variance_day v USING (centre_id, business_date)
       LEFT JOIN (${selectCellsOfLines(KEYS)}) f USING (centre_id, business_date)
      WHERE ${rowOf("v")} IS DISTINCT FROM ${rowOf("f")}`,
    keyArrays(days),
  );
}

export async function repairCells(tx: Transaction, days: readonly DayKey[]): Promise<void> {
  if (days.length === 0) return;
  await deleteCells(tx, days);
  await tx.sql(
    `INSERT INTO variance_day (centre_id, business_date, ${ALL_COLUMNS.join(", ")})
     ${selectCellsOfLines(KEYS)}`,
    keyArrays(days),
  );
}
