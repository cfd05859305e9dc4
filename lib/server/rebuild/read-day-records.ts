import "server-only";

/** Reads the trail of one day and what its tables hold, each in the names of the trail. */
import type {
  DayEntry,
  DayRecordsOf,
  ImportedCounts,
  StoredMove,
  StoredRecord,
} from "@/lib/domain/audit/day-records";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";

/** No day of a person's work comes near; a day beyond it is reported as not verified in full. */
export const ENTRIES_MAX = 5_000;

type SignedRow = { state: string; sheetVersion: number; totals: Record<string, number> };
export type ChainedEntry = DayEntry & { at: Date };
type ChangedSheet = { version: number; isGone: boolean };
export type DayFacts = Omit<DayRecordsOf, "entries" | "day"> & {
  entries: ChainedEntry[];
  day: SignedRow | null;
  lines: number;
  /** The versions of the cash sheet whose text does not fit its hash, or has gone. */
  changedSheets: ChangedSheet[];
};

export async function readDayFacts(
  sql: Sql,
  { centreId, businessDate }: DayKey,
): Promise<DayFacts> {
  const key = [centreId, businessDate];
  const entries = await sql<Omit<ChainedEntry, "id"> & { id: string }>(
    `SELECT id, at, action, actor_id AS "actorId", before, after
       FROM audit_entry WHERE centre_id = $1 AND business_date = $2
      ORDER BY id LIMIT ${ENTRIES_MAX + 1}`,
    key,
  );
  const [day] = await sql<SignedRow & { lines: number }>(
    `SELECT state, sheet_version AS "sheetVersion",
            (SELECT count(*)::int FROM reconciliation_line l
              WHERE l.centre_id = r.centre_id AND l.business_date = r.business_date) AS lines,
            json_build_object('expectedMinor', expected_minor, 'countedMinor', counted_minor,
              'shortMinor', short_minor, 'overMinor', over_minor,
              'uncountedMinor', uncounted_minor, 'unexpectedMinor', unexpected_minor) AS totals
       FROM reconciliation r WHERE centre_id = $1 AND business_date = $2`,
    key,
  );
  return {
    entries: entries.map((entry) => ({ ...entry, id: Number(entry.id) })),
    counts: await readCounts(sql, key),
    explanations: await readExplanations(sql, key),
    moves: await sql<StoredMove>(
      `SELECT number, from_state AS "from", to_state AS "to", actor_id::text AS by
         FROM move WHERE centre_id = $1 AND business_date = $2 ORDER BY number`,
      key,
    ),
    day: day ?? null,
    lines: day?.lines ?? 0,
    imported: await countImported(sql, centreId),
    changedSheets: await listChangedSheets(sql, key),
  };
}

/** An imported count has no entry of its own. */
async function readCounts(sql: Sql, key: string[]): Promise<StoredRecord[]> {
  const rows = await sql<{ row: StoredRecord }>(
    `SELECT json_build_object('shiftId', shift_id, 'tillId', till_id, 'tenderId', tender_id,
              'version', version, 'countedMinor', counted_minor, 'floatLeftMinor', float_left_minor,
              'by', counted_by_id) AS row
       FROM till_count WHERE centre_id = $1 AND business_date = $2 AND source <> 'import'
      ORDER BY shift_id, till_id, tender_id, version`,
    key,
  );
  return rows.map(({ row }) => row);
}

async function readExplanations(sql: Sql, key: string[]): Promise<StoredRecord[]> {
  const rows = await sql<{ row: StoredRecord }>(
    `SELECT json_build_object('shiftId', shift_id, 'tillId', till_id, 'tenderId', tender_id,
              'version', version, 'kind', kind, 'reason', reason, 'text', text,
              'differenceMinor', difference_minor, 'countVersion', count_version,
              'by', author_id) AS row
       FROM explanation WHERE centre_id = $1 AND business_date = $2
      ORDER BY shift_id, till_id, tender_id, version`,
    key,
  );
  return rows.map(({ row }) => row);
}

/**
 * An entry has the first and the last date of its counts: those before the boundary went with their
 * month. Of entries that were archived, the trail has the sum of all dates.
 */
async function countImported(sql: Sql, centreId: string): Promise<ImportedCounts> {
  const [row] = await sql<ImportedCounts>(
    `WITH boundary AS (SELECT coalesce(archived_until(), '') AS date),
          recorded AS (
            SELECT coalesce(after ->> 'from', '') AS "from",
                   coalesce(after ->> 'to', 'ever') AS "to",
                   (after ->> 'counts')::int AS counts
              FROM audit_entry
             WHERE centre_id = $1 AND business_date IS NULL AND action = 'till-counts.imported'
            UNION ALL
            SELECT '', 'ever', (i ->> 'counts')::int
              FROM audit_anchor a JOIN audit_entry e ON e.id = a.entry_id
             CROSS JOIN json_array_elements(e.after -> 'imported') i
             WHERE i ->> 'centreId' = $1)
     SELECT coalesce(sum(r.counts) FILTER (WHERE r."from" >= b.date), 0)::int AS "recordedMin",
            coalesce(sum(r.counts) FILTER (WHERE r."to" >= b.date), 0)::int AS "recordedMax",
            (SELECT count(*)::int FROM till_count
              WHERE centre_id = $1 AND source = 'import') AS stored
       FROM boundary b LEFT JOIN recorded r ON true`,
    [centreId],
  );
  return row ?? { recordedMin: 0, recordedMax: 0, stored: 0 };
}

/** Content may be missing only where the retention may have removed it. */
function listChangedSheets(sql: Sql, key: string[]): Promise<ChangedSheet[]> {
  return sql<ChangedSheet>(
    `SELECT v.version, v.payload IS NULL AS "isGone" FROM cash_sheet_version v
      WHERE v.centre_id = $1 AND v.business_date = $2
        AND v.hash IS DISTINCT FROM encode(sha256(convert_to(v.payload, 'UTF8')), 'hex')
        AND NOT (v.payload IS NULL AND EXISTS (
          SELECT FROM idle_sheet_versions(ARRAY[$1], ARRAY[$2]) i WHERE i.version = v.version))
      ORDER BY v.version`,
    key,
  );
}
