import "server-only";

/**
 * Keeps what the variances are read from: a row of each day with its lines in arrays, made of the
 * lines that were just written, and the names that they bring. Sums follow by a trigger of that row.
 */
import type { DayKey } from "../db/advisory-lock";
import type { Transaction } from "../db/sql";

/** A row of `variance_day` for each day among `k (centre_id, business_date)` that has lines. */
export function cellsOfLines(keys: string): string {
  return `
    SELECT centre_id, business_date, min(l.currency) AS currency,
           array_agg(shift_id) AS shift_ids, array_agg(till_id) AS till_ids,
           array_agg(tender_id) AS tender_ids, array_agg(l.expected_minor) AS expected_minor,
           array_agg(l.counted_minor) AS counted_minor, array_agg(l.sales_minor) AS sales_minor,
           array_agg(l.verdict) AS verdicts, array_agg(c.float) AS float_minor,
           sum(c.taken)::bigint AS cash_taken_minor, sum(c.deposited)::bigint AS deposited_minor
      FROM (SELECT l.* FROM ${keys} JOIN reconciliation_line l USING (centre_id, business_date)
             ORDER BY centre_id, business_date, shift_id, till_id, tender_id) l
      LEFT JOIN LATERAL (
        SELECT sum(t."amountMinor") FILTER (WHERE t.term = 'float') AS float,
               CASE WHEN l.sales_minor IS NOT NULL THEN sum(t."amountMinor") FILTER (WHERE t.term IN
                 ('sales', 'contributions', 'withdrawals', 'expenses')) END AS taken,
               -sum(t."amountMinor") FILTER (WHERE t.term = 'deposits') AS deposited
          FROM jsonb_to_recordset(l.terms) AS t (term text, "amountMinor" bigint)
      ) c ON l.terms IS NOT NULL
     GROUP BY centre_id, business_date`;
}

const CELL_COLUMNS = [
  ...["currency", "shift_ids", "till_ids", "tender_ids", "expected_minor", "counted_minor"],
  ...["sales_minor", "verdicts", "float_minor", "cash_taken_minor", "deposited_minor"],
];

/** The columns of a day's cells as one row value, for comparing what is stored with what follows. */
export const CELLS_ROW = (alias: string) =>
  `ROW(${CELL_COLUMNS.map((column) => `${alias}.${column}`).join(", ")})`;

export const KEYS = "unnest($1::text[], $2::text[]) AS k (centre_id, business_date)";

/** Of days whose lines were written in this transaction. */
export async function writeVarianceDays({ sql }: Transaction, days: readonly DayKey[]) {
  if (days.length === 0) return;
  const keys = [days.map((day) => day.centreId), days.map((day) => day.businessDate)];
  await sql(
    `INSERT INTO variance_day (centre_id, business_date, ${CELL_COLUMNS.join(", ")})
     ${cellsOfLines(KEYS)}
     ON CONFLICT (centre_id, business_date) DO UPDATE SET
       ${CELL_COLUMNS.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}`,
    keys,
  );
  await sql(
    `DELETE FROM variance_day v USING ${KEYS}
      WHERE v.centre_id = k.centre_id AND v.business_date = k.business_date
        AND NOT EXISTS (SELECT FROM reconciliation_line l
              WHERE l.centre_id = k.centre_id AND l.business_date = k.business_date)`,
    keys,
  );
  await sql(NAMES, keys);
}

/** A name is written once: a row that says the same as one that is there is left out. */
const NAMES = `
  INSERT INTO variance_name (centre_id, kind, named_id, name, tender_kind)
  SELECT * FROM (
    SELECT DISTINCT l.centre_id, n.kind, n.id COLLATE "C" AS id, n.name, n.tender_kind
      FROM ${KEYS} JOIN reconciliation_line l USING (centre_id, business_date)
     CROSS JOIN LATERAL (VALUES
       ('shift', l.shift_id, l.shift_name, NULL), ('till', l.till_id, l.till_name, NULL),
       ('tender', l.tender_id, l.tender_name, l.tender_kind)) AS n (kind, id, name, tender_kind)
  ) said
   WHERE NOT EXISTS (SELECT FROM variance_name v WHERE v.centre_id = said.centre_id
     AND v.kind = said.kind AND v.named_id = said.id AND v.name IS NOT DISTINCT FROM said.name
     AND v.tender_kind IS NOT DISTINCT FROM said.tender_kind)`;
