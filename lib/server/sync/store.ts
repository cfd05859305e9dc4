import "server-only";

/**
 * Stores what Cashrec returned for some centre-days in the caller's transaction. An unchanged sheet
 * is only marked as read; a changed one becomes a new version; a day without a sheet has version 0.
 * A sheet that has disappeared is a version too, without a payload, so that a past moment knows
 * when. The lines of every changed day are recomputed.
 */
import type { CashSheet } from "@/lib/domain/cash-sheet";
import type { FetchedSheet } from "../cashrec/client";
import { appendAuditAll } from "../audit/append";
import { lockDays } from "../db/advisory-lock";
import { copyRows } from "../db/copy";
import type { Transaction } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { recomputeDays } from "../recompute/recompute-days";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";

export type SheetBatch = {
  /** All requested centre-days, whether or not there is a sheet. */
  days: readonly DayKey[];
  sheets: readonly FetchedSheet[];
  fieldMapHash: string;
  /** The time of the request to Cashrec: changes after it are not included. */
  readAt: Date;
  /** The sheets are stored payloads, read again at `readAt`; Cashrec was not asked for them. */
  isReplay?: boolean;
  /** The sheets were imported: it maps each day to the import. Cashrec was not asked for them. */
  imports?: ReadonlyMap<string, string>;
};

export async function storeSheets(tx: Transaction, given: SheetBatch): Promise<void> {
  await lockDays(tx.sql, given.days);
  const before = await readStored(tx, given.days);
  const batch = withoutNewer(given, before);
  const fetched = new Map(batch.sheets.map((each) => [formatDayKey(each.sheet), each]));
  const stored = batch.days.map((day): StoredDay => {
    const now = fetched.get(formatDayKey(day)) ?? null;
    return settle(day, { before: before.get(formatDayKey(day)) ?? NEVER_READ, now, batch });
  });
  const changed = stored.filter((day) => day.changed);
  await copyVersions(tx, changed, batch);
  await markRead(tx, stored, batch);
  const fresh = new Map<string, CashSheet>();
  for (const { added, ...day } of changed)
    if (added !== null) fresh.set(formatDayKey(day), added.sheet);
  await recomputeDays(tx, changed, fresh);
  await appendAuditAll(tx.sql, stored.flatMap(describeComing));
}

/**
 * A process that stood still may come with a response that is older than what another one has read
 * since. A reading in the future was stored by a clock that was wrong, and counts for nothing.
 */
function withoutNewer(batch: SheetBatch, before: ReadonlyMap<string, StoredSheet>): SheetBatch {
  if (!isCashrecs(batch)) return batch;
  const days = batch.days.filter((day) => {
    const { readAt, isFuture } = before.get(formatDayKey(day)) ?? NEVER_READ;
    return readAt === null || isFuture || readAt <= batch.readAt;
  });
  return { ...batch, days };
}

function isCashrecs({ isReplay, imports }: SheetBatch): boolean {
  return isReplay !== true && imports === undefined;
}

type StoredSheet = {
  readAt: Date | null;
  /** By the clock of the database. */
  isFuture: boolean;
  /** The import that the version in force was read from; null when Cashrec sent it. */
  importId: string | null;
  /** This is the version in force; it is 0 when there is none. */
  version: number;
  hash: string | null;
  fieldMapHash: string | null;
  /** This is the highest version that was ever stored. */
  latest: number;
};
const NEVER_READ: StoredSheet = {
  readAt: null,
  isFuture: false,
  importId: null,
  version: 0,
  hash: null,
  fieldMapHash: null,
  latest: 0,
};

type StoredDay = DayKey & {
  version: number;
  hash: string | null;
  /** The sheet is stored as a new version. */
  added: FetchedSheet | null;
  changed: boolean;
  /** What was stored before. */
  before: StoredSheet;
};

/**
 * The same payload read with another field map counts as a changed sheet, and so does one that
 * Cashrec sends after it was imported. Where Cashrec has no sheet, an imported one stays.
 */
function settle(
  { centreId, businessDate }: DayKey,
  { before, now, batch }: { before: StoredSheet; now: FetchedSheet | null; batch: SheetBatch },
): StoredDay {
  const key = { centreId, businessDate };
  if (now === null && before.importId === null) {
    const changed = before.version > 0;
    return { ...key, version: 0, hash: null, added: null, changed, before };
  }
  const sameMap = before.fieldMapHash === batch.fieldMapHash;
  const superseded = isCashrecs(batch) && before.importId !== null;
  const same = before.version > 0 && before.hash === now?.hash && sameMap && !superseded;
  if (now === null || same) {
    const { version, hash } = before;
    return { ...key, version, hash, added: null, changed: false, before };
  }
  const version = before.latest + 1;
  return { ...key, version, hash: now.hash, added: now, changed: true, before };
}

/** An ordinary change is in the list of versions; that a sheet goes or comes back is an event. */
function describeComing({ centreId, businessDate, added, changed, before }: StoredDay) {
  if (!changed || before.version > 0 === (added !== null) || before.latest === 0) return [];
  const action = added === null ? "cash-sheet.disappeared" : "cash-sheet.returned";
  const after = { sheetVersion: before.latest + 1 };
  const entry = { actorId: null, action, centreId, businessDate, after } as const;
  return [added === null ? { ...entry, before: { sheetVersion: before.version } } : entry];
}

async function readStored(
  { sql }: Transaction,
  days: readonly DayKey[],
): Promise<Map<string, StoredSheet>> {
  const rows = await sql<DayKey & StoredSheet>(
    `SELECT s.centre_id AS "centreId", s.business_date AS "businessDate", s.version, s.hash,
            s.read_at AS "readAt", s.read_at > clock_timestamp() AS "isFuture",
            v.field_map_hash AS "fieldMapHash", v.import_id AS "importId",
            (SELECT coalesce(max(a.version), 0) FROM cash_sheet_version a
              WHERE a.centre_id = s.centre_id AND a.business_date = s.business_date) AS latest
       FROM ${unnestDays()}
       JOIN cash_sheet s USING (centre_id, business_date)
       LEFT JOIN cash_sheet_version v USING (centre_id, business_date, version)`,
    keyArrays(days),
  );
  return new Map(rows.map((row) => [formatDayKey(row), row]));
}

async function copyVersions(
  tx: Transaction,
  changed: readonly StoredDay[],
  { fieldMapHash, readAt, imports, isReplay }: SheetBatch,
): Promise<void> {
  const at = readAt.toISOString();
  const columns = [
    "centre_id",
    "business_date",
    "version",
    "hash",
    "payload",
    "sheet",
    "field_map_hash",
    "fetched_at",
    "import_id",
  ];
  function* rows() {
    for (const { centreId, businessDate, version, added, before } of changed) {
      if (added === null) {
        yield [centreId, businessDate, before.latest + 1, null, null, null, null, at, null];
      } else {
        const { hash, payload, sheet } = added;
        const head = [centreId, businessDate, version, hash, payload];
        const importId = isReplay === true ? before.importId : null;
        const from = imports?.get(formatDayKey({ centreId, businessDate })) ?? importId;
        yield [...head, JSON.stringify(sheet), fieldMapHash, at, from];
      }
    }
  }
  if (changed.length > 0) await copyRows(tx, { table: "cash_sheet_version", columns }, rows());
}

async function markRead(
  { sql }: Transaction,
  stored: readonly StoredDay[],
  { readAt, isReplay = false, imports }: SheetBatch,
): Promise<void> {
  await sql(
    `INSERT INTO cash_sheet
       (centre_id, business_date, version, hash, status, read_at, first_read_at)
     SELECT k.*, $6::timestamptz, $6::timestamptz
       FROM ${unnestDays({ version: "int", hash: "text", status: "text" })}
     ON CONFLICT (centre_id, business_date) DO UPDATE
       SET status = CASE WHEN EXCLUDED.version = cash_sheet.version
             THEN cash_sheet.status ELSE EXCLUDED.status END,
           version = EXCLUDED.version, hash = EXCLUDED.hash,
           read_at = CASE WHEN $7::boolean THEN cash_sheet.read_at ELSE EXCLUDED.read_at END`,
    [
      ...keyArrays(stored),
      stored.map(({ version }) => version),
      stored.map(({ hash }) => hash),
      stored.map(({ added }) => added?.sheet.status ?? null),
      readAt,
      isReplay || imports !== undefined,
    ],
  );
}
