import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { takeConsoleErrors } from "@/lib/testing/strict-console";
import { makeSheet, standIn } from "@/lib/testing/sheet-source";
import { inTransaction, sql } from "../db/sql";
import { rebuildDays } from "../rebuild/rebuild-days";
import { startSync } from "../sync/commands";
import { getSync, listActiveSyncs } from "../sync/queries";
import { planSync } from "../sync/request";
import { runSync } from "../sync/run";
import { ensureJobTables } from "../queue/queue";
import { startJobs, stopJobs } from "./runner";

const SYNC_PROCESS = fileURLToPath(new URL("../../testing/sync-process.ts", import.meta.url));
const JOBS_PROCESS = fileURLToPath(new URL("../../testing/jobs-process.ts", import.meta.url));
/** Ten parts of a week are planned. */
const RANGE = { from: "2026-01-05", to: "2026-03-15" };
let centreId = "";
/** Another process, which runs syncs. */
let other: Apart;

beforeAll(async () => {
  await testDatabase();
  other = runApart(SYNC_PROCESS);
  await ensureJobTables();
});
beforeEach(async () => {
  centreId = (await makeCentre()).id;
});
afterEach(stopJobs);
afterAll(() => other.process.kill("SIGKILL"));

const plan = () =>
  inTransaction((tx) => planSync(tx.sql, { centreIds: [centreId], ...RANGE, requestedById: null }));
const isOutcome = (line: string) => line.startsWith("outcome");
const follow = (id: string) => getSync(scopeFor("sync:view", null), { id });

test("two processes at once divide the work", async () => {
  const id = await plan();
  other.process.stdin?.write(`${id} 30\n`);
  await until(() => Promise.resolve(other.lines().length > 0), 120_000);
  const here = standIn(makeSheet);
  expect(await runSync(id, { client: here })).toBe("done");
  await until(() => Promise.resolve(other.lines().some(isOutcome)), 120_000);
  const asked = [
    ...other.lines().filter((line) => line.startsWith("asked")),
    ...here.asked.map(({ from }) => `asked ${from}`),
  ];
  expect(asked).toHaveLength(10);
  expect(new Set(asked).size).toBe(10);
  expect(await follow(id)).toMatchObject({ state: "done", done: 70 });
}, 300_000);

test("a pass whose process was killed is picked up where it stood", async () => {
  const id = await plan();
  other.process.stdin?.write(`${id} 100\n`);
  await until(async () => (await follow(id)).done >= 21, 120_000);
  other.process.kill("SIGKILL");
  await other.ended;

  const stored = await storedDays();
  const done = await doneDays(id);
  expect(done.length).toBeGreaterThanOrEqual(21);
  expect(done.length).toBeLessThan(70);
  expect(stored, "what is stored is what was marked as done").toEqual(done);
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });

  await startJobs();
  await until(async () => (await follow(id)).state === "done", 120_000);
  expect(await doneDays(id)).toHaveLength(70);
  const again = await sql(
    `SELECT FROM cash_sheet_version
      WHERE centre_id = $1 AND business_date = ANY($2) AND version > 1`,
    [centreId, done],
  );
  expect(again, "parts that were done are not read again").toEqual([]);
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
}, 300_000);

test("a process that is told to end stores its part, and hands the pass on at once", async () => {
  const years = { from: "2025-01-01", to: RANGE.to };
  const child = runApart(JOBS_PROCESS);
  const scope = scopeFor("sync:start", [centreId], await makeUser());
  const { id } = await startSync(scope, { centreIds: [centreId], ...years });
  await until(async () => (await follow(id)).done >= 70, 120_000);
  child.process.kill("SIGTERM");
  child.process.kill("SIGTERM");
  await child.ended;

  expect(child.lines().at(-1), "the server's own handler comes after").toBe("ended");
  const before = await follow(id);
  expect(before).toMatchObject({ state: "running", failures: [] });
  const stored = (await storedDays()).filter((date) => date <= RANGE.to);
  expect(stored, "what is stored is what was marked as done").toEqual(await doneDays(id));
  expect(await waitingJobs()).toContain(`sync:${id}`);
  await startJobs();
  await until(async () => (await follow(id)).state === "done", 120_000);
  expect(await follow(id)).toMatchObject({ done: before.total, failures: [] });
}, 300_000);

test("what was asked for over the API is run in the background", async () => {
  await startJobs();
  const scope = scopeFor("sync:start", [centreId], await makeUser());
  const { id } = await startSync(scope, { centreIds: [centreId], ...RANGE });
  await until(async () => (await follow(id)).state === "done", 120_000);
  expect(await follow(id)).toMatchObject({ done: 70, total: 70, failures: [] });
  const { syncs } = await listActiveSyncs(scopeFor("sync:view", [centreId]));
  expect(syncs.map((sync) => sync.id)).not.toContain(id);
}, 300_000);

test("a database that drops every connection delays a pass, and no more", async () => {
  await startJobs();
  const scope = scopeFor("sync:start", [centreId], await makeUser());
  const { id } = await startSync(scope, {
    centreIds: [centreId],
    from: "2025-01-01",
    to: RANGE.to,
  });
  await until(async () => (await follow(id)).done >= 70, 120_000);
  await sql(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  const before = await follow(id);
  expect(before.state).toBe("running");
  await until(async () => ["done", "failed"].includes((await follow(id)).state), 120_000);
  expect(await follow(id)).toMatchObject({ state: "done", failures: [], done: before.total });
  takeConsoleErrors();
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
}, 300_000);

test("today and yesterday are read as soon as the application runs", async () => {
  await startJobs();
  await until(async () => (await storedDays()).length === 2, 120_000);
}, 300_000);

async function storedDays(): Promise<string[]> {
  const rows = await sql<{ date: string }>(
    `SELECT business_date AS date FROM cash_sheet WHERE centre_id = $1 ORDER BY 1`,
    [centreId],
  );
  return rows.map(({ date }) => date);
}

/** Lists what any process may work on now; a job of a killed process would still be locked. */
async function waitingJobs(): Promise<string[]> {
  const rows = await sql<{ key: string }>(
    "SELECT key FROM graphile_worker.jobs WHERE locked_at IS NULL AND run_at <= now()",
  );
  return rows.map(({ key }) => key);
}

async function doneDays(id: string): Promise<string[]> {
  const rows = await sql<{ date: string }>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS date
       FROM sync_part, generate_series("from"::date, "to"::date, interval '1 day') AS day
      WHERE sync_id = $1 AND state = 'done' ORDER BY 1`,
    [id],
  );
  return rows.map(({ date }) => date);
}

type Apart = { process: ChildProcess; ended: Promise<void>; lines: () => string[] };

function runApart(program: string): Apart {
  const flags = ["--conditions=react-server", "--import", "tsx"];
  const child = spawn(process.execPath, [...flags, program], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  let text = "";
  child.stdout.on("data", (piece: Buffer) => (text += piece.toString()));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return { process: child, ended, lines: () => text.split("\n").filter((line) => line !== "") };
}

async function until(holds: () => Promise<boolean>, msMax: number): Promise<void> {
  for (const end = Date.now() + msMax; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("It did not come to that in time.");
}
