/**
 * The same migrations on a PostgreSQL server that this product does not install: Debian's, where
 * there is one. Elsewhere the test reports why it was skipped.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FIRST_ROWS } from "@/lib/testing/append-only-rows";
import { listMigrations, migrate } from "./migrate";
import { freePort } from "./processes";

const SERVERS = "/usr/lib/postgresql";
const READY_MS_MAX = 20_000;
/** The database sorts like English, which the order of the product must not follow. */
const ICU = ["--locale-provider=icu", "--icu-locale=en-US"];

const bin = newestServer();
if (bin === null) {
  process.stderr.write(`Skipped: no PostgreSQL server is installed under ${SERVERS}.\n`);
}

describe.skipIf(bin === null)("a server named by DATABASE_URL", () => {
  let server: ChildProcess;
  let dir: string;
  let client: pg.Client;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), "counterfoil-server-"));
    const port = await freePort();
    server = startServer(bin ?? "", dir, port);
    const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
    client = await connected(url);
  });

  afterAll(async () => {
    await client.end();
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGINT");
    await ended;
    rmSync(dir, { recursive: true });
  });

  test("takes all migrations once, and none a second time", async () => {
    const url = `postgresql://postgres@127.0.0.1:${client.port}/postgres`;
    expect(await migrate(url)).toEqual(listMigrations().map(({ name }) => name));
    expect(await migrate(url)).toEqual([]);
  });

  test.each(FIRST_ROWS)("refuses to change $table", async ({ table, column, insert }) => {
    await client.query(insert);
    for (const statement of [`UPDATE ${table} SET ${column} = ${column}`, `DELETE FROM ${table}`]) {
      await expect(client.query(statement)).rejects.toThrow(`${table} is append-only`);
    }
  });

  test("sorts ids by their bytes", async () => {
    await client.query(
      `INSERT INTO cash_sheet SELECT id, '2019-01-01', 0, NULL, now()
       FROM unnest(ARRAY['b', 'B', 'a-1', 'a1']) AS id`,
    );
    const { rows } = await client.query("SELECT centre_id FROM cash_sheet ORDER BY centre_id");
    expect(rows.map((row: { centre_id: string }) => row.centre_id)).toEqual([
      "B",
      "a-1",
      "a1",
      "b",
    ]);
  });
});

function newestServer(): string | null {
  if (!existsSync(SERVERS)) return null;
  const versions = readdirSync(SERVERS).map(Number).filter(Number.isFinite);
  const found = versions
    .sort((a, b) => b - a)
    .map((version) => join(SERVERS, String(version), "bin"))
    .find((path) => existsSync(join(path, "postgres")) && existsSync(join(path, "initdb")));
  return found ?? null;
}

/** Runs as the account "postgres" that the package created, because root may not run it. */
function startServer(binaries: string, dir: string, port: number): ChildProcess {
  const data = join(dir, "data");
  chmodSync(dir, 0o755);
  const prefix: string[] = [];
  if (process.getuid?.() === 0) {
    spawnSync("chown", ["postgres:postgres", dir]);
    prefix.push("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups");
  }
  const run = (command: string[]) => [...prefix, ...command];
  const init = run([join(binaries, "initdb"), "-D", data, "-U", "postgres", "--auth=trust"]);
  const made = spawnSync(
    init[0] ?? "",
    [...init.slice(1), "-E", "UTF8", "--locale=C.UTF-8", ...ICU],
    {
      encoding: "utf8",
    },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  const settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
  const start = run([join(binaries, "postgres"), "-D", data, "-p", String(port), ...settings]);
  return spawn(start[0] ?? "", start.slice(1), { stdio: "ignore" });
}

async function connected(url: string): Promise<pg.Client> {
  for (let waited = 0; waited < READY_MS_MAX; waited += 100) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined); // The attempt itself reports the error.
    try {
      await client.connect();
      return client;
    } catch {
      await sleep(100); // The server is still starting.
    }
  }
  throw new Error("The server did not start.");
}
