/**
 * What the first page reads on a year of a thousand centres, of which every day waits for a review:
 * 92,000 days of its window, more than any group has. An auditor signs nothing, so that nothing is
 * looked up for a day; for a reviewer the counts of each are.
 */
import { loadavg } from "node:os";
import { EVERYWHERE, proveAnywhere } from "@/lib/domain/permission";
import { disconnect } from "@/lib/server/db/client";
import { getToday } from "@/lib/server/today/queries";
import { percentile, row, timed, title } from "../figures/report";
import { withClient } from "../postgres/with-client";
import { fillCounts } from "./exports";
import type { BenchServer } from "./server";
import { ensureYearDatabase, listCentreIds, YEAR } from "./year";

const WARM_UP = 3;
const ROUNDS = 20;
type Reader = {
  name: string;
  role: "auditor" | "reviewer";
  userId: string;
  centreIds: readonly string[];
};

const listReaders = (centreIds: readonly string[]): Reader[] => [
  {
    name: "auditor",
    role: "auditor",
    userId: "00000000-0000-4000-8000-00000000be0a",
    centreIds: [EVERYWHERE],
  },
  {
    name: "reviewer",
    role: "reviewer",
    userId: "00000000-0000-4000-8000-00000000be0b",
    centreIds: [EVERYWHERE],
  },
  {
    name: "reviewer of 12 centres",
    role: "reviewer",
    userId: "00000000-0000-4000-8000-00000000be0c",
    centreIds: centreIds.slice(0, 12),
  },
];

export async function benchToday(server: BenchServer, scale: number): Promise<void> {
  const url = await ensureYearDatabase(server, scale);
  await fillCounts(url);
  process.env.DATABASE_URL = url;
  const [one = 0] = loadavg();
  const centreIds = listCentreIds(scale);
  title(`Today, a group of ${centreIds.length} centres, load ${one.toFixed(1)}`);
  try {
    for (const reader of listReaders(centreIds)) {
      await storeReader(url, reader);
      const times = await measure(reader);
      const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)];
      const figures = `${half.toFixed(1)} / ${most.toFixed(1)} ms`;
      row(`the first page, ${reader.name}`, figures, "aim: p95 100 ms");
    }
  } finally {
    await disconnect();
  }
}

async function storeReader(url: string, reader: Reader): Promise<void> {
  const { name, role, userId, centreIds } = reader;
  await withClient(url, async (client) => {
    await client.query(
      `INSERT INTO "user" (id, email, name) VALUES ($1, $2, 'Bench') ON CONFLICT DO NOTHING`,
      [userId, `bench-${name.replaceAll(" ", "-")}@example.test`],
    );
    await client.query(
      `INSERT INTO membership SELECT $1, id, $2 FROM unnest($3::text[]) AS id
       ON CONFLICT DO NOTHING`,
      [userId, role, centreIds],
    );
  });
}

async function measure({ role, userId, centreIds }: Reader): Promise<number[]> {
  const roles = new Map(centreIds.map((id) => [id, [role]]));
  const actor = { userId, name: "Bench", roles, limitedTo: null };
  const scope = proveAnywhere(actor, "reconciliation:view");
  if (scope === null) throw new Error("Each sees days.");
  const now = Date.parse(`${YEAR.to}T12:00:00Z`) + 24 * 3600 * 1000;
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const { ms } = await timed(() => getToday(scope, { now }));
    if (round >= WARM_UP) times.push(ms);
  }
  return times;
}
