import "server-only";

/**
 * Makes the smaller sums of a month from its days, once: from then on they are kept as the sums of
 * its cells are. A row of the level "packed" says so, and readers of other months take the cells.
 */
import type { DateRange } from "@/lib/domain/business-date";
import { type Sql, sql } from "../db/sql";
import { CELL_SUMS, TOTAL_KEYS } from "./columns";
import { type LevelName, levelledSums, PACKED_LEVELS } from "./levels";
import { addedCells } from "./sources";

/** Each statement takes a second or two, and groups in memory. */
const CENTRES_MAX = 100;

export function isPacked(run: Sql, month: string): Promise<boolean> {
  return hasLevel(run, "packed", month);
}

/** Whether cells of its days were moved to its sums. */
export function hasCells(run: Sql, month: string): Promise<boolean> {
  return hasLevel(run, "month-cell", month);
}

async function hasLevel(run: Sql, level: "packed" | LevelName, month: string): Promise<boolean> {
  const rows = await run(
    "SELECT 1 AS found FROM variance_total WHERE level = $1 AND period = $2 LIMIT 1",
    [level, month],
  );
  return rows.length > 0;
}

export async function listPackedMonths({ from, to }: DateRange): Promise<string[]> {
  const rows = await sql<{ month: string }>(
    `SELECT period AS month FROM variance_total
      WHERE level = 'packed' AND period BETWEEN $1 AND $2`,
    [from.slice(0, 7), to.slice(0, 7)],
  );
  return rows.map(({ month }) => month);
}

/** Days go on being written meanwhile; whoever folds waits for the end of this transaction. */
export async function packMonth(run: Sql, month: string): Promise<void> {
  const columns = [TOTAL_KEYS, ...CELL_SUMS].join(", ");
  const days = await readSumsOfCells(run, DAYS);
  const opposite = CELL_SUMS.map((name) => `-${name}`).join(", ");
  const moved = `
    SELECT ${columns} FROM (${days}) d (${columns}) WHERE level = 'added'
    UNION ALL
    SELECT ${TOTAL_KEYS}, ${opposite} FROM (${addedCells("variance_added")}) a
     WHERE period BETWEEN $1 AND $1 || '-31' AND centre_id = ANY($2::text[])`;
  const centres = await run<{ id: string }>(CENTRES, [month]);
  for (let at = 0; at < centres.length; at += CENTRES_MAX) {
    const ids = centres.slice(at, at + CENTRES_MAX).map(({ id }) => id);
    await run(`INSERT INTO variance_total (${columns}) ${levelledSums(moved, PACKED_LEVELS)}`, [
      month,
      ids,
    ]);
  }
  await markPacked(run, month);
}

export async function markPacked(run: Sql, month: string): Promise<void> {
  await run(
    `INSERT INTO variance_total (${TOTAL_KEYS}, ${CELL_SUMS.join(", ")})
     VALUES ('packed', $1, '*', '*', '*', '*', '*', '*', ${CELL_SUMS.map(() => "0").join(", ")})`,
    [month],
  );
}

/** The condition on the currency, which every row meets, selects the index by date. */
const DAYS = `SELECT 1 AS sign, d.* FROM variance_day d
  WHERE d.business_date BETWEEN $1 AND $1 || '-31' AND d.currency <> ''
    AND d.centre_id = ANY($2::text[])`;

const CENTRES = `
  SELECT centre_id AS id FROM variance_total
   WHERE level IN ('month', 'month-cell') AND period = $1
   UNION SELECT centre_id FROM variance_added WHERE period BETWEEN $1 AND $1 || '-31'
   ORDER BY 1`;

/** Reads the statement of the trigger that maintains the sums, for these days. */
export async function readSumsOfCells(run: Sql, days: string): Promise<string> {
  const [made] = await run<{ text: string }>("SELECT variance_totals_of($1) AS text", [days]);
  return made?.text ?? "";
}
