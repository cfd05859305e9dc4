/**
 * Makes the months that a divided table lacks, also those of rows that lie outside of all months,
 * and moves these rows. It writes to the parts themselves, because nothing that triggers of the
 * table did for these rows may happen again. Who needs rows outside of months waits meanwhile.
 */
import type pg from "pg";
import { MONTHS_AHEAD } from "@/lib/server/operations/months";
import { enableTriggersAlways } from "../postgres/grants";
import { withoutQueueing } from "../postgres/without-queueing";
import { MONTHS_AHEAD_MAX } from "./months";

/** Says what was done. */
export async function gatherMonths(client: pg.Client, table: string): Promise<string> {
  return withoutQueueing(client, async () => {
    const other = `months.${table}_other`;
    await client.query(`LOCK TABLE ${other} IN ACCESS EXCLUSIVE MODE`);
    const [outside] = await listMonths(client, other);
    if (outside !== undefined) await takeOut(client, other);
    const made = await client.query("SELECT make_months($1, $2)", [
      table,
      Math.max(MONTHS_AHEAD, outside?.ahead ?? 0),
    ]);
    const moved = outside === undefined ? 0 : await putBack(client, table, other);
    return `${made.rowCount} months made, ${moved} rows moved into theirs.`;
  });
}

/** The last month comes first. */
async function listMonths(client: pg.Client, from: string) {
  const { rows } = await client.query<{ month: string; ahead: number }>(
    `SELECT month, least($1, greatest(0,
              (left(month, 4)::int - extract(year FROM t.today)) * 12
              + right(month, 2)::int - extract(month FROM t.today)))::int AS ahead
       FROM (SELECT DISTINCT left(business_date, 7) AS month FROM ${from}) m,
            (SELECT now() AT TIME ZONE 'UTC' AS today) t
      ORDER BY 1 DESC`,
    [MONTHS_AHEAD_MAX],
  );
  return rows;
}

async function takeOut(client: pg.Client, other: string): Promise<void> {
  await client.query(`CREATE TEMP TABLE outside ON COMMIT DROP AS SELECT * FROM ${other}`);
  await client.query(`ALTER TABLE ${other} DISABLE TRIGGER USER`);
  await client.query(`DELETE FROM ${other}`);
}

/** Those of months that are further away than any that is made stay outside. */
async function putBack(client: pg.Client, table: string, other: string): Promise<number> {
  let moved = 0;
  for (const { month } of await listMonths(client, "outside")) {
    const part = `months.${table}_${month.replace("-", "_")}`;
    const { rows } = await client.query<{ exists: boolean }>(
      "SELECT to_regclass($1) IS NOT NULL AS exists",
      [part],
    );
    const exists = rows[0]?.exists === true;
    if (exists) await client.query(`ALTER TABLE ${part} DISABLE TRIGGER USER`);
    const { rowCount } = await client.query(
      `INSERT INTO ${exists ? part : other}
       SELECT * FROM outside WHERE left(business_date, 7) = $1`,
      [month],
    );
    if (exists) moved += rowCount ?? 0;
  }
  await enableTriggersAlways(client);
  return moved;
}
