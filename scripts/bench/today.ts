/**
 * What the first page reads on a year of a thousand centres, of which every day waits for a review:
 * 92,000 days of its window. No group has that many, so that it is the worst case.
 */
import { loadavg } from "node:os";
import { EVERYWHERE, proveAnywhere } from "@/lib/domain/permission";
import { disconnect } from "@/lib/server/db/client";
import { getToday } from "@/lib/server/today/queries";
import { percentile, row, timed, title } from "../report";
import type { BenchServer } from "./server";
import { ensureYearDatabase, listCentreIds, YEAR } from "./year";

const WARM_UP = 3;
const ROUNDS = 20;
/** Nobody is stored under it: who only reads is in the way of nobody. */
const READER = "00000000-0000-4000-8000-000000000001";

export async function benchToday(server: BenchServer, scale: number): Promise<void> {
  process.env.DATABASE_URL = await ensureYearDatabase(server, scale);
  const roles = new Map([[EVERYWHERE, ["auditor" as const]]]);
  const actor = { userId: READER, name: "Bench", roles, limitedTo: null };
  const scope = proveAnywhere(actor, "reconciliation:view");
  if (scope === null) throw new Error("An auditor sees every day.");
  const now = Date.parse(`${YEAR.to}T12:00:00Z`) + 24 * 3600 * 1000;
  const [one = 0] = loadavg();
  title(`Today, every centre of ${listCentreIds(scale).length}, load ${one.toFixed(1)}`);
  try {
    const times: number[] = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      const { ms } = await timed(() => getToday(scope, { now }));
      if (round >= WARM_UP) times.push(ms);
    }
    const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)];
    row("the first page", `${half.toFixed(1)} / ${most.toFixed(1)} ms`, "aim: p95 100 ms");
  } finally {
    await disconnect();
  }
}
