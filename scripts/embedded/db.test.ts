/**
 * The embedded PostgreSQL: started by several at once, killed, and started again without a person.
 */
import { mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { query, queryOnceUp } from "@/lib/testing/embedded-query";
import { skips } from "@/lib/testing/skips";
import { type EmbeddedDb, startEmbeddedDb } from "./db";
import { countHelpers } from "./server";
import { identify } from "../process/processes";

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

const elsewhere = process.platform !== "linux" && "a look at the server's process: not Linux.";

/** Its backends are forks of it. */
test.skipIf(skips(elsewhere))("the server has no environment, and is not root", () => {
  const pid = serverPid();
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

test("a statement leaves processors to the others", async () => {
  expect([1, 2, 4, 8, 64].map(countHelpers)).toEqual([0, 0, 1, 2, 2]);
  const helpers = String(countHelpers(availableParallelism()));
  expect(await query(db.appUrl, "SHOW max_parallel_workers_per_gather")).toEqual([
    { max_parallel_workers_per_gather: helpers },
  ]);
});

test("a server that nobody supervises is started by whoever needs it next", async () => {
  process.kill(serverPid(), "SIGKILL");
  db = await startEmbeddedDb({ dir });
  expect(db.attached).toBe(false);
});

test("a server that others use is started as it was, on the port that they know", async () => {
  await db.stop();
  db = await startEmbeddedDb({ dir, settings: ["max_connections=77"] });
  const other = join(dir, "users", String(process.ppid));
  writeFileSync(other, identify(process.ppid) ?? "");
  process.kill(serverPid(), "SIGKILL");
  const again = await startEmbeddedDb({ dir, settings: ["max_connections=78"] });
  expect(again).toMatchObject({ url: db.url, attached: false });
  expect(await query(db.url, "SHOW max_connections")).toEqual([{ max_connections: "77" }]);
  rmSync(other);
});

describe("kill -9 under writes loses no row that was acknowledged, and is mended", () => {
  const lost: Error[] = [];

  beforeAll(async () => {
    await db.stop();
    db = await startEmbeddedDb({ dir, onLost: (reason) => lost.push(reason) });
    for (const name of ["fsync", "synchronous_commit", "full_page_writes"]) {
      expect(await query(db.appUrl, `SELECT current_setting('${name}') AS value`)).toEqual([
        { value: "on" },
      ]);
    }
    await query(db.url, "CREATE TABLE written (id serial PRIMARY KEY)");
  });

  test.each<[string, (backend: number) => void]>([
    ["one of its processes", (backend) => process.kill(backend, "SIGKILL")],
    ["the server", () => process.kill(serverPid(), "SIGKILL")],
    [
      "the server, beside a process of it that does not notice",
      (backend) => {
        process.kill(backend, "SIGSTOP");
        process.kill(serverPid(), "SIGKILL");
      },
    ],
  ])("%s", async (_name, kill) => {
    const acknowledged = await writeUntilKilled(db.url, 100, kill);
    const rows = await queryOnceUp<{ id: number }>(db.appUrl, "SELECT 1");
    expect(rows).toHaveLength(1);
    const stored = await query<{ id: number }>(db.url, "SELECT id FROM written");
    const ids = new Set(stored.map(({ id }) => id));
    expect(acknowledged.length).toBeGreaterThanOrEqual(100);
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    expect(lost).toEqual([]);
  });
});

function serverPid(): number {
  return Number(readFileSync(pidFile, "utf8").split("\n")[0]);
}

/** Four writers commit one row a transaction; the first one's process is passed to `kill`. */
async function writeUntilKilled(
  url: string,
  enough: number,
  kill: (backend: number) => void,
): Promise<number[]> {
  const acknowledged: number[] = [];
  const backends: number[] = [];
  const broken: Promise<unknown>[] = [];
  const write = async () => {
    const client = new pg.Client({ connectionString: url });
    broken.push(new Promise((resolve) => client.once("end", resolve)));
    client.on("error", () => undefined); // The server is killed on purpose.
    await client.connect();
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    backends.push(rows[0]?.pid ?? 0);
    for (;;) {
      try {
        const text = "INSERT INTO written DEFAULT VALUES RETURNING id";
        const written = await client.query<{ id: number }>(text);
        acknowledged.push(written.rows[0]?.id ?? 0);
      } catch {
        return; // This row was not acknowledged, so that it may or may not be there.
      }
    }
  };
  const writers = [1, 2, 3, 4].map(write);
  while (acknowledged.length < enough || backends.length < writers.length) await sleep(1);
  kill(backends[0] ?? 0);
  await Promise.all(broken);
  await Promise.all(writers);
  return acknowledged;
}
