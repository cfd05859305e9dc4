import "server-only";

/**
 * Applies a changed rule to the open days that it may concern. A few are judged again together with
 * the rule; many are judged in the background, one step per transaction. The position is stored in
 * the transaction of each step, so that any process may continue, and judging a day twice changes
 * nothing.
 */
import { z } from "zod";
import type { Scope } from "@/lib/domain/permission";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import type { DayKey } from "@/lib/domain/keys";
import { lockDays } from "../db/advisory-lock";
import { inTransaction, type Sql, sql, type Transaction } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";

/** One transaction judges at most this many days. */
export const DAYS_PER_STEP_MAX = 200;

/** A walk covers the open days of one centre, or of all ("*"), in one currency, from a date on. */
export type OpenDays = { at: string; currency: string; from: string };

const walkSchema = z.object({
  at: z.string(),
  currency: z.string(),
  from: z.string(),
  /** This is the last day that was judged; it is null before the first one. */
  after: z.object({ centreId: z.string(), businessDate: z.string() }).nullable(),
  done: z.int(),
  total: z.int(),
});
type Walk = z.infer<typeof walkSchema>;

const PREFIX = "tolerance-days:";

/** The days are sorted by centre and date. */
export async function listOpenDays(
  sql: Sql,
  { at, currency, from }: OpenDays,
  { after = null, limit }: { after?: DayKey | null; limit: number },
): Promise<DayKey[]> {
  return sql<DayKey>(
    `SELECT centre_id AS "centreId", business_date AS "businessDate" FROM reconciliation
      WHERE state = 'open' AND currency = $1 AND business_date >= $2
        AND ($3 = '${ANY}' OR centre_id = $3)
        AND ($4::text IS NULL OR (centre_id, business_date) > ($4, $5::text))
      ORDER BY centre_id, business_date LIMIT $6`,
    [currency, from, at, after?.centreId ?? null, after?.businessDate ?? null, limit],
  );
}

/** An unfinished walk over the same days restarts, from the earlier of both dates. */
export async function postponeDays(tx: Transaction, days: OpenDays): Promise<{ total: number }> {
  const name = `${PREFIX}${days.at}/${days.currency}`;
  const [stored] = await tx.sql<{ value: unknown }>(
    "SELECT value FROM setting WHERE name = $1 FOR UPDATE",
    [name],
  );
  const before = stored === undefined ? null : walkSchema.parse(stored.value);
  const from = before !== null && before.from < days.from ? before.from : days.from;
  const total = await countOpenDays(tx.sql, { ...days, from });
  const walk: Walk = { ...days, from, after: null, done: 0, total };
  await tx.sql(
    `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    [name, JSON.stringify(walk)],
  );
  return { total };
}

/**
 * Continues all walks, whichever process started them, except those that another process has
 * locked.
 */
export async function applyRules(signal?: AbortSignal): Promise<void> {
  for (;;) {
    if (signal?.aborted === true) return;
    const went = await inTransaction(takeStep);
    if (!went) return;
  }
}

/** Returns false when no walk is left. */
export async function takeStep(tx: Transaction): Promise<boolean> {
  // The lock comes before the walk's row, in the same order as in a command that changes a rule.
  await lockDays(tx.sql, []);
  const [row] = await tx.sql<{ name: string; value: unknown }>(
    `SELECT name, value FROM setting WHERE starts_with(name, $1)
      ORDER BY name LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [PREFIX],
  );
  if (row === undefined) return false;
  const walk = walkSchema.parse(row.value);
  const { after } = walk;
  const days = await listOpenDays(tx.sql, walk, { after, limit: DAYS_PER_STEP_MAX });
  await recomputeDays(tx, days);
  const last = days.at(-1);
  if (last === undefined || days.length < DAYS_PER_STEP_MAX) {
    await tx.sql("DELETE FROM setting WHERE name = $1", [row.name]);
    return true;
  }
  const next: Walk = { ...walk, after: last, done: walk.done + days.length };
  await tx.sql("UPDATE setting SET value = $2::jsonb WHERE name = $1", [
    row.name,
    JSON.stringify(next),
  ]);
  return true;
}

/** Reports the walks over the user's centres, and those over all centres. */
export async function readProgress({
  centreIds,
}: Scope<"tolerance:view">): Promise<{ done: number; total: number }> {
  const rows = await sql<{ value: unknown }>(
    "SELECT value FROM setting WHERE starts_with(name, $1)",
    [PREFIX],
  );
  const walks = rows
    .map(({ value }) => walkSchema.parse(value))
    .filter(({ at }) => centreIds === null || at === ANY || centreIds.includes(at));
  const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);
  return { done: sum(walks.map(({ done }) => done)), total: sum(walks.map(({ total }) => total)) };
}

async function countOpenDays(sql: Sql, { at, currency, from }: OpenDays): Promise<number> {
  const [row] = await sql<{ days: number }>(
    `SELECT count(*)::int AS days FROM reconciliation
      WHERE state = 'open' AND currency = $1 AND business_date >= $2
        AND ($3 = '${ANY}' OR centre_id = $3)`,
    [currency, from, at],
  );
  return row?.days ?? 0;
}
