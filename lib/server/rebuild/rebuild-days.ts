import "server-only";

/**
 * Computes the lines and totals of every centre-day again, in bounded steps of a transaction each,
 * or only checks whether that would change anything. It never should.
 */
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import { inTransaction, sql, type Transaction } from "../db/sql";
import { checkFullyReadMonths } from "../line-search/fully-read-months";
import { rebuildSums } from "./rebuild-sums";
import { listOutdatedCells, repairCells } from "./rebuild-variances";
import { listUnjudgedDays } from "../recompute/open-days";
import { listOutdatedDays, recomputeDays } from "../recompute/recompute-days";

const DAYS_PER_STEP_MAX = 500;
/** How many of the outdated days are named. */
const NAMED_MAX = 20;

export type RebuildResult = {
  days: number;
  outdated: number;
  named: DayKey[];
  /** How many would change because a changed rule has not come to them yet, which is no mistake. */
  unjudged: number;
  /** How many of the sums over dates and months, from which variances are read, were wrong. */
  sums: number;
  /** How many months of a centre were noted as read whole, and were not. */
  months: number;
};

export async function rebuildDays({
  write,
  onProgress = () => undefined,
}: {
  write: boolean;
  onProgress?: (days: number) => void;
}): Promise<RebuildResult> {
  const result = { days: 0, outdated: 0, named: [] as DayKey[], unjudged: 0, sums: 0, months: 0 };
  const awaited = new Set((write ? [] : await listUnjudgedDays(sql)).map(formatDayKey));
  for (let last: DayKey | null = null; ;) {
    const step: DayKey[] = await listNext(last);
    const changed = await inTransaction((tx) => rebuildStep(tx, step, write));
    const outdated = changed.filter((day) => !awaited.has(formatDayKey(day)));
    result.unjudged += changed.length - outdated.length;
    result.days += step.length;
    result.outdated += outdated.length;
    result.named.push(...outdated.slice(0, NAMED_MAX - result.named.length));
    onProgress(result.days);
    last = step.at(-1) ?? null;
    if (last === null || step.length < DAYS_PER_STEP_MAX) break;
  }
  result.sums = await inTransaction((tx) => rebuildSums(tx, write));
  result.months = await inTransaction((tx) => checkFullyReadMonths(tx, write));
  return result;
}

async function rebuildStep(
  tx: Transaction,
  step: readonly DayKey[],
  write: boolean,
): Promise<DayKey[]> {
  const outdated = await listOutdatedDays(tx, step);
  if (write) await recomputeDays(tx, outdated);
  const cells = await listOutdatedCells(tx, step);
  if (write) await repairCells(tx, cells);
  const named = new Set(outdated.map(formatDayKey));
  return [...outdated, ...cells.filter((day) => !named.has(formatDayKey(day)))];
}

/** Lists days that either side has written, or that are stored, in the order of their key. */
async function listNext(after: DayKey | null): Promise<DayKey[]> {
  const page = (table: string) =>
    `(SELECT DISTINCT centre_id, business_date FROM ${table}
       WHERE (centre_id, business_date) > ($1, $2)
       ORDER BY centre_id, business_date LIMIT ${DAYS_PER_STEP_MAX})`;
  return sql<DayKey>(
    `SELECT centre_id AS "centreId", business_date AS "businessDate"
       FROM (${["cash_sheet", "till_count", "reconciliation", "reconciliation_line"]
         .map(page)
         .join(" UNION ")}) days
      ORDER BY centre_id, business_date LIMIT ${DAYS_PER_STEP_MAX}`,
    [after?.centreId ?? "", after?.businessDate ?? ""],
  );
}
