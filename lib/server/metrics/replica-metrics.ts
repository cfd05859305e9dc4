import "server-only";

/** What is read of the replica with each scrape: whether it is used, and how often it was. */
import { Counter, Gauge, type Registry } from "prom-client";
import { replica } from "../db/client";
import { findReplicaLag } from "../db/replica";

/** Returns what sets them; without a replica there is nothing to set. */
export function createReplicaMetrics(registry: Registry): () => Promise<void> {
  const registers = [registry];
  const leftAlone = new Gauge({
    name: "counterfoil_replica_left_alone",
    help: "Whether the replica is not used, because it is away or behind; 0 where there is none.",
    registers,
  });
  const lag = new Gauge({
    name: "counterfoil_replica_lag_bytes",
    help: "How much of the log of the server the replica lacks.",
    registers,
  });
  const readings = new Counter({
    name: "counterfoil_replica_readings_total",
    help: "Readings begun on the replica, and those that the server served for it, by why.",
    labelNames: ["served"],
    registers,
  });
  return async () => {
    const found = replica();
    leftAlone.set(found === null || found.health.isUsable() ? 0 : 1);
    readings.reset();
    if (found === null) return lag.remove();
    const { replica: own, server } = found.health.counts();
    readings.inc({ served: "replica" }, own);
    for (const [fault, count] of Object.entries(server)) readings.inc({ served: fault }, count);
    const bytes = await findReplicaLag();
    if (bytes === null) lag.remove();
    else lag.set(bytes);
  };
}
