import "server-only";

/** What the database server says of its sessions and locks, its clock and its schema. */
import { Gauge, type Registry } from "prom-client";
import { isMigrationMissing } from "../db/needed-migration";
import { readServer } from "./database-facts";
import type { Group } from "./group";

const EVERY_MS = 5_000;

const GAUGES = {
  counterfoil_database_server_connections: "Sessions of this database, of all instances.",
  counterfoil_database_server_connections_max: "Sessions that the server allows.",
  counterfoil_database_longest_transaction_seconds: "The age of the oldest transaction.",
  counterfoil_audit_chain_waiters: "Sessions that wait for the chain of the audit trail now.",
  counterfoil_audit_chain_wait_seconds: "The longest of these waits so far.",
  counterfoil_clock_ahead_seconds: "How far the clock of this server is ahead of the database's.",
  counterfoil_database_migrations_unfinished: "Migrations that began and did not end.",
  counterfoil_database_migrations_missing:
    "Whether a migration that this program needs is missing.",
} as const;

export function createServerGroup(registers: Registry[]): Group {
  const gauges = Object.entries(GAUGES).map(
    ([name, help]) => [name, new Gauge({ name, help, registers })] as const,
  );
  const byName = new Map<string, Gauge>(gauges);
  const newest = new Gauge({
    name: "counterfoil_database_migration_info",
    help: "The newest migration of the database.",
    labelNames: ["migration"],
    registers,
  });
  const forget = () => {
    for (const gauge of byName.values()) gauge.remove();
    newest.reset();
  };
  const set = (name: keyof typeof GAUGES, value: number) => byName.get(name)?.set(value);
  return {
    name: "server",
    everyMs: EVERY_MS,
    forget,
    async read(run) {
      const before = Date.now();
      const row = await readServer(run);
      forget();
      if (row === undefined) return;
      set("counterfoil_database_server_connections", row.connections);
      set("counterfoil_database_server_connections_max", row.connectionsMax);
      set("counterfoil_database_longest_transaction_seconds", row.longestTransactionSeconds);
      set("counterfoil_audit_chain_waiters", row.chainWaiters);
      set("counterfoil_audit_chain_wait_seconds", row.chainWaitSeconds);
      const middle = (before + Date.now()) / 2_000;
      set("counterfoil_clock_ahead_seconds", middle - row.clockSeconds);
      set("counterfoil_database_migrations_unfinished", row.unfinishedMigrations);
      set("counterfoil_database_migrations_missing", (await isMigrationMissing(run)) ? 1 : 0);
      newest.set({ migration: row.newestMigration ?? "none" }, 1);
    },
  };
}
