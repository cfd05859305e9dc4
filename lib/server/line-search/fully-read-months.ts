import "server-only";

/** Notes of which months every day was read. No day becomes unread until its month is archived. */
import { inTransaction, type Transaction } from "../db/sql";

/** The first time it counts the days of all years. */
const LONG = "SET LOCAL statement_timeout = '15min'";

/** Returns how many months of centres were added. */
export async function noteFullyReadMonths(): Promise<number> {
  return inTransaction(async ({ sql: run }) => {
    await run(LONG);
    const added = await run(
      `INSERT INTO fully_read_month (centre_id, month)
       SELECT c.id, m.month
         FROM centre c
        CROSS JOIN LATERAL (
          SELECT min(business_date)::timestamp AS first, max(business_date)::timestamp AS last
            FROM cash_sheet s WHERE s.centre_id = c.id
        ) s
        CROSS JOIN LATERAL (
          SELECT to_char(begins, 'YYYY-MM') AS month, begins::date AS first,
                 (begins + interval '1 month - 1 day')::date AS last
            FROM generate_series(date_trunc('month', s.first), s.last, '1 month') AS begins
        ) m
        WHERE NOT EXISTS (SELECT FROM fully_read_month r
                           WHERE r.centre_id = c.id AND r.month = m.month)
          AND extract(day FROM m.last) = (
            SELECT count(*) FROM cash_sheet s
             WHERE s.centre_id = c.id AND s.business_date BETWEEN m.first::text AND m.last::text)
       ON CONFLICT DO NOTHING RETURNING 1`,
    );
    return added.length;
  });
}

const UNTRUE = `extract(day FROM (r.month || '-01')::date + interval '1 month - 1 day') <> (
  SELECT count(*) FROM cash_sheet s WHERE s.centre_id = r.centre_id
     AND s.business_date BETWEEN r.month || '-01' AND r.month || '-31')`;

/** Counts the months that are noted although a day of them was not read; `write` deletes them. */
export async function checkFullyReadMonths({ sql }: Transaction, write: boolean): Promise<number> {
  await sql(LONG);
  const untrue = await sql(
    write
      ? `DELETE FROM fully_read_month r WHERE ${UNTRUE} RETURNING 1`
      : `SELECT FROM fully_read_month r WHERE ${UNTRUE}`,
  );
  return untrue.length;
}
