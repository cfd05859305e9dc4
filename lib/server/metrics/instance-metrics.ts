import "server-only";

/** What is read of this instance with each scrape: its pool, disk, breakers and version. */
import { Gauge, type Registry } from "prom-client";
import { findBreakers } from "../cashrec/connection";
import { poolsByName } from "../db/client";
import { readDisk } from "../disk";
import { BUILT, env } from "../env";

/** Returns what sets the gauges. */
export function createInstanceMetrics(registry: Registry): () => Promise<void> {
  const registers = [registry];
  const build = new Gauge({
    name: "counterfoil_build_info",
    help: "The version of the application, and of Node.js.",
    labelNames: ["version", "node"],
    registers,
  });
  const connections = new Gauge({
    name: "counterfoil_pool_connections",
    help: "Connections to the database, by what their pool is for and by state.",
    labelNames: ["pool", "state"],
    registers,
  });
  const waiting = new Gauge({
    name: "counterfoil_pool_waiting",
    help: "Statements and transactions that wait for a connection of the pool.",
    labelNames: ["pool"],
    registers,
  });
  const most = new Gauge({
    name: "counterfoil_pool_connections_max",
    help: "Connections that the pool may have.",
    labelNames: ["pool"],
    registers,
  });
  const free = new Gauge({
    name: "counterfoil_disk_free_bytes",
    help: "Free space on the disk of DATA_DIR.",
    registers,
  });
  const size = new Gauge({
    name: "counterfoil_disk_size_bytes",
    help: "The size of the disk of DATA_DIR.",
    registers,
  });
  const isOpen = new Gauge({
    name: "counterfoil_upstream_breaker_open",
    help: "Whether Cashrec as a whole is left alone, because it failed many times in a row.",
    registers,
  });
  const centresOpen = new Gauge({
    name: "counterfoil_upstream_requests_left_alone",
    help: "Groups of centres that are left alone, because requests for them failed.",
    registers,
  });
  build.set({ version: BUILT.version, node: process.versions.node }, 1);
  return async () => {
    for (const [pool, open] of Object.entries(poolsByName())) {
      connections.set({ pool, state: "idle" }, open.idleCount);
      connections.set({ pool, state: "busy" }, open.totalCount - open.idleCount);
      waiting.set({ pool }, open.waitingCount);
      most.set({ pool }, open.options.max ?? 0);
    }
    const breakers = findBreakers();
    isOpen.set(breakers.isOpen ? 1 : 0);
    centresOpen.set(breakers.openGroups);
    const disk = await readDisk(env().dataDir);
    if (disk !== null) {
      free.set(disk.freeBytes);
      size.set(disk.sizeBytes);
    } else {
      free.remove();
      size.remove();
    }
  };
}
