/**
 * Drops the rows of a month whose files were verified, in one transaction: either all of them are
 * gone, and the month is recorded as archived, or nothing has happened. Who writes to days waits.
 */
import type pg from "pg";
import { OWED_SUMS, SUMS, TOTAL_KEYS } from "@/lib/server/variances/columns";
import { countRows, type HashedManifest } from "./manifest";
import { type DayTable, inMonth, readFingerprint } from "./tables";
import { enableTriggersAlways } from "../postgres/grants";
import { withoutQueueing } from "../postgres/without-queueing";

export const EMPTY = "0:0";
/** What is derived of a whole month. */
const MONTH_TABLES = ["variance_total", "variance_added", "fully_read_month"];

export async function dropMonth(
  client: pg.Client,
  tables: readonly DayTable[],
  { manifest, hash }: HashedManifest,
): Promise<void> {
  const { month } = manifest;
  const names = tables.map(({ name }) => name);
  await withoutQueueing(client, async () => {
    await lockMonths(client, names);
    for (const name of names) await refuseChanged(client, name, manifest);
    await client.query(
      `INSERT INTO archived_month (month, manifest_hash, rows, archived_by)
       VALUES ($1, $2, $3, session_user)`,
      [month, hash, countRows(manifest)],
    );
    for (const name of names) {
      await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
      await client.query(`DELETE FROM ${name} WHERE ${inMonth(month)}`);
    }
    await enableTriggersAlways(client);
    await client.query("DELETE FROM fully_read_month WHERE month = $1", [month]);
    await client.query(ADDED, [month]);
    await client.query(KEEP_OWED, [month]);
    await appendEntry(client, "month.archived", { manifest, hash });
  });
}

/** People read meanwhile, and whoever writes a day waits. */
export async function lockMonths(client: pg.Client, names: readonly string[]): Promise<void> {
  const locked = [...names, ...MONTH_TABLES].join(", ");
  await client.query(`LOCK TABLE ${locked} IN SHARE ROW EXCLUSIVE MODE`);
}

export async function appendEntry(
  client: pg.Client,
  action: "month.archived" | "month.restored",
  { manifest, hash }: HashedManifest,
): Promise<void> {
  const { month, totals } = manifest;
  const after = { month, sha256: hash, rows: countRows(manifest), totals: totals.map(toNumbers) };
  await client.query(
    "INSERT INTO audit_entry (action, after, origin) VALUES ($1, $2::json, 'script')",
    [action, JSON.stringify(after)],
  );
}

async function refuseChanged(
  client: pg.Client,
  name: string,
  { month, tables }: HashedManifest["manifest"],
): Promise<void> {
  const written = tables.find((table) => table.name === name)?.fingerprint ?? EMPTY;
  const found = await readFingerprint(client, `${name} t WHERE ${inMonth(month)}`);
  if (found === written) return;
  throw new Error(
    `${month} stays: ${name} has changed since its rows were written. Nothing was dropped. Move ` +
      "the folder of the month away, and run the command again.",
  );
}

type Total = HashedManifest["manifest"]["totals"][number];

/** As other entries of the audit trail have amounts. */
function toNumbers({ currency, ...sums }: Total) {
  const numbers = Object.entries(sums).map(([name, sum]) => [name, Number(sum)] as const);
  return { currency, ...Object.fromEntries(numbers) };
}

const ADDED = "DELETE FROM variance_added WHERE period BETWEEN $1 AND $1 || '-31'";

/**
 * Every sum is of one month at most, and goes with it. What is owed for tips and gift cards runs
 * through all months, so that these sums stay, and all others of theirs become zero.
 */
const KEEP_OWED = `
  WITH gone AS (
    DELETE FROM variance_total WHERE period BETWEEN $1 AND $1 || '-31' RETURNING *
  )
  INSERT INTO variance_total (${TOTAL_KEYS}, ${SUMS.join(", ")})
  SELECT ${TOTAL_KEYS},
         ${SUMS.map((name) => (OWED_SUMS.includes(name) ? `sum(${name})` : "0")).join(", ")}
    FROM gone WHERE level = 'month' GROUP BY ${TOTAL_KEYS}
  HAVING ${OWED_SUMS.map((name) => `sum(${name}) <> 0`).join(" OR ")}`;
