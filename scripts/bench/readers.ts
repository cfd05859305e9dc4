/**
 * The pass of a large group, today and yesterday of every centre, from a Cashrec that takes its
 * time: how long one instance reads, and several that share it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Client } from "pg";
import { type LoadedCentre, makeCentres } from "../load/group";
import { perSecond, ratio, row, seconds, title } from "../figures/report";
import { withClient } from "../postgres/with-client";
import type { BenchServer } from "./server";
import { type SlowCashrec, startSlowCashrec } from "./slow-cashrec";

const CENTRES = 5_000;
const LATENCY_MS = 2_400;
const AT_ONCE = 3;
const PER_MINUTE = 1_200;
const INSTANCES = [1, 2, 4];
const AIM_S = 300;
const POLL_MS = 250;
const DATABASE = "bench_readers";
const JOB = fileURLToPath(new URL("./readers-job.ts", import.meta.url));

export async function benchReaders(server: BenchServer, scale: number): Promise<void> {
  const centres = makeCentres(Math.max(1, Math.round(CENTRES * scale)), 0);
  const cashrec = await startSlowCashrec(centres, LATENCY_MS);
  try {
    title(
      `A pass of ${centres.length.toLocaleString("en")} centres, ${LATENCY_MS / 1_000} s a ` +
        `response, ${AT_ONCE} at once in each instance`,
    );
    let alone = 0;
    for (const instances of INSTANCES) {
      const url = await server.fresh(DATABASE);
      Object.assign(cashrec.counts, { requests: 0, most: 0 });
      const { ms, lines, failures } = await readPass(url, instances, { centres, cashrec });
      if (instances === 1) alone = ms;
      const { requests, most } = cashrec.counts;
      const read = `${lines.toLocaleString("en")} lines, ${perSecond(lines, ms)}`;
      row(
        instances === 1 ? "1 instance (baseline)" : `${instances} instances`,
        seconds(ms),
        `${ratio(ms, alone)}, ${read}, aim: ${AIM_S} s`,
      );
      row("  requests", requests.toLocaleString("en"), `at most ${most} at once`);
      if (failures > 0) row("  parts that FAILED", String(failures));
    }
  } finally {
    cashrec.stop();
    await server.drop(DATABASE);
  }
}

type Pass = { ms: number; lines: number; failures: number };

/** From the moment at which the pass is stored until it is done; every instance waits for it. */
async function readPass(
  url: string,
  instances: number,
  { centres, cashrec }: { centres: readonly LoadedCentre[]; cashrec: SlowCashrec },
): Promise<Pass> {
  const children = Array.from({ length: instances }, () => startInstance(url, cashrec));
  const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      const ended = children.find(({ exitCode }) => exitCode !== null);
      if (ended !== undefined) throw new Error(`An instance ended with ${ended.exitCode}.`);
      await sleep(POLL_MS);
    }
  };
  try {
    return await withClient(url, async (client) => {
      await until(async () => (await countWorking(client)) >= instances || undefined);
      await addCentres(client, centres);
      await client.query(
        `SELECT graphile_worker.add_job('read-due', '{"cadence": "recent"}'::json)`,
      );
      return until(() => findPass(client));
    });
  } finally {
    await Promise.all(children.map(endInstance));
  }
}

async function countWorking(client: Client): Promise<number> {
  const { rows } = await client.query<{ working: number }>(
    "SELECT count(*)::int AS working FROM instance WHERE cardinality(worker_ids) > 0",
  );
  return rows[0]?.working ?? 0;
}

/** Undefined until it is done. */
async function findPass(client: Client): Promise<Pass | undefined> {
  const { rows } = await client.query<Pass>(
    `SELECT extract(epoch FROM max(s.finished_at) - min(s.created_at))::float8 * 1000 AS ms,
            (SELECT count(*) FROM reconciliation_line)::int AS lines,
            (SELECT count(*) FROM sync_part WHERE state = 'failed')::int AS failures
       FROM sync s HAVING count(*) > 0 AND bool_and(s.finished_at IS NOT NULL)`,
  );
  return rows[0];
}

async function addCentres(client: Client, centres: readonly LoadedCentre[]): Promise<void> {
  await client.query(
    `INSERT INTO centre (id, name, currency, time_zone, day_starts_at)
     SELECT * FROM jsonb_to_recordset($1::jsonb)
       AS c(id text, name text, currency text, "timeZone" text, "dayStartsAt" text)`,
    [JSON.stringify(centres)],
  );
}

function startInstance(url: string, { env }: SlowCashrec): ChildProcess {
  return spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", JOB], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      ...env,
      DATABASE_URL: url,
      DATA_DIR: ".data/bench",
      SYNC_EVERY_MINUTES: "60",
      NODE_ENV: "production",
      CASHREC_REQUESTS_AT_ONCE: String(AT_ONCE),
      CASHREC_REQUESTS_PER_MINUTE: String(PER_MINUTE),
    },
  });
}

function endInstance(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
