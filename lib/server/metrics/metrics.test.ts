import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { makeCentre } from "@/lib/testing/arrange";
import { arrangeLastBackup } from "@/lib/testing/arrange-backup";
import { areaRow, centreRow, setOrganisation } from "@/lib/testing/arrange-organisation";
import { asOwner, makeDividedTable, testDatabase } from "@/lib/testing/database";
import { isInstalled, skips } from "@/lib/testing/skips";
import { disconnect } from "../db/client";
import { inTransaction, sql } from "../db/sql";
import { readReadiness } from "../db/readiness";
import { addJob, ensureJobTables } from "../queue/queue";
import { beginOperation, endOperation, measured } from "../telemetry";
import { readServer } from "./database-facts";
import { respondWithMetrics } from "./respond";
import { startMetrics } from "./start";

const TOKEN = "a-token-of-this-test-with-40-characters!";
const OPS = ["ops/alerts.yaml", "ops/grafana-dashboard.json"];
/** Prometheus itself knows these. */
const OF_PROMETHEUS = ["up"];

const centre = { id: "m-101", name: "Secret Name Centre" };
let stop = () => {};

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
  await makeCentre(centre);
  await makeCentre({ id: "m-102" });
  await setOrganisation([areaRow("north", null), centreRow("m-101", "north")]);
  await sql(
    `INSERT INTO cash_sheet (centre_id, business_date, version, read_at)
     VALUES ($1, to_char(now(), 'YYYY-MM-DD'), 0, now() - interval '10 minutes')`,
    [centre.id],
  );
  await addJob(sql, { task: "sync", payload: { id: "1" }, key: "sync:1" });
  await addJob(sql, { task: "replay", payload: { id: "2" }, key: "replay:2" });
  await sql("UPDATE graphile_worker._private_jobs SET run_at = now() - interval '1 hour'");
  await sql(
    "UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key = 'replay:2'",
  );
  await addJob(sql, { task: "make-reports", payload: {}, key: "make-reports" });
  await sql(
    `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'worker-gone'
      WHERE key = 'make-reports'`,
  );
  await Promise.all([arrangeLastBackup(), makeDividedTable()]);
  vi.stubEnv("METRICS_TOKEN", TOKEN);
  vi.stubEnv("METRICS_NODES", "area");
  vi.stubEnv("LOG_WEBHOOK_URL", "https://logs.example.test/");
  vi.stubEnv("LOG_WEBHOOK_SECRET", `whsec_${Buffer.alloc(32, 7).toString("base64")}`);
  stop = startMetrics();
});

afterAll(() => {
  stop();
  vi.unstubAllEnvs();
});

const ask = (token?: string) =>
  respondWithMetrics(
    new Request("http://localhost/metrics", {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    }),
  );
const scrape = async () => (await ask(TOKEN)).text();
const valueOf = (text: string, series: string) =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length),
  );

/** Everything that is measured, so that every series has a value. */
async function doEverything(): Promise<void> {
  const request = beginOperation("request", "GET");
  if (request !== null) request.name = "GET /api/centres/{centreId}/pins";
  endOperation(request, "404");
  endOperation(beginOperation("request", "BREW /x"), "200");
  endOperation(beginOperation("upstream", "Cashrec"), "503");
  await measured("job", "sync", () => Promise.resolve());
  await measured("append", "audit_entry", () => Promise.resolve());
  await sql("SELECT 1 / 0").catch(() => undefined);
  await inTransaction(({ sql: run }) => run("SELECT 1"));
}

test("without the token nothing is shown, and without the variable nothing is there", async () => {
  expect((await ask()).status).toBe(401);
  const wrong = await ask(`${TOKEN}x`);
  expect([wrong.status, wrong.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
  vi.stubEnv("METRICS_TOKEN", "");
  expect((await ask(TOKEN)).status).toBe(404);
  vi.stubEnv("METRICS_TOKEN", "short");
  const { readEnv } = await import("../env");
  expect(() => readEnv(process.env)).toThrow("METRICS_TOKEN");
  expect(() => readEnv({ METRICS_NODES: "area,shop" })).toThrow("METRICS_NODES");
  vi.stubEnv("METRICS_TOKEN", TOKEN);
});

test("requests, statements, Cashrec and jobs are counted by names of the program", async () => {
  await doEverything();
  const text = await scrape();
  const requests = "counterfoil_http_request_duration_seconds_count";
  const pins = `method="GET",route="/api/centres/{centreId}/pins",status="4xx"`;
  expect(valueOf(text, `${requests}{${pins}}`)).toBe(1);
  expect(valueOf(text, `${requests}{method="other",route="/x",status="2xx"}`)).toBe(1);
  const upstream = 'counterfoil_upstream_request_duration_seconds_count{target="Cashrec"';
  expect(valueOf(text, `${upstream},status="503"}`)).toBe(1);
  expect(valueOf(text, `counterfoil_database_statement_errors_total{code="22012"}`)).toBe(1);
  expect(valueOf(text, `counterfoil_job_duration_seconds_count{task="sync",outcome="ok"}`)).toBe(1);
});

test("the age of readings is by node where that was asked for; no centre is named", async () => {
  const text = await scrape();
  for (const node of ['node="all",kind="all"', 'node="north",kind="area"']) {
    const seconds = valueOf(text, `counterfoil_sync_lag_seconds{${node},share="1"}`);
    expect(seconds).toBeGreaterThanOrEqual(600);
    expect(seconds).toBeLessThan(900);
  }
  expect(valueOf(text, 'counterfoil_sync_centres{node="all",kind="all"}')).toBe(2);
  expect(valueOf(text, 'counterfoil_sync_centres_unread{node="all",kind="all"}')).toBe(1);
  expect(text).not.toMatch(/Secret|m-10\d/);
});

test("the queue shows what waits, for how long, and what is dead", async () => {
  const text = await scrape();
  expect(valueOf(text, 'counterfoil_queue_jobs{task="sync",state="waiting"}')).toBe(1);
  expect(valueOf(text, 'counterfoil_queue_jobs{task="replay",state="dead"}')).toBe(1);
  expect(valueOf(text, 'counterfoil_queue_jobs{task="replay",state="waiting"}')).toBe(0);
  const age = valueOf(text, 'counterfoil_queue_oldest_job_age_seconds{task="sync"}');
  expect(age).toBeGreaterThanOrEqual(3_600);
  expect(valueOf(text, 'counterfoil_queue_oldest_job_age_seconds{task="send-webhooks"}')).toBe(0);
});

test("a job that a process left behind does not run", async () => {
  const text = await scrape();
  expect(valueOf(text, 'counterfoil_queue_jobs{task="make-reports",state="running"}')).toBe(0);
  expect(valueOf(text, 'counterfoil_queue_jobs{task="make-reports",state="dead"}')).toBe(1);
});

test("whoever waits for the chain of the trail is seen while they wait", async () => {
  const lock = "SELECT pg_advisory_xact_lock(4205, 0)";
  let waiting: Promise<unknown> | undefined;
  await inTransaction(async (holder) => {
    await holder.sql(lock);
    waiting = inTransaction((tx) => tx.sql(lock));
    await expect.poll(async () => (await readServer(sql))?.chainWaiters).toBe(1);
    expect((await readServer(sql))?.chainWaitSeconds).toBeGreaterThan(0);
  });
  await waiting;
  expect(await readServer(sql)).toMatchObject({ chainWaiters: 0, chainWaitSeconds: 0 });
});

test("each pool of connections shows how many it may have", async () => {
  const text = await scrape();
  for (const [pool, most] of Object.entries({ work: 8, watching: 3, flushing: 1 })) {
    expect(valueOf(text, `counterfoil_pool_connections_max{pool="${pool}"}`)).toBe(most);
  }
  expect(valueOf(text, 'counterfoil_pool_waiting{pool="screens"}')).toBe(0);
});

test("every metric of the dashboard and of the alerts is there", async () => {
  await doEverything();
  const text = await scrape();
  const known = new Set(text.split("\n").map((line) => /^\w+/.exec(line)?.[0] ?? ""));
  const named = OPS.flatMap((file) => namesIn(readFileSync(file, "utf8")));
  expect(named.filter((name) => !known.has(name) && !OF_PROMETHEUS.includes(name))).toEqual([]);
  expect(new Set(named).size).toBeGreaterThan(25);
});

test("every alert has an entry of the runbook, and every entry an alert", () => {
  const { groups } = parse(readFileSync("ops/alerts.yaml", "utf8")) as Rules;
  const alerts = groups.flatMap(({ rules }) => rules);
  const runbook = readFileSync("docs/guides/runbook.md", "utf8");
  const entries = runbook.split(/^## /m).slice(1);
  const titles = entries.map((entry) => entry.split("\n", 1)[0]);
  expect(titles.filter((title) => title?.startsWith("Counterfoil"))).toEqual(
    alerts.map(({ alert }) => alert),
  );
  for (const { alert, annotations } of alerts) {
    expect(annotations.runbook_url).toBe(`docs/guides/runbook.md#${alert.toLowerCase()}`);
    const entry = entries.find((one) => one.startsWith(`${alert}\n`)) ?? "";
    for (const part of ["_It means_", "_Look at_", "_Do_"]) expect(entry).toContain(part);
  }
});

test("Prometheus accepts the rules and the output", async (context) => {
  context.skip(skips(!isInstalled("promtool") && "promtool: apt-get install prometheus"));
  const rules = spawnSync("promtool", ["check", "rules", "ops/alerts.yaml"], { encoding: "utf8" });
  expect(rules.stdout + rules.stderr).toContain("SUCCESS");
  expect(rules.status).toBe(0);
  const input = await scrape();
  const output = spawnSync("promtool", ["check", "metrics"], { input, encoding: "utf8" });
  expect(linesOfOurs(output.stdout + output.stderr)).toEqual([]);
});

test("an instance is ready with its migrations, and not without", async () => {
  const [newest] = await sql<{ name: string }>(
    `SELECT max(migration_name) AS name FROM "_prisma_migrations"`,
  );
  const needed = newest?.name ?? "";
  expect(await readReadiness({ needed })).toEqual({
    status: "ready",
    database: "ok",
    migrations: "ok",
    storage: "ok",
    ending: false,
  });
  expect(await readReadiness({ needed, isEnding: true })).toMatchObject({ status: "not-ready" });
  await asOwner(`UPDATE "_prisma_migrations" SET finished_at = NULL WHERE migration_name = $1`, [
    needed,
  ]);
  expect(await readReadiness({ needed })).toMatchObject({
    status: "not-ready",
    migrations: "missing",
  });
  await asOwner(`UPDATE "_prisma_migrations" SET finished_at = now() WHERE migration_name = $1`, [
    needed,
  ]);
});

test("without the database, what this process knows is there, and nothing old", async () => {
  const url = process.env.DATABASE_URL;
  expect(valueOf(await scrape(), "counterfoil_database_up")).toBe(1);
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nothing";
  await disconnect();
  const text = await scrape();
  expect(await readReadiness()).toMatchObject({ status: "not-ready", database: "down" });
  process.env.DATABASE_URL = url;
  await disconnect();
  expect(valueOf(text, "counterfoil_database_up")).toBe(0);
  expect(text).not.toMatch(/^counterfoil_(queue_jobs|sync_lag_seconds|database_size)/m);
  expect(text).toMatch(/^counterfoil_http_requests_in_flight 0$/m);
  expect(valueOf(text, "counterfoil_disk_free_bytes")).toBeGreaterThan(0);
});

type Rules = { groups: { rules: { alert: string; annotations: Record<string, string> }[] }[] };

function namesIn(text: string): string[] {
  const ours = text.match(/\b(?:counterfoil|nodejs|process)_[a-z0-9_]+/g) ?? [];
  return [...ours, ...(text.match(/\bup(?=\{)/g) ?? [])];
}

/** The names of prom-client's own metrics are not ours to choose. */
function linesOfOurs(output: string): string[] {
  return output.split("\n").filter((line) => line.startsWith("counterfoil_"));
}
