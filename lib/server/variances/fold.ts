import "server-only";

/**
 * Folds the addends of the stored sums: rows of one key become one, and the cells of the days that
 * writes have added move to the sums of their months. Queries return the same before,
 * meanwhile and after; they only take longer the more rows there are.
 */
import { inTransaction, type Sql } from "../db/sql";
import { CELL_SUMS, SUMS, TOTAL_KEYS } from "./columns";
import { FOLDED_LEVELS, levelledSums } from "./levels";
import { hasCells, isPacked, markPacked, packMonth } from "./pack";
import { addedCells } from "./sources";

/** Returns how many rows were removed. Those who fold at once wait for each other. */
export async function foldVarianceTotals(): Promise<number> {
  const removed = await inLongTransaction(foldTriggered);
  return removed + (await foldMonths(foldMonth));
}

/**
 * Moves what writes have added to the sums of months when that is more than `max` rows, as during a
 * first sync: rows that are moved leave room which the table keeps. Leaves a month to whoever folds
 * already. Returns how many rows were removed.
 */
export async function foldManyAddends(max = ADDENDS_MAX): Promise<number> {
  return (await areMany(max)) ? foldMonths(foldFreeMonth) : 0;
}

/** Rows that were moved a moment ago are in the way until the table is vacuumed. */
function areMany(max: number): Promise<boolean> {
  return inLongTransaction(async (run) => {
    const [added] = await run<{ many: boolean }>(
      `SELECT count(*) > $1 AS many FROM (
         SELECT FROM variance_added LIMIT $1::bigint + 1) a`,
      [max],
    );
    return added?.many === true;
  });
}

/** A reader takes some 50 ms to add up their cells, where each has 28. */
const ADDENDS_MAX = 5_000;
const LOCK = "hashtextextended('sums of variances', 0)";

/** Nobody waits for a fold, and that of a first sync moves millions of rows. */
const LONG = "SET LOCAL statement_timeout = '15min'";

function inLongTransaction<Result>(work: (run: Sql) => Promise<Result>): Promise<Result> {
  return inTransaction(async ({ sql: run }) => {
    await run(LONG);
    return work(run);
  });
}

/** The sums that triggers add to under their own period. */
function foldTriggered(run: Sql): Promise<number> {
  return foldKeys(run, { levels: ["date", "month"], from: "", to: "9999-99" });
}

/** Months that have something to move, and those that are not packed yet; the newest first. */
const UNFOLDED = `
  WITH RECURSIVE stored AS (
    SELECT min(period) AS month FROM variance_total WHERE level = 'month'
    UNION ALL
    SELECT (SELECT min(t.period) FROM variance_total t
             WHERE t.level = 'month' AND t.period > s.month)
      FROM stored s WHERE s.month IS NOT NULL
  )
  SELECT month FROM stored
   WHERE month IS NOT NULL
     AND NOT EXISTS (SELECT FROM variance_total WHERE level = 'packed' AND period = month)
   UNION SELECT left(period, 7) FROM variance_added
   ORDER BY 1 DESC`;

/**
 * The groups are few and the rows many, which the planner can't know: sorting them on disk for each
 * level takes several times as long.
 */
const HASHING = ["SET LOCAL work_mem = '64MB'", "SET LOCAL enable_sort = off"];

type FoldMonth = (run: Sql, month: string) => Promise<number>;

async function foldMonths(fold: FoldMonth): Promise<number> {
  const unfolded = await inLongTransaction((run) => run<{ month: string }>(UNFOLDED));
  let removed = 0;
  for (const { month } of unfolded) {
    removed += await inLongTransaction((run) => fold(run, month));
  }
  return removed;
}

async function foldFreeMonth(run: Sql, month: string): Promise<number> {
  const [turn] = await run<{ free: boolean }>(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS free`);
  return turn?.free === true ? foldMonth(run, month) : 0;
}

async function foldMonth(run: Sql, month: string): Promise<number> {
  for (const setting of HASHING) await run(setting);
  await run(`SELECT pg_advisory_xact_lock(${LOCK})::text`);
  const packed = await isPacked(run, month);
  if (!packed && !(await hasCells(run, month))) {
    // Nothing of it was moved before: all of its cells are moved now, and no two rows have one key.
    await markPacked(run, month);
    return moveAdded(run, month);
  }
  if (!packed) await packMonth(run, month);
  const moved = await moveAdded(run, month);
  const range = { levels: FOLDED_LEVELS, from: month, to: `${month}-31` };
  return moved + (await foldKeys(run, range));
}

async function moveAdded(run: Sql, month: string): Promise<number> {
  const columns = [TOTAL_KEYS, ...CELL_SUMS].join(", ");
  const [row] = await run<{ gone: string }>(
    `WITH gone AS (
       DELETE FROM variance_added WHERE period BETWEEN $1 AND $1 || '-31' RETURNING *
     ), moved AS (
       INSERT INTO variance_total (${columns})
       ${levelledSums(addedCells("gone"), FOLDED_LEVELS)}
     )
     SELECT count(*) AS gone FROM gone`,
    [month],
  );
  return Number(row?.gone ?? 0);
}

type Range = { levels: readonly string[]; from: string; to: string };

async function foldKeys(run: Sql, { levels, from, to }: Range): Promise<number> {
  const [row] = await run<{ gone: string }>(
    `WITH many AS (
       SELECT ${TOTAL_KEYS} FROM variance_total
        WHERE level = ANY($1::text[]) AND period BETWEEN $2 AND $3
        GROUP BY ${TOTAL_KEYS} HAVING count(*) > 1
     ), gone AS (
       DELETE FROM variance_total t USING many m
        WHERE (${named("t")}) = (${named("m")}) RETURNING t.*
     ), kept AS (
       INSERT INTO variance_total (${TOTAL_KEYS}, ${SUMS.join(", ")})
       SELECT ${TOTAL_KEYS}, ${SUMS.map((name) => `sum(${name})`).join(", ")} FROM gone
        GROUP BY ${TOTAL_KEYS} HAVING ${SUMS.map((name) => `sum(${name}) <> 0`).join(" OR ")}
     )
     SELECT count(*) AS gone FROM gone`,
    [[...levels], from, to],
  );
  return Number(row?.gone ?? 0);
}

function named(alias: string): string {
  return TOTAL_KEYS.split(", ")
    .map((key) => `${alias}.${key}`)
    .join(", ");
}
