/** What a backup notes of the database: versions, the time, and the head of the audit trail. */
import { readFileSync } from "node:fs";
import type pg from "pg";
import { ROOT } from "@/lib/domain/audit/chain";

export type Facts = {
  now: string;
  counterfoil: string;
  postgres: string;
  system: string;
  segmentBytes: number;
  migrations: number;
  lastMigration: string;
  head: string;
};

const NO_ENTRY = `${ROOT.id}:${ROOT.hash}`;

export async function readFacts(client: pg.ClientBase): Promise<Facts> {
  const { rows } = await client.query<Omit<Facts, "counterfoil" | "now"> & { now: Date }>(
    `SELECT clock_timestamp() AS now, current_setting('server_version') AS postgres,
            (SELECT system_identifier::text FROM pg_control_system()) AS system,
            (SELECT setting::int FROM pg_settings WHERE name = 'wal_segment_size')
              AS "segmentBytes",
            m.number AS migrations, m.last AS "lastMigration",
            coalesce((SELECT id || ':' || hash FROM audit_entry ORDER BY id DESC LIMIT 1), $1)
              AS head
       FROM (SELECT count(*)::int AS number, coalesce(max(migration_name), '') AS last
               FROM _prisma_migrations WHERE finished_at IS NOT NULL) m`,
    [NO_ENTRY],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("The database does not say what it is.");
  return { ...row, now: row.now.toISOString(), counterfoil: readVersion() };
}

export async function readClock(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ now: Date }>("SELECT clock_timestamp() AS now");
  return rows[0]?.now.toISOString() ?? "";
}

function readVersion(): string {
  const manifest = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
