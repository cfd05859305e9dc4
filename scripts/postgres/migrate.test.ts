/** Migrations beside readers, under connections that break, and of two programs at once. */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { applyPending, type Migration, migrate } from "./migrate";

const { adminUrl, prefix } = inject("testServer");
const clients: pg.Client[] = [];
let url = "";
let number = 0;

beforeEach(async () => {
  const admin = await connect(adminUrl);
  const name = `${prefix}migrate_${(number += 1)}`;
  await admin.query(`CREATE DATABASE ${name}`);
  url = new URL(`/${name}`, adminUrl).href;
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
});

const FIRST = script("1_table", "CREATE TABLE sheet (id int); INSERT INTO sheet VALUES (1)");
const SECOND = script("2_column", "ALTER TABLE sheet ADD COLUMN name text");

test("a reader that takes long delays a migration, and no other reader", async () => {
  await apply([FIRST]);
  const [slow, quick, owner] = [await connect(), await connect(), await connect()];
  await slow.query("BEGIN; SELECT * FROM sheet");
  const migrating = applyPending(owner, [FIRST, SECOND]);
  await untilWaiting(quick);
  // It would wait for the slow reader, if it stood behind the migration until that is done.
  expect((await quick.query("SELECT id FROM sheet")).rows).toEqual([{ id: 1 }]);
  await slow.query("COMMIT");
  expect(await migrating).toEqual(["2_column"]);
});

test("a connection that breaks leaves nothing, and the next start goes on", async () => {
  const slow = script("2_slow", `${SECOND.sql}; SELECT pg_sleep(600)`);
  const owner = await connect();
  const migrating = applyPending(owner, [FIRST, slow]);
  const failed = expect(migrating).rejects.toThrow(/terminat/);
  const other = await connect();
  await other.query(`DO $$ BEGIN
    WHILE NOT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'
                        AND datname = current_database() AND pid <> pg_backend_pid()
                        AND query LIKE 'ALTER%') LOOP
      -- A transaction sees the sessions as they were when it first looked.
      PERFORM pg_stat_clear_snapshot(), pg_sleep(0.02);
    END LOOP;
  END $$`);
  await other.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'ALTER%'`,
  );
  await failed;
  expect(await listHistory(other)).toEqual(["1_table"]);
  expect(await apply([FIRST, SECOND])).toEqual(["2_column"]);
});

test("two that start at once on an empty database apply everything once", async () => {
  const applied = await Promise.all([migrate(url), migrate(url)]);
  expect(applied.map(({ length }) => length > 0).toSorted()).toEqual([false, true]);
  expect(await migrate(url)).toEqual([]);
});

test("an older program refuses the database of a newer one", async () => {
  await apply([FIRST, SECOND]);
  await expect(apply([FIRST])).rejects.toThrow(
    "is of a newer version of Counterfoil: it has 1 migrations that this version does not know, " +
      "such as 2_column",
  );
});

test.each([
  // what an earlier version left, its note
  ["failed and was rolled back", "DROP TABLE sheet", "out of memory"],
  ["was never run", "DROP TABLE sheet", null],
  ["was applied when the connection broke", "SELECT", null],
])("one that %s needs nobody", async (_case, before, logs) => {
  await apply([FIRST]);
  const owner = await connect();
  await owner.query(before);
  await owner.query(`UPDATE "_prisma_migrations" SET finished_at = NULL, logs = $1`, [logs]);
  expect(await apply([FIRST, SECOND])).toEqual(["1_table", "2_column"]);
  const client = await connect();
  expect((await client.query("SELECT id, name FROM sheet")).rows).toEqual([{ id: 1, name: null }]);
  expect(await listHistory(client)).toEqual(["1_table", "2_column"]);
});

async function listHistory(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL
      ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

async function untilWaiting(client: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(
      `SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rowCount !== 0) return;
    await sleep(5);
  }
}

/** As one start does: the lock of migrations ends with its connection. */
async function apply(migrations: Migration[]): Promise<string[]> {
  const client = await connect();
  clients.splice(clients.indexOf(client), 1);
  try {
    return await applyPending(client, migrations);
  } finally {
    await client.end();
  }
}

async function connect(address = url): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: address });
  client.on("error", () => undefined); // One of them is terminated on purpose.
  await client.connect();
  clients.push(client);
  return client;
}

function script(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}
