/** Fills the tables as version 0.1.0 had them, in which every later migration finds data. */
import type pg from "pg";
import { applyPending, listMigrations } from "../postgres/migrate";

const LAST_OF_FIRST_VERSION = "20261125120000_just_under";
const DAYS_PER_CENTRE = 365;
const FIRST_DATE = "2025-11-01";

/** Each day has three lines: matched, short and not counted. */
const DAYS = `
  SELECT 'M' || (n / ${DAYS_PER_CENTRE}) AS centre_id,
         to_char(date '${FIRST_DATE}' + n % ${DAYS_PER_CENTRE}, 'YYYY-MM-DD') AS business_date
    FROM generate_series(0, $1::int - 1) AS n`;
const LINES = `
  SELECT centre_id, business_date, tender_id, expected_minor, counted_minor, verdict
    FROM (${DAYS}) d
   CROSS JOIN (VALUES ('1', 120000::bigint, 120000::bigint, 'matched'),
                      ('2', 90000, 88000, 'short'), ('3', 5000, NULL, 'uncounted'))
           AS t (tender_id, expected_minor, counted_minor, verdict)`;

const PERSON = "'00000000-0000-4000-8000-000000000001'::uuid";
const SHEET = `jsonb_build_object('centreId', centre_id, 'businessDate', business_date,
                 'currency', 'EUR', 'lines', '[]'::jsonb)`;

/** Numbers of the rows belong together, so that a migration which adds them up finds them so. */
const STATEMENTS = [
  `INSERT INTO centre (id, name, currency, time_zone)
   SELECT DISTINCT centre_id, centre_id, 'EUR', 'Europe/Madrid' FROM (${DAYS}) d`,
  `INSERT INTO cash_sheet_version (centre_id, business_date, version, hash, payload, sheet,
                                   field_map_hash, fetched_at)
   SELECT centre_id, business_date, 1, repeat('0', 64), '{}', ${SHEET}, repeat('0', 64), now()
     FROM (${DAYS}) d`,
  `INSERT INTO cash_sheet (centre_id, business_date, version, hash, read_at)
   SELECT centre_id, business_date, 1, repeat('0', 64), now() FROM (${DAYS}) d`,
  `INSERT INTO reconciliation (centre_id, business_date, currency, sheet_version, expected_minor,
          counted_minor, short_minor, over_minor, uncounted_minor, unexpected_minor, matched_lines,
          within_tolerance_lines, short_lines, over_lines, uncounted_lines, unexpected_lines,
          revision)
   SELECT centre_id, business_date, 'EUR', 1, 215000, 208000, -2000, 0, 5000, 0, 1, 0, 1, 0, 1, 0,
          row_number() OVER () FROM (${DAYS}) d`,
  `INSERT INTO reconciliation_line (centre_id, business_date, shift_id, till_id, tender_id,
          shift_name, till_name, tender_name, tender_kind, currency, expected_minor, counted_minor,
          difference_minor, tolerance_minor, verdict, rounded, count_version)
   SELECT centre_id, business_date, '1', '1', tender_id, 'Morning', 'Bar', 'Tender ' || tender_id,
          CASE tender_id WHEN '1' THEN 'cash' ELSE 'card' END, 'EUR', expected_minor, counted_minor,
          counted_minor - expected_minor, 0, verdict, false,
          CASE WHEN counted_minor IS NOT NULL THEN 1 END FROM (${LINES}) l`,
  `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
          counted_minor, source, counted_by_id)
   SELECT centre_id, business_date, '1', '1', tender_id, 1, counted_minor, 'screen', ${PERSON}
     FROM (${LINES}) l WHERE counted_minor IS NOT NULL`,
  `INSERT INTO variance_day (centre_id, business_date, currency, shift_ids, till_ids, tender_ids,
          expected_minor, counted_minor, sales_minor, verdicts, cash_taken_minor, deposited_minor)
   SELECT centre_id, business_date, 'EUR', ARRAY['1', '1', '1'], ARRAY['1', '1', '1'],
          ARRAY['1', '2', '3'], ARRAY[120000, 90000, 5000], ARRAY[120000, 88000, NULL],
          ARRAY[120000, 90000, 5000], ARRAY['matched', 'short', 'uncounted'], 120000, 0
     FROM (${DAYS}) d`,
  `INSERT INTO audit_entry (at, actor_id, action, centre_id, business_date, after)
   SELECT now(), ${PERSON}, 'count', centre_id, business_date, '{"countedMinor": 120000}'
     FROM (${DAYS}) d`,
];

/** The database must be empty. */
export async function makeFirstVersion(client: pg.Client, centreDays: number): Promise<void> {
  const first = listMigrations().filter(({ name }) => name <= LAST_OF_FIRST_VERSION);
  await applyPending(client, first);
  await client.query(
    `INSERT INTO "user" (id, email, name)
     VALUES (${PERSON}, 'counter@example.test', 'Counter')`,
  );
  for (const statement of STATEMENTS) await client.query(statement, [centreDays]);
  await client.query("VACUUM (ANALYZE)");
}
