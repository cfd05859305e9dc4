import "server-only";

/** What receivers of the audit trail and the security log do not have yet. */
import { Gauge, type Registry } from "prom-client";
import { readBacklog } from "../log-forwarding/backlog";
import { listForwarders } from "../log-forwarding/send-records";
import type { Group } from "./group";

const EVERY_MS = 15_000;

export function createReceiverGroup(registers: Registry[]): Group {
  const waiting = new Gauge({
    name: "counterfoil_log_receiver_waiting_records",
    help: "Records that a receiver of the logs does not have yet, by stream.",
    labelNames: ["receiver", "stream"],
    registers,
  });
  const failing = new Gauge({
    name: "counterfoil_log_receiver_failing_seconds",
    help: "How long a receiver of the logs has failed; 0 while it takes records.",
    labelNames: ["receiver"],
    registers,
  });
  const forget = () => {
    waiting.reset();
    failing.reset();
  };
  return {
    name: "receivers",
    everyMs: EVERY_MS,
    forget,
    async read(run) {
      const kinds = listForwarders().map(({ kind }) => kind);
      const rows = kinds.length === 0 ? [] : await readBacklog(run, kinds);
      forget();
      for (const kind of kinds) {
        const row = rows.find((one) => one.kind === kind);
        waiting.set({ receiver: kind, stream: "audit" }, row?.audit ?? 0);
        waiting.set({ receiver: kind, stream: "security" }, row?.security ?? 0);
        const since = row?.failingSince?.getTime();
        failing.set({ receiver: kind }, since === undefined ? 0 : (Date.now() - since) / 1_000);
      }
    },
  };
}
