import "server-only";

/**
 * Applies a changed rule, or a changed tree, to the open days that it may concern. A few are judged
 * again together with it; many are judged in the background, one step per transaction. The position
 * is stored in the transaction of each step, so that any process may continue, and judging a day
 * twice changes nothing.
 */
import { z } from "zod";
import type { DayKey } from "@/lib/domain/keys";
import { readNodeScope } from "@/lib/domain/organisation/node-scope";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import { lockDays } from "../db/advisory-lock";
import { inTransaction, type Sql, type Transaction } from "../db/sql";
import { addJob } from "../queue/queue";
import { recomputeDays } from "./recompute-days";

/** One transaction judges at most this many days. */
const DAYS_PER_STEP_MAX = 200;

const openDaysSchema = z.object({
  /** A centre, a node ("@north") by the tree of each date, or all centres ("*"). */
  at: z.string(),
  /** Of all centres these only, or null for every one. */
  centreIds: z.array(z.string()).nullable().default(null),
  /** Null for every currency. */
  currency: z.string().nullable(),
  from: z.string(),
});
/** A walk covers these open days, from a date on. */
type OpenDays = z.infer<typeof openDaysSchema>;

const walkSchema = openDaysSchema.extend({
  /** This is the last day that was judged; it is null before the first one. */
  after: z.object({ centreId: z.string(), businessDate: z.string() }).nullable(),
  done: z.int(),
  total: z.int(),
});
export type Walk = z.infer<typeof walkSchema>;

const PREFIX = "tolerance-days:";

/**
 * The caller has locked all days. `name` is that of the walk: one of the same name that is not
 * finished starts again.
 */
export async function judgeOpenDays(
  tx: Transaction,
  open: OpenDays,
  name = `${open.at}/${open.currency ?? ""}`,
): Promise<{ total: number; later: boolean }> {
  const days = await listOpenDays(tx.sql, open, { limit: DAYS_PER_STEP_MAX + 1 });
  if (days.length <= DAYS_PER_STEP_MAX) {
    await recomputeDays(tx, days);
    return { total: days.length, later: false };
  }
  const { total } = await postponeDays(tx, open, name);
  await addJob(tx.sql, { task: "apply-tolerances", payload: {}, key: "apply-tolerances" });
  return { total, later: true };
}

/** The parameters from $1 to $4 are those of `paramsOf`. */
const OPEN_DAYS = `
  FROM reconciliation d
 WHERE d.state = 'open' AND ($1::text IS NULL OR d.currency = $1) AND d.business_date >= $2
   AND ($3::text[] IS NULL OR d.centre_id = ANY ($3))
   AND ($4::text IS NULL OR EXISTS (
     SELECT FROM node_reach n
      WHERE n.node_id = $4 AND n.centre_id = d.centre_id AND n.valid_from <= d.business_date
        AND (n.valid_until IS NULL OR n.valid_until > d.business_date)))`;

function paramsOf({ at, centreIds, currency, from }: OpenDays): unknown[] {
  const nodeId = readNodeScope(at);
  return [currency, from, at === ANY || nodeId !== null ? centreIds : [at], nodeId];
}

/** The days are sorted by centre and date. */
async function listOpenDays(
  sql: Sql,
  open: OpenDays,
  { after = null, limit }: { after?: DayKey | null; limit: number | null },
): Promise<DayKey[]> {
  return sql<DayKey>(
    `SELECT d.centre_id AS "centreId", d.business_date AS "businessDate" ${OPEN_DAYS}
        AND ($5::text IS NULL OR (d.centre_id, d.business_date) > ($5, $6::text))
      ORDER BY d.centre_id, d.business_date LIMIT $7`,
    [...paramsOf(open), after?.centreId ?? null, after?.businessDate ?? null, limit],
  );
}

/** An unfinished walk over the same days restarts, from the earlier of both dates. */
async function postponeDays(
  tx: Transaction,
  days: OpenDays,
  walkName: string,
): Promise<{ total: number }> {
  const name = `${PREFIX}${walkName}`;
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

/** The open days of some centres that walks are judging now, and how many of them are done. */
export async function countJudged(
  sql: Sql,
  centreIds: readonly string[],
): Promise<{ done: number; total: number }> {
  const counted = { done: 0, total: 0 };
  for (const walk of await listWalks(sql)) {
    const [row] = await sql<{ done: number; total: number }>(
      `SELECT count(*)::int AS total,
              count(*) FILTER (WHERE (d.centre_id, d.business_date) <= ($6::text, $7::text))::int
                AS done ${OPEN_DAYS} AND d.centre_id = ANY ($5::text[])`,
      [
        ...paramsOf(walk),
        centreIds,
        walk.after?.centreId ?? null,
        walk.after?.businessDate ?? null,
      ],
    );
    counted.done += row?.done ?? 0;
    counted.total += row?.total ?? 0;
  }
  return counted;
}

export async function listWalks(sql: Sql): Promise<Walk[]> {
  const rows = await sql<{ value: unknown }>(
    "SELECT value FROM setting WHERE starts_with(name, $1)",
    [PREFIX],
  );
  return rows.map(({ value }) => walkSchema.parse(value));
}

/** Those that the walks have still to judge. */
export async function listUnjudgedDays(sql: Sql): Promise<DayKey[]> {
  const found: DayKey[] = [];
  for (const walk of await listWalks(sql)) {
    found.push(...(await listOpenDays(sql, walk, { after: walk.after, limit: null })));
  }
  return found;
}

async function countOpenDays(sql: Sql, open: OpenDays): Promise<number> {
  const [row] = await sql<{ days: number }>(
    `SELECT count(*)::int AS days ${OPEN_DAYS}`,
    paramsOf(open),
  );
  return row?.days ?? 0;
}
