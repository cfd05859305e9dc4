import "server-only";

/**
 * Runs one part of a sync: it fetches, stores and recomputes, and marks the part as done in the
 * same transaction. Only one process reads a centre-day at a time; another one waits and finds that
 * the day has been read.
 */
import { type CentreClock, type DateRange, listDays } from "@/lib/domain/business-date";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import type { FetchedSheet } from "../cashrec/client";
import type { Cashrec } from "../cashrec/connection";
import { claimSource } from "../cashrec/source";
import { lockReading } from "../db/advisory-lock";
import { readDatabaseClock } from "../db/database-clock";
import { inTransaction, sql, type Sql } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { codeOf } from "./failure";
import { storeSheets } from "./store";
import { forgetFailed } from "./failed-readings";
import { explainUnstorable } from "./unstorable";

export type SyncPart = DateRange & {
  syncId: string;
  part: number;
  centreIds: string[];
  /** How often it was taken, this time included, or given back. */
  takes: number;
  /** This is the time of the request: a day that was read after it need not be read again. */
  askedAt: Date;
};

/** A sync uses only this part of Cashrec's client, so that tests can replace it. */
export type SheetSource = Pick<Cashrec, "fetchCashSheets" | "fieldMapHash" | "source" | "breakers">;

const DEADLOCK = "40P01";
const STORE_ATTEMPTS_MAX = 3;
const WAIT_MS_MAX = 10 * 60_000;

export async function readPart(
  part: SyncPart,
  findClient: () => Promise<SheetSource>,
): Promise<void> {
  const days = daysOf(part);
  // The lock has a connection of its own, open during the request, so that counts of these days
  // don't wait for it.
  await inTransaction(async (guard) => {
    await guard.sql(`SET LOCAL statement_timeout = ${WAIT_MS_MAX}`);
    await lockReading(guard.sql, days);
    const due = await listDue(guard.sql, days, part.askedAt);
    if (due.length === 0) return markDone(guard.sql, part);
    // Only now, because a replay of these days with a new field map may just have ended.
    await readDays(part, due, await findClient());
  });
}

async function readDays(part: SyncPart, due: DayKey[], client: SheetSource): Promise<void> {
  const readAt = await readDatabaseClock();
  const centres = await sql<{ id: string; currency: string } & CentreClock>(
    `SELECT id, currency, time_zone AS "timeZone", day_starts_at AS "dayStartsAt"
       FROM centre WHERE id = ANY($1::text[]) ORDER BY id`,
    [[...new Set(due.map(({ centreId }) => centreId))]],
  );
  const wanted = new Set(due.map(formatDayKey));
  const sheets =
    centres.length === 0
      ? []
      : await client.fetchCashSheets({ centres, from: part.from, to: part.to });
  if (sheets.length > 0) await claimSource(client.source);
  const batch = {
    days: due,
    readAt,
    fieldMapHash: client.fieldMapHash,
    sheets: sheets.filter(({ sheet }) => wanted.has(formatDayKey(sheet))),
  };
  await storing(batch.sheets, () =>
    inTransaction(async (tx) => {
      await storeSheets(tx, batch);
      await markDone(tx.sql, part);
    }),
  );
}

function daysOf({ centreIds, from, to }: SyncPart): DayKey[] {
  const dates = listDays({ from, to });
  return centreIds.flatMap((centreId) => dates.map((businessDate) => ({ centreId, businessDate })));
}

/** A reading in the future was stored by a clock that was wrong, so the day is read again. */
async function listDue(guard: Sql, days: readonly DayKey[], askedAt: Date): Promise<DayKey[]> {
  return guard<DayKey>(
    `SELECT k.centre_id AS "centreId", k.business_date AS "businessDate"
       FROM ${unnestDays()}
       LEFT JOIN cash_sheet s USING (centre_id, business_date)
      WHERE s.read_at IS NULL OR s.read_at < $3::timestamptz OR s.read_at > clock_timestamp()`,
    [...keyArrays(days), askedAt],
  );
}

async function markDone(run: Sql, done: SyncPart): Promise<void> {
  await run(
    `UPDATE sync_part SET state = 'done', code = NULL, message = NULL, ended_at = now()
      WHERE sync_id = $1::uuid AND part = $2`,
    [done.syncId, done.part],
  );
  await forgetFailed(run, done);
}

/** PostgreSQL aborts one of two transactions in a deadlock, which can be retried. */
async function storing(sheets: readonly FetchedSheet[], store: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store();
    } catch (error) {
      if (codeOf(error) !== DEADLOCK || attempt >= STORE_ATTEMPTS_MAX) {
        throw explainUnstorable(error, sheets);
      }
    }
  }
}
