import "server-only";

/** Begins to measure what `/metrics` reports, if an operator asks for it. */
import { collectDefaultMetrics, Registry } from "prom-client";
import { readingApart, sql } from "../db/sql";
import { env } from "../env";
import { observe } from "../telemetry";
import { tasks } from "../worker/tasks";
import { createDatabaseMetrics } from "./database-metrics";
import { createInstanceMetrics } from "./instance-metrics";
import { createProcessMetrics } from "./process-metrics";
import { createReplicaMetrics } from "./replica-metrics";
import { rendered } from "./rendered";

/** Returns how to stop, for tests. */
export function startMetrics(): () => void {
  const { metricsToken, metricsNodeKinds: nodeKinds } = env().observing;
  if (metricsToken === null || rendered().value !== undefined) return () => undefined;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const stop = observe(createProcessMetrics(registry));
  const readInstance = createInstanceMetrics(registry);
  const readReplica = createReplicaMetrics(registry);
  const readDatabase = createDatabaseMetrics(registry, {
    withConnection: (work) => readingApart(() => work(sql)),
    nodeKinds,
    tasks: Object.keys(tasks),
  });
  rendered().value = {
    contentType: registry.contentType,
    render: async () => {
      await Promise.all([readInstance(), readReplica(), readDatabase()]);
      return registry.metrics();
    },
  };
  return () => {
    stop();
    rendered().value = undefined;
  };
}
