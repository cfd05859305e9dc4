/** A year of four million stored lines in a thousand centres, made by PostgreSQL itself. */
import type pg from "pg";
import { selectCellsOfLines } from "@/lib/server/rebuild/rebuild-variances";
import { type BenchServer, withClient } from "./server";

export const YEAR = { from: "2025-11-24", to: "2026-11-23", days: 365 };
const CENTRES = 1_000;

export function listCentreIds(scale: number): string[] {
  const count = Math.max(10, Math.round(CENTRES * scale));
  return Array.from({ length: count }, (_, index) => String(1_001 + index));
}

/** Kept from run to run, because making it takes a minute. */
export async function ensureYearDatabase(server: BenchServer, scale: number): Promise<string> {
  const centres = listCentreIds(scale).length;
  const name = `bench_year_${centres}`;
  const stored = await server.find(name);
  if (stored !== null && (await isWhole(stored))) return stored;
  const url = await server.fresh(name);
  await withClient(url, (client) => fill(client, centres));
  return url;
}

async function isWhole(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const found = await client.query("SELECT 1 FROM setting WHERE name = 'bench-just-under'");
    return found.rowCount === 1;
  });
}

async function fill(client: pg.Client, centres: number): Promise<void> {
  await client.query(
    `INSERT INTO centre (id, name, currency, time_zone)
     SELECT (1000 + n)::text, 'Centre ' || n, CASE WHEN n % 20 = 0 THEN 'GBP' ELSE 'EUR' END,
            'Europe/Madrid' FROM generate_series(1, $1::int) AS n`,
    [centres],
  );
  await client.query(LINES, [YEAR.to, YEAR.days]);
  await client.query(DAYS);
  await client.query(`${CELLS} ${selectCellsOfLines("(TABLE reconciliation) k")}`);
  await client.query(NAMES);
  await client.query(`INSERT INTO cash_sheet (centre_id, business_date, version, hash, read_at)
    SELECT centre_id, business_date, 1, repeat('a', 64), now() FROM reconciliation`);
  await client.query(`INSERT INTO setting (name, value) VALUES ('bench-just-under', 'true')`);
  await client.query("VACUUM ANALYZE");
}

/**
 * Eleven lines a day, stored date after date as a sync stores them: of 1,024 lines 26 are short, 16
 * over, 10 uncounted and 5 unexpected.
 */
const LINES = `
  INSERT INTO reconciliation_line
  SELECT centre_id, business_date, shift_id, till_id, tender_id, 'Shift ' || shift_id,
         'Till ' || till_id, initcap(tender_id), CASE WHEN verdict <> 'unexpected' THEN kind END,
         currency, CASE WHEN verdict <> 'unexpected' THEN amount END,
         CASE WHEN verdict <> 'uncounted' THEN amount + gap END,
         CASE WHEN verdict NOT IN ('uncounted', 'unexpected') THEN gap END, 0, verdict,
         CASE WHEN kind = 'cash' AND verdict <> 'unexpected' THEN jsonb_build_array(
           jsonb_build_object('term', 'float', 'amountMinor', 5000, 'entries', '[]'::jsonb),
           jsonb_build_object('term', 'sales', 'amountMinor', amount - 5000, 'entries',
             '[]'::jsonb)) END,
         false, CASE WHEN verdict <> 'uncounted' THEN 1 END
    FROM (
      SELECT *, CASE verdict WHEN 'short' THEN -10 * luck - 1 WHEN 'over' THEN 7 * luck
                ELSE 0 END AS gap
        FROM (
          SELECT *, CASE WHEN luck < 26 THEN 'short' WHEN luck < 42 THEN 'over'
                    WHEN luck < 52 THEN 'uncounted' WHEN luck < 57 THEN 'unexpected'
                    ELSE 'matched' END AS verdict
            FROM (
              SELECT c.id AS centre_id, ($1::date - d)::text AS business_date, s::text AS shift_id,
                     'T' || t AS till_id, x.tender AS tender_id, x.kind, c.currency,
                     5000 + (hashtextextended(concat(c.id, d, s, t, x.tender), 1) & 65535)
                       AS amount,
                     hashtextextended(concat(c.id, d, s, t, x.tender), 2) & 1023 AS luck
                FROM centre c, generate_series(0, $2::int - 1) AS d, generate_series(1, 2) AS s,
                     generate_series(1, 2) AS t,
                     (VALUES ('CASH', 'cash'), ('CARD', 'card'), ('VOUCHER', 'voucher'))
                       AS x (tender, kind)
               WHERE NOT (s = 2 AND t = 2 AND x.tender = 'VOUCHER')
               ORDER BY 2, 1, 3, 4, 5
            ) AS made
        ) AS judged
    ) AS line`;

const DAYS = `
  INSERT INTO reconciliation (centre_id, business_date, currency, sheet_version, expected_minor,
    counted_minor, short_minor, over_minor, uncounted_minor, unexpected_minor, matched_lines,
    within_tolerance_lines, short_lines, over_lines, uncounted_lines, unexpected_lines, revision)
  SELECT centre_id, business_date, min(currency), 1,
         coalesce(sum(expected_minor) FILTER (WHERE difference_minor IS NOT NULL), 0),
         coalesce(sum(counted_minor) FILTER (WHERE difference_minor IS NOT NULL), 0),
         coalesce(sum(difference_minor) FILTER (WHERE difference_minor < 0), 0),
         coalesce(sum(difference_minor) FILTER (WHERE difference_minor > 0), 0),
         coalesce(sum(expected_minor) FILTER (WHERE verdict = 'uncounted'), 0),
         coalesce(sum(counted_minor) FILTER (WHERE verdict = 'unexpected'), 0),
         count(*) FILTER (WHERE verdict = 'matched'), 0,
         count(*) FILTER (WHERE verdict = 'short'), count(*) FILTER (WHERE verdict = 'over'),
         count(*) FILTER (WHERE verdict = 'uncounted'),
         count(*) FILTER (WHERE verdict = 'unexpected'), nextval('reconciliation_revision')
    FROM reconciliation_line GROUP BY 1, 2`;

const CELLS = `
  INSERT INTO variance_day (centre_id, business_date, state, currency, shift_ids, till_ids,
    tender_ids, expected_minor, counted_minor, sales_minor, verdicts, float_minor, just_under,
    cash_taken_minor, deposited_minor)`;

const NAMES = `
  INSERT INTO variance_name (centre_id, kind, named_id, name, tender_kind)
  SELECT c.id, x.kind, x.id, x.name, x.tender
    FROM centre c, (VALUES ('shift', '1', 'Shift 1', NULL), ('shift', '2', 'Shift 2', NULL),
           ('till', 'T1', 'Till T1', NULL), ('till', 'T2', 'Till T2', NULL),
           ('tender', 'CASH', 'Cash', 'cash'), ('tender', 'CARD', 'Card', 'card'),
           ('tender', 'VOUCHER', 'Voucher', 'voucher')) AS x (kind, id, name, tender)`;
