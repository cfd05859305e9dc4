/**
 * Two months of a thousand centres whose days have histories: each is read when its tills
 * have closed, counted, explained, and signed by and by, all at times of their own.
 */
import type pg from "pg";
import { disconnect } from "@/lib/server/db/client";
import { loadDatabase } from "../load/load-database";
import { withClient } from "../postgres/with-client";
import type { BenchServer } from "./server";

/** The days of the last month are asked for; those before it are what they are compared with. */
export const MONTHS = { from: "2026-10-24", to: "2026-11-23", days: 62 };
const CENTRES = 1_000;

export function countCentres(scale: number): number {
  return Math.max(10, Math.round(CENTRES * scale));
}

/** The database is reused from run to run, because making it takes minutes. */
export async function ensureMomentsDatabase(server: BenchServer, scale: number): Promise<string> {
  const centres = countCentres(scale);
  const name = `bench_moments_${centres}`;
  const stored = await server.find(name);
  if (stored !== null && (await isWhole(stored))) return stored;
  const url = await server.fresh(name);
  process.env.DATABASE_URL = url;
  try {
    await loadDatabase({ centres, days: MONTHS.days, until: MONTHS.to, auditShare: 0 });
  } finally {
    await disconnect();
  }
  await withClient(url, setTimes);
  return url;
}

async function isWhole(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const found = await client.query("SELECT 1 FROM setting WHERE name = 'bench-moments'");
    return found.rowCount === 1;
  });
}

/** A load stores a month at once; here each day was stored when it happened. */
async function setTimes(client: pg.Client): Promise<void> {
  // Only the owner of the tables may change these times.
  await client.query("SET session_replication_role = replica");
  const tables = ["cash_sheet_version", "tolerance_rule", "node_position", "centre_position"];
  for (const table of tables) await toggle(client, table, "DISABLE");
  await client.query(`UPDATE cash_sheet_version SET fetched_at = ${CLOSING}`);
  await client.query(
    `UPDATE cash_sheet SET first_read_at = ${CLOSING},
            read_at = ${CLOSING} + interval '3 hours'`,
  );
  for (const table of tables.slice(1)) {
    await client.query(`UPDATE ${table} SET created_at = '2026-01-01'`);
  }
  await client.query(CHANGED);
  for (const table of tables) await toggle(client, table, "ENABLE ALWAYS");
  await client.query("RESET session_replication_role");
  await client.query(`INSERT INTO setting (name, value) VALUES ('bench-moments', 'true')`);
  await client.query("VACUUM ANALYZE");
}

function toggle(client: pg.Client, table: string, to: "DISABLE" | "ENABLE ALWAYS") {
  return client.query(`ALTER TABLE ${table} ${to} TRIGGER append_only`);
}

const CLOSING = "((business_date::date + 1 + time '01:00') AT TIME ZONE 'UTC')";

const CHANGED = `
  UPDATE reconciliation r SET changed_at = greatest(${CLOSING},
    (SELECT max(t.counted_at) FROM till_count t
      WHERE t.centre_id = r.centre_id AND t.business_date = r.business_date),
    (SELECT max(e.created_at) FROM explanation e
      WHERE e.centre_id = r.centre_id AND e.business_date = r.business_date),
    (SELECT max(m.moved_at) FROM move m
      WHERE m.centre_id = r.centre_id AND m.business_date = r.business_date))`;
