import "server-only";

/**
 * Stores the rows of a file in one transaction. Rows whose amount is in force already change
 * nothing, so that the same file may be sent again.
 */
import type { ImportStage } from "@/lib/contracts/till-count";
import type { DayState } from "@/lib/domain/day";
import type { CountRow, RowFault } from "@/lib/domain/till-count/import-row";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import { appendAudit } from "../audit/append";
import { lockDays } from "../db/advisory-lock";
import { inTransaction, type Sql, type Transaction } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";

const ROWS_PER_INSERT = 10_000;

export type Progress = (stage: ImportStage, done: number, total: number) => void;

type StoreInput = {
  actorId: string;
  counts: readonly CountRow[];
  dryRun: boolean;
  onProgress: Progress;
};

export type Stored = { accepted: number; faults: RowFault[] };

export async function storeCounts(input: StoreInput): Promise<Stored> {
  const days = daysOf(input.counts);
  return inTransaction(async (tx) => {
    await tx.sql(INCOMING);
    await loadIncoming(tx.sql, input);
    // A preview takes no lock, so that it doesn't make others wait.
    if (!input.dryRun) await lockDays(tx.sql, days);
    await tx.sql(CHANGED);
    const faults = await listNotOpen(tx.sql);
    const accepted = await countChanged(tx.sql);
    if (input.dryRun || faults.length > 0 || accepted === 0) return { accepted, faults };
    await tx.sql(INSERT_VERSIONS, [input.actorId]);
    await recompute(tx, input.onProgress);
    await appendAudits(tx.sql, input.actorId);
    return { accepted, faults };
  });
}

const INCOMING = `CREATE TEMP TABLE till_count_incoming (row int NOT NULL, centre_id text NOT NULL,
  business_date text NOT NULL, shift_id text NOT NULL, till_id text NOT NULL,
  tender_id text NOT NULL, counted_minor bigint NOT NULL) ON COMMIT DROP`;

async function loadIncoming(sql: Sql, { counts, onProgress }: StoreInput): Promise<void> {
  for (let from = 0; from < counts.length; from += ROWS_PER_INSERT) {
    const part = counts.slice(from, from + ROWS_PER_INSERT);
    await sql(
      `INSERT INTO till_count_incoming SELECT * FROM unnest($1::int[], $2::text[], $3::text[],
         $4::text[], $5::text[], $6::text[], $7::bigint[])`,
      [
        part.map(({ row }) => row),
        part.map(({ centreId }) => centreId),
        part.map(({ businessDate }) => businessDate),
        part.map(({ shiftId }) => shiftId),
        part.map(({ tillId }) => tillId),
        part.map(({ tenderId }) => tenderId),
        part.map(({ counted }) => counted),
      ],
    );
    onProgress("storing", from + part.length, counts.length);
  }
}

/** The rows that differ from the count in force, with the version that they replace. */
const CHANGED = `CREATE TEMP TABLE till_count_changed ON COMMIT DROP AS
  SELECT i.*, coalesce(c.version, 0) AS replaces FROM till_count_incoming i
  LEFT JOIN LATERAL (
    SELECT t.version, t.counted_minor FROM till_count t
    WHERE t.centre_id = i.centre_id AND t.business_date = i.business_date
      AND t.shift_id = i.shift_id AND t.till_id = i.till_id AND t.tender_id = i.tender_id
    ORDER BY t.version DESC LIMIT 1) c ON true
  WHERE c.version IS NULL OR c.counted_minor <> i.counted_minor`;

/** A day of a closed period takes no counts either, whatever its own state. */
async function listNotOpen(sql: Sql): Promise<RowFault[]> {
  const rows = await sql<{ row: number; state: DayState }>(
    `SELECT i.row, d.state FROM (
       SELECT k.centre_id, k.business_date,
              CASE WHEN r.state <> 'open' THEN r.state WHEN p.action = 'closed' THEN 'closed' END
                AS state
         FROM (SELECT DISTINCT centre_id, business_date FROM till_count_changed) k
         LEFT JOIN reconciliation r USING (centre_id, business_date)
         LEFT JOIN LATERAL (
           SELECT c.action FROM closed_period c
            WHERE c.centre_id = k.centre_id AND k.business_date BETWEEN c."from" AND c."to"
            ORDER BY c.number DESC LIMIT 1) p ON true) d
     JOIN till_count_changed i USING (centre_id, business_date)
     WHERE d.state IS NOT NULL ORDER BY i.row`,
  );
  return rows.map(({ row, state }) => ({
    row,
    column: "business_date",
    code: "day-not-open",
    value: state,
  }));
}

async function countChanged(sql: Sql): Promise<number> {
  const [row] = await sql<{ rows: number }>("SELECT count(*)::int AS rows FROM till_count_changed");
  return row?.rows ?? 0;
}

const INSERT_VERSIONS = `INSERT INTO till_count (centre_id, business_date, shift_id, till_id,
    tender_id, version, counted_minor, source, counted_by_id)
  SELECT centre_id, business_date, shift_id, till_id, tender_id, replaces + 1, counted_minor,
    'import', $1::uuid FROM till_count_changed
  ORDER BY centre_id, business_date, shift_id, till_id, tender_id`;

/**
 * The days are given together, because locks are: many of them take one lock, and those of a part
 * would be added to it one by one.
 */
async function recompute(tx: Transaction, onProgress: Progress): Promise<void> {
  const days = await tx.sql<DayKey>(
    `SELECT DISTINCT centre_id AS "centreId", business_date AS "businessDate"
     FROM till_count_changed ORDER BY 1, 2`,
  );
  const onStep = (done: number) => onProgress("comparing", done, days.length);
  onStep(0);
  await recomputeDays(tx, days, new Map(), onStep);
}

/** There is one entry per centre, so that its users find it in their audit trail. */
async function appendAudits(sql: Sql, actorId: string): Promise<void> {
  const centres = await sql<{ centre_id: string; counts: number; from: string; to: string }>(
    `SELECT centre_id, count(*)::int AS counts, min(business_date) AS from, max(business_date) AS to
     FROM till_count_changed GROUP BY centre_id ORDER BY centre_id`,
  );
  for (const { centre_id: centreId, ...after } of centres) {
    await appendAudit(sql, { actorId, action: "till-counts.imported", centreId, after });
  }
}

function daysOf(counts: readonly CountRow[]): DayKey[] {
  const days = new Map(counts.map((count) => [formatDayKey(count), count]));
  return [...days.values()];
}
