import "server-only";

/** Compares the stored sums of variances with the cells and days that they add up, by month. */
import type { Sql, Transaction } from "../db/sql";
import { CELL_SUMS, DAY_SUMS, OWED_SUMS, SOLD_SUMS, SUMS, TOTAL_KEYS } from "../variances/columns";
import { FOLDED_LEVELS, levelledSums, type LevelName } from "../variances/levels";
import { isPacked, markPacked, readSumsOfCells } from "../variances/pack";
import { ANY_SHEET } from "../line-search/few-centres";
import { addedCells, DAY_FIGURES } from "../variances/sources";

const COLUMNS = [TOTAL_KEYS, ...SUMS].join(", ");
const TABLES = "variance_day, variance_total, variance_added";
const IN_MONTH = "BETWEEN $1 AND $1 || '-31'";

/** Counts the sums that are wrong. With `write` those of the same months are computed again. */
export async function rebuildSums({ sql }: Transaction, write: boolean): Promise<number> {
  if (write) await sql(`LOCK TABLE ${TABLES} IN SHARE ROW EXCLUSIVE MODE`);
  const days = sumsOfDays(await readSumsOfCells(sql, CELLS));
  let wrong = 0;
  for (const { month } of await sql<{ month: string }>(MONTHS)) {
    const found = await countWrong(sql, month, days);
    if (write && found > 0) await rewrite(sql, month, days);
    wrong += found;
  }
  return wrong;
}

/** Of archived months, only what is owed is stored. */
const MONTHS = `
  SELECT month
    FROM (SELECT left(period, 7) AS month FROM variance_total
           UNION SELECT left(period, 7) FROM variance_added
           UNION SELECT left(business_date, 7) FROM reconciliation) m
   WHERE month >= coalesce(left(archived_until(), 7), '') ORDER BY 1`;

const CELLS = `SELECT 1 AS sign, d.* FROM variance_day d
  WHERE d.business_date ${IN_MONTH} AND d.currency <> ''`;

async function countWrong(run: Sql, month: string, days: string): Promise<number> {
  const levels: LevelName[] = (await isPacked(run, month)) ? FOLDED_LEVELS : ["month-cell"];
  const stored = `SELECT ${COLUMNS} FROM variance_total WHERE period ${IN_MONTH}
     UNION ALL SELECT *, ${none(DAY_SUMS)} FROM (${addedCells("variance_added")}) a
      WHERE period ${IN_MONTH}`;
  const [row] = await run<{ wrong: string }>(
    `WITH days AS MATERIALIZED (${days}), stored AS MATERIALIZED (${stored}),
       due AS (${foldedSums("days", levels)}), held AS (${foldedSums("stored", levels)})
     SELECT count(DISTINCT (${TOTAL_KEYS})) AS wrong
       FROM ((TABLE due EXCEPT TABLE held) UNION ALL (TABLE held EXCEPT TABLE due)) x`,
    [month],
  );
  return Number(row?.wrong ?? 0);
}

/** Computes the sums of one month, whatever is stored of it. Nobody may write days meanwhile. */
export async function rebuildMonth(run: Sql, month: string): Promise<void> {
  await rewrite(run, month, sumsOfDays(await readSumsOfCells(run, CELLS)));
}

async function rewrite(run: Sql, month: string, days: string): Promise<void> {
  await run(`DELETE FROM variance_total WHERE period ${IN_MONTH}`, [month]);
  await run(`DELETE FROM variance_added WHERE period ${IN_MONTH}`, [month]);
  await run(
    `WITH days AS MATERIALIZED (${days})
     INSERT INTO variance_total (${COLUMNS}) ${foldedSums("days", FOLDED_LEVELS)}`,
    [month],
  );
  await markPacked(run, month);
}

const none = (names: readonly string[]) => names.map((name) => `0 AS ${name}`).join(", ");

/** Moves what stands under a date in this table to these levels, as a fold would. */
function foldedSums(table: string, levels: readonly LevelName[]): string {
  const sums = SUMS.map((name) => `sum(${name})::bigint AS ${name}`).join(", ");
  return `
    SELECT ${TOTAL_KEYS}, ${sums}
      FROM (SELECT ${COLUMNS} FROM ${table} WHERE level NOT IN ('added', 'packed')
            UNION ALL
            SELECT *, ${none(DAY_SUMS)}
              FROM (${levelledSums(`SELECT * FROM ${table} WHERE level = 'added'`, levels)}) l) s
     GROUP BY ${TOTAL_KEYS} HAVING ${SUMS.map((name) => `sum(${name}) <> 0`).join(" OR ")}`;
}

/** Days without lines have no cells, but count too. */
function sumsOfDays(sumsOfCells: string): string {
  const columns = [TOTAL_KEYS, ...CELL_SUMS].join(", ");
  const counts = [...OWED_SUMS, ...SOLD_SUMS].map((name) => `sum(${DAY_FIGURES[name] ?? name})`);
  return `
    SELECT ${columns}, ${none(DAY_SUMS)} FROM (${sumsOfCells}) c (${columns})
    UNION ALL
    SELECT 'month', left(business_date, 7), centre_id, state, currency, '*', '*', '*',
           ${CELL_SUMS.map(() => "0").join(", ")}, count(*), ${counts.join(", ")}
      FROM reconciliation d WHERE business_date ${IN_MONTH} AND ${ANY_SHEET}
     GROUP BY left(business_date, 7), centre_id, state, currency`;
}
