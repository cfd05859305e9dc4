import "server-only";

/** The queue by task: what waits, runs and is dead, and for how long the oldest job has waited. */
import { Gauge, type Registry } from "prom-client";
import { readQueue } from "./database-facts";
import type { Group } from "./group";

const EVERY_MS = 10_000;
const STATES = ["waiting", "planned", "running", "dead"] as const;

/** Every task of the program has values, so that an alert can tell none from not measured. */
export function createQueueGroup(registers: Registry[], tasks: readonly string[]): Group {
  const jobs = new Gauge({
    name: "counterfoil_queue_jobs",
    help: "Jobs by task: due and waiting, planned, running, or dead (failed or left behind).",
    labelNames: ["task", "state"],
    registers,
  });
  const oldest = new Gauge({
    name: "counterfoil_queue_oldest_job_age_seconds",
    help: "How long the oldest job that is due has waited, by task.",
    labelNames: ["task"],
    registers,
  });
  return {
    name: "queue",
    everyMs: EVERY_MS,
    forget() {
      jobs.reset();
      oldest.reset();
    },
    async read(run) {
      const rows = new Map((await readQueue(run)).map((row) => [row.task, row]));
      jobs.reset();
      oldest.reset();
      for (const task of new Set([...tasks, ...rows.keys()])) {
        const row = rows.get(task);
        for (const state of STATES) jobs.set({ task, state }, row?.[state] ?? 0);
        oldest.set({ task }, row?.oldestSeconds ?? 0);
      }
    },
  };
}
