/**
 * Posts a month of a thousand centres to the journal and writes it as a file, compared with a COPY
 * of the same postings between two tables, which decides nothing.
 */
import { randomUUID } from "node:crypto";
import { EVERYWHERE, type Permission, proveAnywhere, type Role } from "@/lib/domain/permission";
import { PURPOSES } from "@/lib/domain/journal/purpose";
import { ORGANISATION_SERIES } from "@/lib/domain/journal/series";
import { disconnect, pool } from "@/lib/server/db/client";
import { exportBatch } from "@/lib/server/journal/batch-file";
import { disablePretenuring } from "@/lib/server/v8-flags";
import { postBatch } from "@/lib/server/journal/post-batch";
import { previewBatch } from "@/lib/server/journal/preview-batch";
import { peakMemory, perSecond, ratio, row, seconds, timed, title } from "../figures/report";
import type { BenchServer } from "./server";

const CENTRES = 1_000;
const MONTH = { from: "2026-10-01", to: "2026-10-31", days: 31 };

export async function benchJournal(server: BenchServer, scale: number): Promise<void> {
  const centres = Math.max(10, Math.round(CENTRES * scale));
  title(`Journal: ${centres.toLocaleString("en")} centres, ${MONTH.days} days`);
  process.env.DATABASE_URL = await server.fresh("bench_journal");
  // The built application does so when it starts.
  disablePretenuring();
  try {
    await fill(centres);
    const rest = peakMemory() ?? 0;
    const range = { entityId: ORGANISATION_SERIES, from: MONTH.from, to: MONTH.to };
    const preview = await timed(() => previewBatch(scopeOf("journal:view", "auditor"), range));
    row("preview", seconds(preview.ms), perSecond(preview.result.entries, preview.ms));
    const posted = await timed(() => postBatch(scopeOf("journal:post", "approver"), range));
    const { entries, number } = posted.result;
    const copied = await timed(copyPostings);
    row("the postings from table to table (baseline)", seconds(copied.ms));
    const speed = `${perSecond(entries, posted.ms)} days, ${ratio(posted.ms, copied.ms)}`;
    row("post the batch", seconds(posted.ms), `${speed}, aim: 30 s`);
    for (const format of ["csv", "datev"] as const) {
      const file = await timed(() => readFile(number, format));
      const size = `${Math.round(file.result / 1e6)} MB, ${perSecond(entries, file.ms)} days`;
      row(`file: ${format}`, seconds(file.ms), size);
    }
    const more = (peakMemory() ?? 0) - rest;
    row("memory of this process, above rest", `+${more} MB`, `at rest ${rest} MB, aim: +200 MB`);
    row("debits are what the days sold and moved", (await isWhole()) ? "yes" : "NO");
  } finally {
    await disconnect();
    await server.drop("bench_journal");
  }
}

function scopeOf<P extends Permission>(permission: P, role: Role) {
  const roles = new Map<string, readonly Role[]>([[EVERYWHERE, [role]]]);
  const actor = { userId: randomUUID(), name: "Bench", roles, limitedTo: null };
  const scope = proveAnywhere(actor, permission);
  if (scope === null) throw new Error(`${role} has no ${permission}.`);
  return scope;
}

async function copyPostings(): Promise<void> {
  await pool().query("CREATE TABLE copied AS TABLE journal_posting");
}

async function readFile(number: number, format: "csv" | "datev"): Promise<number> {
  const file = { entityId: ORGANISATION_SERIES, number, format };
  const response = await exportBatch(scopeOf("journal:view", "auditor"), file);
  let bytes = 0;
  for await (const chunk of response.body ?? []) bytes += chunk.length;
  return bytes;
}

/** Sales are what the days recorded. */
async function isWhole(): Promise<boolean> {
  const found = await pool().query<{ equal: boolean }>(
    `SELECT (SELECT sum(amount_minor) FROM journal_posting WHERE purpose = 'sales')
          = (SELECT sum(sales_minor) FROM reconciliation_line) AS equal`,
  );
  return found.rows[0]?.equal === true;
}

/** Two tills with cash, cards and vouchers in two shifts: twelve lines a day, all closed. */
async function fill(centres: number): Promise<void> {
  await pool().query(
    `INSERT INTO centre (id, name, currency, time_zone)
     SELECT (1000 + n)::text, 'Centre ' || n, 'EUR', 'Europe/Madrid'
       FROM generate_series(1, $1::int) AS n`,
    [centres],
  );
  await pool().query(LINES, [MONTH.to, MONTH.days]);
  await pool().query(DAYS);
  await pool().query(COUNTS, [randomUUID()]);
  await pool().query(MOVES, [randomUUID()]);
  await pool().query(
    `INSERT INTO journal_account_rule (scope_id, purpose, selector, version, account, vat_account,
       vat_ppm, valid_from, created_by_id)
     SELECT '*', p, '*', 1, (570000 + n)::text, CASE WHEN p = 'expenses' THEN '472000' END,
            CASE WHEN p = 'expenses' THEN 210000 END, '2026-01-01', $2::uuid
       FROM unnest($1::text[]) WITH ORDINALITY AS t (p, n)`,
    [[...PURPOSES], randomUUID()],
  );
  await pool().query("VACUUM ANALYZE");
}

const LINES = `
  INSERT INTO reconciliation_line (centre_id, business_date, shift_id, till_id, tender_id,
    shift_name, till_name, tender_name, tender_kind, currency, expected_minor, counted_minor,
    difference_minor, tolerance_minor, verdict, short_terms, rounded, count_version, sales_minor,
    reason, first_of_day)
  SELECT centre, day, shift, till, tender, shift, till, initcap(tender), lower(tender), 'EUR',
         sold + CASE tender WHEN 'CASH' THEN 20000 - 1210 - 30000 ELSE 0 END,
         sold + CASE tender WHEN 'CASH' THEN 20000 - 1210 - 30000 ELSE 0 END + gap, gap, 0,
         CASE WHEN gap < 0 THEN 'short' WHEN gap > 0 THEN 'over' ELSE 'matched' END,
         CASE tender WHEN 'CASH' THEN json_build_array('fsed', 20000, sold,
           '[-1210, "Ice", -1210]'::json, '[-30000, "Bank", -30000]'::json) END,
         false, 1, sold, CASE WHEN gap <> 0 THEN 'cash-handling' END,
         CASE WHEN shift = '1' AND till = 'T1' AND tender = 'CASH' THEN true END
    FROM (
      SELECT c.id AS centre, ($1::date - d)::text AS day, s::text AS shift, 'T' || t AS till,
             x.tender, 40000 + (hashtextextended(concat(c.id, d, s, t, x.tender), 1) & 65535)
               AS sold,
             CASE hashtextextended(concat(c.id, d, s, t, x.tender), 2) & 31
               WHEN 0 THEN -500 WHEN 1 THEN 250 ELSE 0 END AS gap
        FROM centre c, generate_series(0, $2::int - 1) AS d, generate_series(1, 2) AS s,
             generate_series(1, 2) AS t, (VALUES ('CASH'), ('CARD'), ('VOUCHER')) AS x (tender)
    ) AS made`;

const DAYS = `
  INSERT INTO reconciliation (centre_id, business_date, state, currency, sheet_version,
    expected_minor, counted_minor, short_minor, over_minor, uncounted_minor, unexpected_minor,
    matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
    unexpected_lines, revision)
  SELECT centre_id, business_date, 'closed', 'EUR', 1, sum(expected_minor), sum(counted_minor),
         0, 0, 0, 0, count(*), 0, 0, 0, 0, 0, nextval('reconciliation_revision')
    FROM reconciliation_line GROUP BY 1, 2`;

const COUNTS = `
  INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
    counted_minor, float_left_minor, source, counted_by_id)
  SELECT centre_id, business_date, shift_id, till_id, tender_id, 1, counted_minor,
         CASE tender_id WHEN 'CASH' THEN 20000 END, 'api', $1::uuid FROM reconciliation_line`;

const MOVES = `
  INSERT INTO move (centre_id, business_date, number, move, from_state, to_state, sheet_version,
    actor_id)
  SELECT centre_id, business_date, n, CASE n WHEN 1 THEN 'review' ELSE 'closure' END,
         CASE n WHEN 1 THEN 'open' ELSE 'reviewed' END,
         CASE n WHEN 1 THEN 'reviewed' ELSE 'closed' END, 1, $1::uuid
    FROM reconciliation, generate_series(1, 2) AS n`;
