import "server-only";

/** How old the newest readings of Cashrec are, and what failed. */
import { Gauge, type Registry } from "prom-client";
import { NODE_KINDS, type NodeKind } from "@/lib/domain/organisation/organisation";
import { readLag, readPasses } from "./database-facts";
import type { Group } from "./group";

const EVERY_MS = 60_000;
const FAILURES = [
  "UPSTREAM_UNAVAILABLE",
  "UPSTREAM_REFUSED",
  "UPSTREAM_CHANGED",
  "UNEXPECTED",
] as const;

export function createPassGroup(registers: Registry[]): Group {
  const lastDone = new Gauge({
    name: "counterfoil_sync_last_success_timestamp_seconds",
    help: "When the last pass of the sync ended in which nothing failed; 0 before the first.",
    registers,
  });
  const failed = new Gauge({
    name: "counterfoil_sync_failed_parts",
    help: "Parts of passes that failed within the last hour, by code.",
    labelNames: ["code"],
    registers,
  });
  const forget = () => {
    lastDone.remove();
    failed.reset();
  };
  return {
    name: "passes",
    everyMs: EVERY_MS,
    forget,
    async read(run) {
      const { lastDoneSeconds, failedParts } = await readPasses(run);
      forget();
      lastDone.set(lastDoneSeconds ?? 0);
      for (const code of FAILURES) failed.set({ code }, 0);
      for (const { code, parts } of failedParts) failed.set({ code }, parts);
    },
  };
}

/** Codes of nodes are labels only where the operator asks for their kinds. */
export function createLagGroup(registers: Registry[], kinds: readonly NodeKind[]): Group {
  const labels = ["node", "kind"] as const;
  const lag = new Gauge({
    name: "counterfoil_sync_lag_seconds",
    help: "How long ago the given share of a group of centres was last read, at most.",
    labelNames: [...labels, "share"],
    registers,
  });
  const centres = new Gauge({
    name: "counterfoil_sync_centres",
    help: "Centres of a group.",
    labelNames: labels,
    registers,
  });
  const unread = new Gauge({
    name: "counterfoil_sync_centres_unread",
    help: "Centres of a group of which no day of the last three was read.",
    labelNames: labels,
    registers,
  });
  const forget = () => {
    for (const gauge of [lag, centres, unread]) gauge.reset();
  };
  return {
    name: "lag",
    everyMs: EVERY_MS,
    forget,
    async read(run) {
      const rows = await readLag(
        run,
        NODE_KINDS.filter((kind) => kinds.includes(kind)),
      );
      forget();
      if (rows.length === 0) centres.set({ node: "all", kind: "all" }, 0);
      for (const { node, kind, median, p95, max, ...row } of rows) {
        centres.set({ node, kind }, row.centres);
        unread.set({ node, kind }, row.unread);
        const shares = { "0.5": median, "0.95": p95, "1": max };
        for (const [share, seconds] of Object.entries(shares)) {
          if (seconds !== null) lag.set({ node, kind, share }, seconds);
        }
      }
    },
  };
}
