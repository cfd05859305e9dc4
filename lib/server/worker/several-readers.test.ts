/** Real processes that work on the queue and read one pass from a slow Cashrec on a real socket. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { scopeFor } from "@/lib/testing/arrange";
import { amountOf, type SlowUpstream, startSlowUpstream } from "@/lib/testing/slow-upstream";
import { sql } from "../db/sql";
import { ensureJobTables } from "../queue/queue";
import { rebuildDays } from "../rebuild/rebuild-days";
import { getSync } from "../sync/queries";
import { requestSync } from "../sync/request";

const JOBS_PROCESS = fileURLToPath(new URL("../../testing/jobs-process.ts", import.meta.url));
const INSTANCES = 3;
const AT_ONCE = 2;
const PER_MINUTE = 480;
const LATENCY_MS = 500;
const CENTRES = 240;
const DAY = "2026-03-05";
const MS_MAX = 240_000;

let upstream: SlowUpstream;
const children: ChildProcess[] = [];

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
  upstream = await startSlowUpstream(LATENCY_MS);
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await upstream.stop();
});

test(
  "three instances share a pass at one rate, and one that is killed loses and doubles nothing",
  async () => {
    const centreIds = Array.from({ length: CENTRES }, (_, n) => `C${1_000 + n}`);
    await sql(
      `INSERT INTO centre (id, name, currency, time_zone, day_starts_at)
       SELECT id, id, 'EUR', 'Europe/Madrid', '05:00' FROM unnest($1::text[]) AS id`,
      [centreIds],
    );
    const { id } = await requestSync({ centreIds, from: DAY, to: DAY, requestedById: null });
    for (let n = 0; n < INSTANCES; n += 1) children.push(startInstance());
    const follow = () => getSync(scopeFor("sync:view", null), { id });
    const patience = { timeout: MS_MAX, interval: 100 };
    await expect.poll(() => upstream.most() > AT_ONCE, patience).toBe(true);
    children[0]?.kill("SIGKILL");
    await expect.poll(async () => (await follow()).state === "done", patience).toBe(true);

    // The recent days, which every instance requests at its start, may have joined the pass.
    const { done, total, failures } = await follow();
    expect(failures).toEqual([]);
    expect(done).toBe(total);
    const [stored] = await sql<{ lines: number; sum: string; versions: number }>(
      `SELECT count(*)::int AS lines, sum(expected_minor) AS sum,
              (SELECT max(version) FROM cash_sheet_version WHERE business_date = $1) AS versions
         FROM reconciliation_line WHERE business_date = $1`,
      [DAY],
    );
    const sum = centreIds.reduce((total, centreId) => total + amountOf(centreId, DAY), 0);
    expect(stored).toEqual({ lines: CENTRES, sum: String(sum), versions: 1 });
    expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0, sums: 0 });

    // Requests may come late and close together, and never earlier than the rate allows.
    const times = upstream.came;
    const took = (times.at(-1) ?? 0) - (times[0] ?? 0);
    const gapMs = 60_000 / PER_MINUTE;
    expect(took).toBeGreaterThan((times.length - 1) * gapMs * 0.9);
  },
  MS_MAX,
);

function startInstance(): ChildProcess {
  const flags = ["--conditions=react-server", "--import", "tsx"];
  return spawn(process.execPath, [...flags, JOBS_PROCESS], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      ...upstream.env,
      NODE_OPTIONS: "",
      CASHREC_REQUESTS_AT_ONCE: String(AT_ONCE),
      CASHREC_REQUESTS_PER_MINUTE: String(PER_MINUTE),
    },
  });
}
