import "server-only";

/**
 * Keeps what the database knows in gauges. Each group is read again when it is old enough, on a
 * connection of its own; what can't be read is absent rather than old.
 */
import { Counter, Gauge, type Registry } from "prom-client";
import type { NodeKind } from "@/lib/domain/organisation/organisation";
import type { Sql } from "../db/sql";
import { outcomeOf } from "../telemetry";
import type { Group } from "./group";
import { createBackupGroup } from "./backup-metrics";
import { createMonthGroup } from "./month-metrics";
import { createLagGroup, createPassGroup } from "./sync-metrics";
import { createQueueGroup } from "./queue-metrics";
import { createReceiverGroup } from "./receiver-metrics";
import { createServerGroup } from "./server-metrics";
import { createSizeGroup } from "./size-metrics";

export type DatabaseMetricsOptions = {
  /** Runs `work` with a connection that requests can't take, and none of theirs. */
  withConnection: (work: (run: Sql) => Promise<void>) => Promise<void>;
  nodeKinds: readonly NodeKind[];
  tasks: readonly string[];
  now?: () => number;
};

/** Returns what reads the groups that are due; calls at the same time share one reading. */
export function createDatabaseMetrics(
  registry: Registry,
  { withConnection, nodeKinds, tasks, now = () => performance.now() }: DatabaseMetricsOptions,
): () => Promise<void> {
  const registers = [registry];
  const up = new Gauge({
    name: "counterfoil_database_up",
    help: "Whether the database answered when it was last asked.",
    registers,
  });
  const failures = new Counter({
    name: "counterfoil_metrics_read_failures_total",
    help: "Groups of metrics that could not be read from the database.",
    labelNames: ["group"],
    registers,
  });
  const groups = [
    createServerGroup(registers),
    createQueueGroup(registers, tasks),
    createReceiverGroup(registers),
    createPassGroup(registers),
    createLagGroup(registers, nodeKinds),
    createSizeGroup(registers),
    createMonthGroup(registers),
    createBackupGroup(registers),
  ];
  for (const { name } of groups) failures.inc({ group: name }, 0);
  const readAt = new Map<Group, number>();

  const readGroup = async (group: Group, run: Sql) => {
    try {
      await group.read(run);
      readAt.set(group, now());
    } catch (error) {
      group.forget();
      readAt.delete(group);
      failures.inc({ group: group.name });
      if (!isOfServer(error)) throw error;
    }
  };
  const readDue = async () => {
    const isDue = (group: Group) => now() - (readAt.get(group) ?? -Infinity) >= group.everyMs;
    const due = groups.filter(isDue);
    try {
      await withConnection(async (run) => {
        if (due.length === 0) await run("SELECT 1");
        for (const group of due) await readGroup(group, run);
      });
      up.set(1);
    } catch {
      for (const group of groups) group.forget();
      readAt.clear();
      up.set(0);
    }
  };
  let reading: Promise<void> | null = null;
  return () =>
    (reading ??= readDue().finally(() => {
      reading = null;
    }));
}

/** The server has returned an error, such as that a statement took too long. */
function isOfServer(error: unknown): boolean {
  return /^(?!08|57P)[0-9A-Z]{5}$/.test(outcomeOf(error));
}
