/**
 * What the first page reads on a year of a thousand centres, of which every day waits for a review:
 * 92,000 days of its window, more than any group has. An auditor signs nothing, so that nothing is
 * looked up for a day; for a reviewer the counts of each are.
 */
import { loadavg } from "node:os";
import { EVERYWHERE, proveAnywhere } from "@/lib/domain/permission";
import { disconnect } from "@/lib/server/db/client";
import { getToday } from "@/lib/server/today/queries";
import { percentile, row, timed, title } from "../report";
import { withClient } from "../with-client";
import { fillCounts } from "./exports";
import type { BenchServer } from "./server";
import { ensureYearDatabase, listCentreIds, YEAR } from "./year";

const WARM_UP = 3;
const ROUNDS = 20;
const READERS = [
  { role: "auditor", userId: "00000000-0000-4000-8000-00000000be0a" },
  { role: "reviewer", userId: "00000000-0000-4000-8000-00000000be0b" },
] as const;
type Reader = (typeof READERS)[number];

export async function benchToday(server: BenchServer, scale: number): Promise<void> {
  const url = await ensureYearDatabase(server, scale);
  await fillCounts(url);
  process.env.DATABASE_URL = url;
  const [one = 0] = loadavg();
  title(`Today, every centre of ${listCentreIds(scale).length}, load ${one.toFixed(1)}`);
  try {
    for (const reader of READERS) {
      await storeReader(url, reader);
      const times = await measure(reader);
      const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)];
      const figures = `${half.toFixed(1)} / ${most.toFixed(1)} ms`;
      row(`the first page, ${reader.role}`, figures, "aim: p95 100 ms");
    }
  } finally {
    await disconnect();
  }
}

async function storeReader(url: string, { role, userId }: Reader): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(
      `INSERT INTO "user" (id, email, name) VALUES ($1, $2, 'Bench') ON CONFLICT DO NOTHING`,
      [userId, `bench-${role}@example.test`],
    );
    await client.query("INSERT INTO membership VALUES ($1, '*', $2) ON CONFLICT DO NOTHING", [
      userId,
      role,
    ]);
  });
}

async function measure({ role, userId }: Reader): Promise<number[]> {
  const actor = { userId, name: "Bench", roles: new Map([[EVERYWHERE, [role]]]), limitedTo: null };
  const scope = proveAnywhere(actor, "reconciliation:view");
  if (scope === null) throw new Error("Either sees every day.");
  const now = Date.parse(`${YEAR.to}T12:00:00Z`) + 24 * 3600 * 1000;
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const { ms } = await timed(() => getToday(scope, { now }));
    if (round >= WARM_UP) times.push(ms);
  }
  return times;
}
