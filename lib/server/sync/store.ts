import "server-only";

/**
 * Stores what Cashrec answered for some centre-days, all or nothing with the caller's transaction.
 * A sheet that did not change is only marked as read; one that did becomes a new version; a day of
 * which Cashrec has none is version 0. The lines of every day that changed are made anew.
 */
import type { CashSheet } from "@/lib/domain/cash-sheet";
import type { FetchedSheet } from "../cashrec/client";
import { type DayKey, lockDays } from "../db/advisory-lock";
import { copyRows } from "../db/copy";
import type { Transaction } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import { dayId } from "../recompute/read-day-inputs";

export type Answer = {
  /** Every centre-day asked about, whether or not there is a sheet. */
  days: readonly DayKey[];
  sheets: readonly FetchedSheet[];
  fieldMapHash: string;
  /** When Cashrec was asked: what changed there later is not in the answer. */
  readAt: Date;
};

export async function storeSheets(tx: Transaction, answer: Answer): Promise<void> {
  await lockDays(tx.sql, answer.days);
  const held = await readHeld(tx, answer.days);
  const fetched = new Map(answer.sheets.map((each) => [dayId(each.sheet), each]));
  const stored = answer.days.map((day): StoredDay => {
    const now = fetched.get(dayId(day)) ?? null;
    return settle(day, { before: held.get(dayId(day)) ?? NEVER_READ, now, answer });
  });
  await copyVersions(tx, stored, answer);
  await markRead(tx, stored, answer.readAt);
  const changed = stored.filter((day) => day.changed);
  const fresh = new Map<string, CashSheet>();
  for (const { added, ...day } of changed) if (added !== null) fresh.set(dayId(day), added.sheet);
  await recomputeDays(tx, changed, fresh);
}

type Held = {
  /** In force; 0 for none. */
  version: number;
  hash: string | null;
  fieldMapHash: string | null;
  /** The last one ever stored. */
  latest: number;
};
const NEVER_READ: Held = { version: 0, hash: null, fieldMapHash: null, latest: 0 };

type StoredDay = DayKey & {
  version: number;
  hash: string | null;
  /** What becomes a new version. */
  added: FetchedSheet | null;
  changed: boolean;
};

/** The same payload read by another field map is another sheet. */
function settle(
  { centreId, businessDate }: DayKey,
  { before, now, answer }: { before: Held; now: FetchedSheet | null; answer: Answer },
): StoredDay {
  const key = { centreId, businessDate };
  if (now === null) {
    return { ...key, version: 0, hash: null, added: null, changed: before.version > 0 };
  }
  const sameMap = before.fieldMapHash === answer.fieldMapHash;
  if (before.version > 0 && before.hash === now.hash && sameMap) {
    return { ...key, version: before.version, hash: now.hash, added: null, changed: false };
  }
  return { ...key, version: before.latest + 1, hash: now.hash, added: now, changed: true };
}

async function readHeld({ sql }: Transaction, days: readonly DayKey[]): Promise<Map<string, Held>> {
  const rows = await sql<DayKey & Held>(
    `SELECT s.centre_id AS "centreId", s.business_date AS "businessDate", s.version, s.hash,
            v.field_map_hash AS "fieldMapHash",
            (SELECT coalesce(max(a.version), 0) FROM cash_sheet_version a
              WHERE a.centre_id = s.centre_id AND a.business_date = s.business_date) AS latest
       FROM unnest($1::text[], $2::text[]) AS k (centre_id, business_date)
       JOIN cash_sheet s USING (centre_id, business_date)
       LEFT JOIN cash_sheet_version v USING (centre_id, business_date, version)`,
    [days.map(({ centreId }) => centreId), days.map(({ businessDate }) => businessDate)],
  );
  return new Map(rows.map((row) => [dayId(row), row]));
}

async function copyVersions(
  tx: Transaction,
  stored: readonly StoredDay[],
  { fieldMapHash, readAt }: Answer,
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
  ];
  function* rows() {
    for (const { centreId, businessDate, version, added } of stored) {
      if (added === null) continue;
      const { hash, payload, sheet } = added;
      const head = [centreId, businessDate, version, hash, payload];
      yield [...head, JSON.stringify(sheet), fieldMapHash, at];
    }
  }
  if (stored.some(({ added }) => added !== null)) {
    await copyRows(tx, { table: "cash_sheet_version", columns }, rows());
  }
}

async function markRead(
  { sql }: Transaction,
  stored: readonly StoredDay[],
  readAt: Date,
): Promise<void> {
  await sql(
    `INSERT INTO cash_sheet (centre_id, business_date, version, hash, read_at)
     SELECT k.*, $5::timestamptz FROM unnest($1::text[], $2::text[], $3::int[], $4::text[]) AS k
     ON CONFLICT (centre_id, business_date) DO UPDATE
       SET version = EXCLUDED.version, hash = EXCLUDED.hash, read_at = EXCLUDED.read_at`,
    [
      stored.map(({ centreId }) => centreId),
      stored.map(({ businessDate }) => businessDate),
      stored.map(({ version }) => version),
      stored.map(({ hash }) => hash),
      readAt,
    ],
  );
}
