import "server-only";

/**
 * Reads a bounded number of stored payloads again, and stores the sheets that change by the same
 * path as a sync: lines are recomputed in the same transaction, and signed-off days only marked.
 */
import type { ReplayResult } from "@/lib/contracts/replay";
import type { DayKey } from "@/lib/domain/keys";
import type { LoadedMap } from "../cashrec/field-map-file";
import { lockDays, lockReading } from "../db/advisory-lock";
import { readDatabaseClock } from "../db/database-clock";
import { inTransaction, sql, type Transaction } from "../db/sql";
import { codeOf } from "../sync/failure";
import { storeSheets } from "../sync/store";
import { type ChangedSheet, listLineChanges, readAgain } from "./read-again";

const SHEETS_PER_STEP_MAX = 100;
const EXAMPLES_MAX = 12;
const PROBLEMS_MAX = 12;
const DEADLOCK = "40P01";
const ATTEMPTS_MAX = 3;
const WAIT_MS_MAX = 10 * 60_000;

export const NOTHING_READ: ReplayResult = {
  sheets: 0,
  changedSheets: 0,
  changedLines: 0,
  signedOff: 0,
  unreadable: 0,
  examples: [],
  problems: [],
};

export type ReplayOptions = {
  loaded: LoadedMap;
  write: boolean;
  /** It runs in the transaction of the step, after everything else. */
  settle?: (tx: Transaction, step: ReplayStep) => Promise<void>;
};

/** `last` is null when no sheet is left. */
export type ReplayStep = { last: DayKey | null; result: ReplayResult };

export async function replayStep(
  after: DayKey | null,
  soFar: ReplayResult,
  options: ReplayOptions,
): Promise<ReplayStep> {
  const days = await listNext(after);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction((tx) => readDays(tx, { days, soFar, options }));
    } catch (error) {
      if (codeOf(error) !== DEADLOCK || attempt >= ATTEMPTS_MAX) throw error;
    }
  }
}

type Step = { days: DayKey[]; soFar: ReplayResult; options: ReplayOptions };

async function readDays(tx: Transaction, { days, soFar, options }: Step): Promise<ReplayStep> {
  const { loaded, write, settle } = options;
  // A pass that reads one of these days with the map of before stores it first, and what it has
  // stored is then read again here.
  if (write) {
    await tx.sql(`SET LOCAL statement_timeout = ${WAIT_MS_MAX}`);
    await lockReading(tx.sql, days);
    await lockDays(tx.sql, days);
  }
  const { sheets, changed, problems } = await readAgain(tx, days, loaded.map);
  const found = await listLineChanges(tx, changed, EXAMPLES_MAX - soFar.examples.length);
  if (write) await store(tx, changed, loaded.hash);
  const result: ReplayResult = {
    sheets: soFar.sheets + sheets,
    changedSheets: soFar.changedSheets + changed.length,
    changedLines: soFar.changedLines + found.lines,
    signedOff: soFar.signedOff + found.signedOff,
    unreadable: soFar.unreadable + problems.length,
    examples: [...soFar.examples, ...found.examples],
    problems: [...soFar.problems, ...problems].slice(0, PROBLEMS_MAX),
  };
  const step = { last: days.at(-1) ?? null, result };
  await settle?.(tx, step);
  return step;
}

async function store(
  tx: Transaction,
  changed: readonly ChangedSheet[],
  fieldMapHash: string,
): Promise<void> {
  if (changed.length === 0) return;
  await storeSheets(tx, {
    days: changed.map(({ centreId, businessDate }) => ({ centreId, businessDate })),
    sheets: changed.map(({ sheet, payload, hash }) => ({ sheet, payload, hash })),
    fieldMapHash,
    readAt: await readDatabaseClock(tx.sql),
    isReplay: true,
  });
}

async function listNext(after: DayKey | null): Promise<DayKey[]> {
  return sql<DayKey>(
    `SELECT centre_id AS "centreId", business_date AS "businessDate" FROM cash_sheet
      WHERE version > 0 AND (centre_id, business_date) > ($1, $2)
      ORDER BY centre_id, business_date LIMIT ${SHEETS_PER_STEP_MAX}`,
    [after?.centreId ?? "", after?.businessDate ?? ""],
  );
}

export async function countSheets(): Promise<number> {
  const [row] = await sql<{ count: number }>(
    "SELECT count(*)::int AS count FROM cash_sheet WHERE version > 0",
  );
  return row?.count ?? 0;
}
