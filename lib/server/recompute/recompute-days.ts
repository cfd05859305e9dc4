import "server-only";

/**
 * Recomputes lines from their two sides. Every command that writes a sheet, a count, a rule or an
 * explanation calls this in the same transaction; nothing else writes lines or the totals of a day.
 * Signed-off days do not change: they are only marked when a newer sheet would have changed them.
 */
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import { lockDays } from "../db/advisory-lock";
import type { Transaction } from "../db/sql";
import { computeDay, type ComputedDay } from "./compute-day";
import { type FreshSheets, readSituations } from "./read-day-inputs";
import { readRules } from "./read-rules";
import { changedSignedDays, markSignedDays } from "./mark-signed-days";
import { type CopyOfDays, writeDays } from "./write-days";

/** Limits the memory of one step; a transaction may take many steps. */
const DAYS_PER_STEP_MAX = 500;

/**
 * Writes the lines and totals of these centre-days where they changed, and raises the version and
 * revision of those days. `fresh` avoids reading again the sheets that were just stored.
 */
export async function recomputeDays(
  tx: Transaction,
  days: readonly DayKey[],
  fresh: FreshSheets = new Map(),
  onStep: (done: number) => void = () => undefined,
): Promise<void> {
  if (days.length === 0) return;
  let done = 0;
  // What is read first is read in the same message, once the locks are there.
  const locked = lockDays(tx.sql, days);
  for (const step of stepsOf(days)) {
    const [open, signed] = await Promise.all([
      changedDays(tx, step, fresh),
      changedSignedDays(tx, step),
      locked,
    ]);
    await writeDays(tx, open);
    await markSignedDays(tx, signed);
    onStep((done += step.length));
  }
}

/** Takes no locks: it is for copies of days, which nobody else can write. */
export async function writeOutdatedDays(
  tx: Transaction,
  days: readonly DayKey[],
  copy: CopyOfDays,
): Promise<void> {
  for (const step of stepsOf(days)) {
    await writeDays(tx, await changedDays(tx, step, new Map()), copy);
  }
}

/**
 * Does the same for each of these days, also for one that has nothing to reconcile, because it was
 * stored before Cashrec's sheet disappeared.
 */
export async function writeStoredDays(
  tx: Transaction,
  days: readonly DayKey[],
  copy: CopyOfDays,
): Promise<void> {
  for (const step of stepsOf(days)) {
    await writeDays(tx, await computeDays(tx, step, new Map()), copy);
  }
}

/** Lists the days that `recomputeDays` would change, without writing anything. */
export async function listOutdatedDays(
  tx: Transaction,
  days: readonly DayKey[],
): Promise<DayKey[]> {
  const outdated: DayKey[] = [];
  for (const step of stepsOf(days)) {
    outdated.push(...(await changedDays(tx, step, new Map())));
    outdated.push(...(await changedSignedDays(tx, step)));
  }
  return outdated.map(({ centreId, businessDate }) => ({ centreId, businessDate }));
}

async function changedDays(
  tx: Transaction,
  days: readonly DayKey[],
  fresh: FreshSheets,
): Promise<ComputedDay[]> {
  return (await computeDays(tx, days, fresh)).filter(({ changed }) => changed);
}

async function computeDays(
  tx: Transaction,
  days: readonly DayKey[],
  fresh: FreshSheets,
): Promise<ComputedDay[]> {
  const [situations, { ruleOf }] = await Promise.all([
    readSituations(tx, days, fresh),
    readRules(tx.sql, days),
  ]);
  return situations.map((situation) => computeDay(situation, ruleOf));
}

function* stepsOf(days: readonly DayKey[]): Generator<DayKey[]> {
  const distinct = new Map(days.map((day) => [formatDayKey(day), day]));
  const all = [...distinct.values()];
  for (let first = 0; first < all.length; first += DAYS_PER_STEP_MAX) {
    yield all.slice(first, first + DAYS_PER_STEP_MAX);
  }
}
