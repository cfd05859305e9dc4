/**
 * The embedded PostgreSQL under adverse conditions: killed, started by several at once, out of
 * date.
 */
import { mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmbeddedDb, startEmbeddedDb } from "./embedded-db";
import { isProgram } from "./processes";

const dir = mkdtempSync(join(tmpdir(), "counterfoil-pg-"));
const pidFile = join(dir, "data", "postmaster.pid");
let db: EmbeddedDb;

beforeAll(async () => {
  db = await startEmbeddedDb({ dir });
});

afterAll(async () => {
  await db.stop();
  rmSync(dir, { recursive: true, maxRetries: 10 });
});

test("those who ask at once all get the one that is running", async () => {
  const asked = await Promise.all([1, 2, 3].map(() => startEmbeddedDb({ dir })));
  expect(asked.map(({ url, attached }) => ({ url, attached }))).toEqual(
    asked.map(() => ({ url: db.url, attached: true })),
  );
});

test("only its owner may read the password, and nobody gets in without it", async () => {
  expect(statSync(join(dir, "password")).mode & 0o777).toBe(0o600);
  const url = new URL(db.url);
  url.password = "guess";
  await expect(query(url.href, "SELECT 1")).rejects.toThrow("password authentication failed");
});

/** Its backends are forks of it. */
test.skipIf(process.platform !== "linux")("the server has no environment, and is not root", () => {
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  const environment = readFileSync(`/proc/${pid}/environ`, "latin1");
  expect(environment).not.toMatch(/NEXTAUTH|CASHREC|PASSWORD|SECRET|DATABASE|PATH=/);
  // Where "nobody" can't reach the files, it is root of another namespace, without capabilities.
  const isRoot = /^Uid:.*\b0\b/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  const namespace = (of: string) => readlinkSync(`/proc/${of}/ns/user`);
  expect(isRoot && namespace(String(pid)) === namespace("self")).toBe(false);
});

test("a directory of an earlier version gets the role of the application", async () => {
  await query(db.url, "DROP ROLE counterfoil_app; DROP ROLE counterfoil_auditor");
  rmSync(join(dir, "app-password"));
  const { appUrl, attached, stop } = await startEmbeddedDb({ dir });
  expect(attached).toBe(true);
  expect(await query(appUrl, "SELECT current_user AS name")).toEqual([{ name: "counterfoil_app" }]);
  await stop();
  db = await startEmbeddedDb({ dir });
});

test("kill -9 under writes loses no row that was acknowledged", async () => {
  for (const name of ["fsync", "synchronous_commit", "full_page_writes"]) {
    expect(await query(db.appUrl, `SELECT current_setting('${name}') AS value`)).toEqual([
      { value: "on" },
    ]);
  }
  await query(db.url, "CREATE TABLE written (id int PRIMARY KEY)");
  const acknowledged = await writeUntilKilled(db.url, 100);
  db = await startEmbeddedDb({ dir });
  expect(db.attached).toBe(false);
  const rows = await query<{ id: number }>(db.url, "SELECT id FROM written");
  const locked = new Set(rows.map(({ id }) => id));
  expect(acknowledged.length).toBeGreaterThanOrEqual(100);
  expect(acknowledged.filter((id) => !locked.has(id))).toEqual([]);
}, 60_000);

test("a pid file that names another program is no running server", async () => {
  await db.stop();
  // A crash of the whole machine leaves this behind, when the process id is in use again.
  const left = [process.pid, join(dir, "data"), "1", "5432", "", "127.0.0.1", "", "stale", ""];
  writeFileSync(pidFile, left.join("\n"));
  expect(isProgram(process.pid, "postgres")).toBe(false);
  db = await startEmbeddedDb({ dir });
  expect(await query(db.url, "SELECT count(*) > 0 AS remaining FROM written")).toEqual([
    { remaining: true },
  ]);
});

/**
 * Four writers commit one row a transaction; the server's process is killed after `enough` rows.
 */
async function writeUntilKilled(url: string, enough: number): Promise<number[]> {
  const server = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  const acknowledged: number[] = [];
  let next = 0;
  let killed = false;
  const write = async () => {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined); // The server is killed on purpose.
    await client.connect();
    while (!killed) {
      const id = (next += 1);
      try {
        await client.query("INSERT INTO written VALUES ($1)", [id]);
      } catch {
        return; // This row was not acknowledged, so that it may or may not be there.
      }
      acknowledged.push(id);
    }
  };
  const writers = [1, 2, 3, 4].map(write);
  while (acknowledged.length < enough) await sleep(1);
  process.kill(server, "SIGKILL");
  await sleep(50);
  killed = true;
  await Promise.all(writers);
  return acknowledged;
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined); // The query itself reports the error.
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}
